/** The demonstration's sign-ins and keys, for a terminal. */
import type { Demonstration } from "@suanquan/server";
import { type Language, say } from "./language.ts";

/** Who plays, with which password, and where the keys are. */
export function demonstrationText(
  { file, password, offices }: Demonstration,
  address: string,
  language: Language,
): string {
  const [first] = offices;
  const key = first?.keys["desk-officer"] ?? "";
  const names = first?.signIns.map(({ email }) => email.split("@", 1)[0]).join(" · ") ?? "";
  const places = offices.map(({ signIns, zh, en }) => {
    const domain = signIns[0]?.email.split("@", 2)[1] ?? "";
    return `    @${domain}  ${language === "zh" ? zh : en}`;
  });
  return [
    "",
    say("  演示（单位、人员、案件均为虚构）", "  The demonstration (offices, people and cases are invented)")[
      language
    ],
    say(`  口令（所有演示账号相同）：${password}`, `  Password (the same for all its people): ${password}`)[
      language
    ],
    say("  账号：以下各名字之一", "  Sign in as one of")[language],
    `    ${names}`,
    say("  加上单位：", "  at one of")[language],
    ...places,
    say(
      `  每个角色的 API 密钥：suanquan demonstration（存于 ${file}）`,
      `  API keys of every role: suanquan demonstration (kept in ${file})`,
    )[language],
    `    curl -H "Authorization: Bearer ${key}" ${address}api/v1/programmes`,
    say("  删除演示：suanquan demonstration remove", "  To remove it: suanquan demonstration remove")[
      language
    ],
  ].join("\n");
}
