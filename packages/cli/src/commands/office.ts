/** `suanquan office`: an office and its first security administrator. */
import { openOfficeWithAdmin } from "@suanquan/server";
import type { Run } from "../call.ts";
import { serverEnvironment } from "../data-place.ts";
import { say } from "../language.ts";
import { FINE, Refusal } from "../refusal.ts";
import { orRefuse } from "../server-refusal.ts";

export const run: Run = async call => {
  const { options, operands, language, terminal } = call;
  const [code = ""] = operands;
  const [zh, en, admin] = [options.text("zh"), options.text("en"), options.text("admin")];
  if (zh === undefined || en === undefined || admin === undefined)
    throw new Refusal(
      say("开设单位须写明 --zh、--en 和 --admin", "opening an office takes --zh, --en and --admin"),
      say(
        "如 suanquan office henan-gxt --zh 某省主管部门 --en Office --admin security@example.gov.cn",
        "as in suanquan office henan-gxt --zh 某省主管部门 --en Office --admin security@example.gov.cn",
      ),
    );
  const env = serverEnvironment(call);
  const opened = await orRefuse({ data: env.SUANQUAN_DATA }, () =>
    openOfficeWithAdmin(env, { code, zh, en, admin }),
  );
  if (options.flag("json")) terminal.print(JSON.stringify(opened));
  else {
    terminal.print(
      say(
        `已开设单位 ${code}，安全管理员 ${admin}`,
        `Opened the office ${code}; its security administrator is ${admin}`,
      )[language],
    );
    if (opened.password !== null)
      terminal.print(
        say(
          `口令（只显示这一次，请登录后修改并启用第二因素）：${opened.password}`,
          `Password, shown this once; change it after signing in, and turn on a second factor: ${opened.password}`,
        )[language],
      );
  }
  return FINE;
};
