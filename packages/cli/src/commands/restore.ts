/** `suanquan restore`: a whole product from one file. */
import path from "node:path";
import { restoreFrom } from "@suanquan/server";
import type { Run } from "../call.ts";
import { serverEnvironment } from "../data-place.ts";
import { say } from "../language.ts";
import { FINE } from "../refusal.ts";
import { orRefuse } from "../server-refusal.ts";

export const run: Run = async call => {
  const { options, operands, language, terminal } = call;
  const env = serverEnvironment(call);
  const file = path.resolve(terminal.folder, operands[0] ?? "");
  const done = await orRefuse({ data: env.SUANQUAN_DATA }, () => restoreFrom(env, file));
  terminal.print(
    options.flag("json")
      ? JSON.stringify(done)
      : say(
          `已恢复并逐表核对：${done.tables} 张表 ${done.rows} 行，${done.files} 个材料文件`,
          `Restored, and every table compared: ${done.rows} rows of ${done.tables} tables, ${done.files} evidence files`,
        )[language],
  );
  return FINE;
};
