/** `suanquan backup`: a whole product into one file. */
import path from "node:path";
import type { Bilingual } from "@suanquan/policy";
import { backUpTo, type Elsewhere } from "@suanquan/server";
import type { Run } from "../call.ts";
import { serverEnvironment } from "../data-place.ts";
import { say } from "../language.ts";
import { FINDINGS, FINE } from "../refusal.ts";
import { orRefuse } from "../server-refusal.ts";

export const run: Run = async call => {
  const { options, operands, language, terminal } = call;
  const env = serverEnvironment(call);
  const file = path.resolve(terminal.folder, operands[0] ?? "");
  const done = await orRefuse({ data: env.SUANQUAN_DATA }, () => backUpTo(env, file));
  terminal.print(
    options.flag("json")
      ? JSON.stringify(done)
      : say(
          `已备份到 ${done.file}：${done.tables} 张表 ${done.rows} 行，${done.files} 个材料文件。它含个人信息和密钥，请像数据文件夹一样保管`,
          `Backed up to ${done.file}: ${done.rows} rows of ${done.tables} tables, ${done.files} evidence files. It holds personal data and keys; keep it as you keep the data folder`,
        )[language],
  );
  if (done.elsewhere !== null && !options.flag("json")) terminal.print(toldOf(done.elsewhere)[language]);
  return done.elsewhere !== null && done.elsewhere.bucket === null ? FINDINGS : FINE;
};

/** What the file leaves out, and what to do about it. */
function toldOf({ files, bucket }: Elsewhere): Bilingual {
  if (bucket === null)
    return say(
      `注意：数据库提到的 ${files} 个材料文件不在数据文件夹里，备份中没有；请查明去向`,
      `Attention: ${files} evidence files that the database names are not in the data folder and not in this backup; find out where they are`,
    );
  const where = `${bucket.endpoint} ${bucket.name}/${bucket.prefix}`;
  return say(
    `注意：${files} 个材料文件在存储桶 ${where}，不在此备份中；请用存储服务自己的工具（版本控制或复制）另行备份该桶，恢复时设置同一个桶或其同名副本`,
    `Attention: ${files} evidence files are in the bucket ${where} and not in this backup; back the bucket up with its own tools (versioning or replication), and set it, or a copy of the same name, when restoring`,
  );
}
