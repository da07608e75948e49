/** What stops the server, in the words of the command: every known case with its cure. */
import { ArchiveRefusal, PortTaken, PostgresRefusal, WrongSetting } from "@suanquan/server";
import { say } from "./language.ts";
import { Refusal } from "./refusal.ts";

const LOOPBACK = "127.0.0.1";

/** Runs work of the server. @throws Refusal for what it declines; other errors as they are */
export async function orRefuse<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw serverRefusal(error, place);
  }
}

export interface Place {
  readonly host?: string;
  readonly data?: string;
}

function serverRefusal(error: unknown, { host = LOOPBACK, data = "" }: Place): unknown {
  if (error instanceof PostgresRefusal) return new Refusal({ zh: error.zh, en: error.en }, error.cure);
  if (error instanceof ArchiveRefusal)
    return new Refusal(
      say(`备份文件有误：${error.zh}`, `the backup cannot be used: ${error.en}`),
      say("请使用另一份备份，或重新复制该文件", "use another backup, or copy the file again"),
    );
  if (error instanceof PortTaken)
    return new Refusal(
      say(`端口 ${error.port} 已被占用`, `port ${error.port} is in use`),
      say("换一个端口，或不写 --port 让程序自行选择", "choose another, or leave --port out"),
    );
  if (error instanceof WrongSetting)
    return new Refusal(
      say(
        `设置 ${error.setting} 有误：${error.message}`,
        `the setting ${error.setting} is wrong: ${error.message}`,
      ),
      say("各项设置见 packages/server/README.md", "packages/server/README.md lists the settings"),
    );
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const path = error instanceof Error && "path" in error ? String(error.path) : undefined;
  return path === undefined ? listenRefusal(error, code, host) : folderRefusal(error, code, path, data);
}

function listenRefusal(error: unknown, code: unknown, host: string): unknown {
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Refusal(
      say(`本机没有地址 ${host}`, `this machine has no address ${host}`),
      say(
        `只给本机用写 ${LOOPBACK}，给整个网络用写 0.0.0.0`,
        `${LOOPBACK} serves this machine only, 0.0.0.0 the whole network`,
      ),
    );
  if (code === "EACCES")
    return new Refusal(
      say("没有权限使用这个端口", "this port may not be used"),
      say("请用 1024 以上的端口", "use a port above 1024"),
    );
  if (code === "ECONNREFUSED")
    return new Refusal(
      say("数据库服务器没有应答", "the database server does not answer"),
      say("请启动它，或核对 DATABASE_URL", "start it, or check DATABASE_URL"),
    );
  return error;
}

function folderRefusal(error: unknown, code: unknown, path: string, data: string): unknown {
  if (code === "ENOSPC")
    return new Refusal(
      say(`${path} 所在磁盘已满`, `the disk of ${path} is full`),
      say("请清出空间，或用 --data 换一个文件夹", "make room, or name another folder with --data"),
    );
  if (code === "EACCES" || code === "EROFS" || code === "EPERM" || code === "ENOTDIR" || code === "EEXIST")
    return new Refusal(
      say(`不能写入 ${path}（${code}）`, `${path} cannot be written (${code})`),
      say(`请换一个数据文件夹（现在是 ${data}）`, `use another data folder than ${data}`),
    );
  return error;
}
