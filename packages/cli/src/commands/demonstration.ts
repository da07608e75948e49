/** `suanquan demonstration`: how to play it; its removal; and showing it again. */
import {
  type Demonstration,
  readDemonstration,
  removeShownDemonstration,
  showDemonstrationAgain,
} from "@suanquan/server";
import type { Call, Run } from "../call.ts";
import { serverEnvironment } from "../data-place.ts";
import { say } from "../language.ts";
import { table } from "../layout.ts";
import { FINE, Refusal } from "../refusal.ts";
import { orRefuse } from "../server-refusal.ts";

export const run: Run = call => {
  const [what = "show"] = call.operands;
  switch (what) {
    case "show":
      return show(call);
    case "remove":
      return remove(call);
    case "again":
      return again(call);
    default:
      throw new Refusal(
        say(`demonstration 不认识“${what}”`, `demonstration has no use for \`${what}\``),
        say("可写 remove 或 again", "it takes `remove` or `again`"),
      );
  }
};

async function show({ options, language, terminal, ...call }: Call): Promise<number> {
  const env = serverEnvironment({ options, language, terminal, ...call });
  const demonstration = readDemonstration(env.SUANQUAN_DATA);
  if (demonstration === null)
    throw new Refusal(
      say(`${env.SUANQUAN_DATA} 中没有演示`, `${env.SUANQUAN_DATA} holds no demonstration`),
      say("用 suanquan demonstration again 重新演示", "show it again with `suanquan demonstration again`"),
    );
  terminal.print(options.flag("json") ? JSON.stringify(demonstration, null, 2) : inFull(demonstration));
  if (!options.flag("json"))
    terminal.note(
      say("全部虚构；密钥和口令只在本机生成", "All invented; keys and password were made on this machine")[
        language
      ],
    );
  return FINE;
}

function inFull({ password, offices }: Demonstration): string {
  return offices
    .map(({ zh, en, signIns, keys }) => {
      const rows = signIns.map(({ role, email }) => [role, email, password]);
      const held = Object.entries(keys).map(([role, key]) => [role, key]);
      return [`${zh} / ${en}`, ...table(rows), "", ...table(held)].join("\n");
    })
    .join("\n\n");
}

async function remove(call: Call): Promise<number> {
  const { options, language, terminal } = call;
  const env = serverEnvironment(call);
  const removed = await orRefuse({ data: env.SUANQUAN_DATA }, () => removeShownDemonstration(env));
  terminal.print(
    options.flag("json")
      ? JSON.stringify({ removed })
      : say(
          `演示已删除（${removed} 个案件、券和单据）；以后启动不再演示`,
          `The demonstration is removed (${removed} cases, vouchers and papers); later starts do not show it`,
        )[language],
  );
  return FINE;
}

async function again(call: Call): Promise<number> {
  const { language, terminal } = call;
  const env = serverEnvironment(call);
  await orRefuse({ data: env.SUANQUAN_DATA }, () =>
    showDemonstrationAgain(env, ({ zh, en }) =>
      terminal.note(say(`正在演示几个月的业务：${zh} …`, `Playing some months of cases: ${en} …`)[language]),
    ),
  );
  return show(call);
}
