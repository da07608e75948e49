/** `suanquan serve`: the product on this machine, or only its public site. */
import { once } from "node:events";
import { createServer } from "node:net";
import { readDemonstration, type Served, type Stage, serveProduct } from "@suanquan/server";
import { servePages } from "@suanquan/server/pages";
import { builtPages } from "../built-pages.ts";
import type { Call, Run } from "../call.ts";
import { policiesFolder } from "../catalogue/compiled.ts";
import { serverEnvironment } from "../data-place.ts";
import { demonstrationText } from "../demonstration-text.ts";
import { say } from "../language.ts";
import { FINE } from "../refusal.ts";
import { orRefuse } from "../server-refusal.ts";

const LOOPBACK = "127.0.0.1";

export const run: Run = async call => {
  await tryAddress(call);
  const asked = stopAsked(call);
  const shown = {
    pages: builtPages(policiesFolder(call), () =>
      call.terminal.note(say("正在生成页面 …", "Building the pages …")[call.language]),
    ),
  };
  const server = await (call.options.flag("pages-only")
    ? pagesOnly(call, shown)
    : product(call, shown, asked.signal));
  if (server !== null) {
    await asked.stop;
    call.terminal.note(say("正在停止 …", "Stopping …")[call.language]);
    await server.stop();
  }
  return FINE;
};

/** Sees before anything is built whether the port is one and the host is this machine's, so that a slip is told at once. */
async function tryAddress({ options }: Call): Promise<void> {
  options.port("port");
  const host = options.text("host");
  if (host === undefined) return;
  await orRefuse({ host }, async () => {
    const probe = createServer().listen(0, host);
    await once(probe, "listening");
    probe.close();
    await once(probe, "close");
  });
}

interface Shown {
  readonly pages: string;
}

interface Running {
  stop(): Promise<void>;
}

async function pagesOnly({ options, language, terminal }: Call, shown: Shown): Promise<Running> {
  const host = options.text("host") ?? LOOPBACK;
  const port = options.port("port");
  const server = await orRefuse({ host }, () =>
    servePages({ ...shown, host, ...(port === undefined ? {} : { port }) }),
  );
  const { address } = server;
  if (options.flag("json")) terminal.print(JSON.stringify({ address }));
  else terminal.print(running(address)[language]);
  return server;
}

const running = (address: string) =>
  say(`算券已启动：${address}（按 Ctrl+C 停止）`, `Suanquan is running at ${address} (Ctrl+C stops it)`);

/** @returns null when it was asked to stop before it ran */
async function product(call: Call, shown: Shown, signal: AbortSignal): Promise<Served | null> {
  const { options, language, terminal } = call;
  const env = serverEnvironment(call);
  const host = options.text("host");
  const port = options.port("port");
  const embedded = (env.DATABASE_URL ?? "") === "";
  try {
    const served = await orRefuse({ data: env.SUANQUAN_DATA, ...(host === undefined ? {} : { host }) }, () =>
      serveProduct(
        {
          // On one's own machine the terminal is for people; an office's server logs every request.
          ...(embedded ? { SUANQUAN_LOG: "error" } : {}),
          ...env,
          ...(host === undefined ? {} : { SUANQUAN_HOST: host }),
          ...(port === undefined ? {} : { SUANQUAN_PORT: String(port) }),
        },
        {
          shown,
          demonstration: !options.flag("no-demonstration"),
          tell: stage => terminal.note(STAGES(stage)[language]),
          signal,
        },
      ),
    );
    report(call, served, embedded);
    return served;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  }
}

function STAGES(stage: Stage) {
  switch (stage.is) {
    case "database":
      return say(
        `数据文件夹 ${stage.data}，正在连接数据库 …`,
        `Data folder ${stage.data}; opening the database …`,
      );
    case "migrations":
      return stage.embedded === null
        ? say("正在核对数据库结构 …", "Bringing the database up to date …")
        : say(
            `内置 PostgreSQL ${stage.embedded} 已启动，正在核对数据库结构 …`,
            `The embedded PostgreSQL ${stage.embedded} runs; bringing the database up to date …`,
          );
    case "demonstration":
      return say(
        `正在演示几个月的业务：${stage.office.zh} …`,
        `Playing some months of cases: ${stage.office.en} …`,
      );
    default:
      return stage satisfies never;
  }
}

function report({ options, language, terminal }: Call, served: Served, embedded: boolean): void {
  const { address, govStackAddress, data } = served;
  const reference = `${address}api/reference`;
  const demonstration = embedded ? readDemonstration(data) : null;
  if (options.flag("json")) {
    const { file } = demonstration ?? { file: null };
    terminal.print(
      JSON.stringify({ address, reference, govStack: govStackAddress, data, demonstration: file }),
    );
    return;
  }
  terminal.print(running(address)[language]);
  terminal.print(say(`  接口参考 ${reference}`, `  API reference ${reference}`)[language]);
  if (govStackAddress !== null)
    terminal.print(
      say(`  GovStack 券接口 ${govStackAddress}`, `  GovStack voucher calls ${govStackAddress}`)[language],
    );
  if (demonstration !== null) terminal.print(demonstrationText(demonstration, address, language));
}

interface StopAsked {
  readonly stop: Promise<void>;
  readonly signal: AbortSignal;
}

/** Ctrl+C, a closed terminal, or the system that asks the process to end; asked twice, it ends at once. */
function stopAsked({ language, terminal }: Call): StopAsked {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = new Promise<void>(resolve => signal.addEventListener("abort", () => resolve()));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => {
      if (!signal.aborted) return controller.abort();
      if (name !== "SIGINT") return;
      terminal.note(
        say("已中断；数据库由下次启动接管", "Cut short; the next start takes the database over")[language],
      );
      process.exit(130);
    });
  return { stop, signal };
}
