/** Finds a Chromium on this machine, or installs Debian's where that is allowed; otherwise says what to do. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** The shell without windows is the same browser, and a key has its answer on the screen in two thirds of the time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return NAMES.flatMap(name => folders.map(folder => path.join(folder, name))).find(existsSync);
}

/** Path of a browser that can be driven. @throws Error with the cure when there is none. */
export function chromiumPath(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && existsSync(named)) return named;
  const found = onPath() ?? (installed() ? onPath() : undefined);
  if (found !== undefined) return found;
  throw new Error(
    "No Chromium was found. Install one (Debian: apt-get install chromium-headless-shell fonts-noto-cjk) or name it in CHROMIUM_PATH. " +
      "找不到 Chromium：请安装（Debian：apt-get install chromium-headless-shell fonts-noto-cjk），或用 CHROMIUM_PATH 指定。",
  );
}

const APT = "/usr/bin/apt-get";

/** As root on Debian the missing browser can be had, with letters for Chinese: pictures without them show nothing. */
function installed(): boolean {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return false;
  const run = (...words: string[]) => spawnSync(APT, words, { stdio: "ignore" }).status === 0;
  return (
    run("update") &&
    run("install", "-y", "--no-install-recommends", "chromium-headless-shell", "fonts-noto-cjk")
  );
}
