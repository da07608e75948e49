/** What every page runs in the browser: the settings, and the islands that the page holds. */
import { todayInShanghai } from "@suanquan/china";
import { ISLANDS, type IslandName } from "./islands.ts";
import { languageOfTag } from "./language.ts";
import { fileLink, type PageContext } from "./page-context.tsx";
import { wireLanguage, wireSettings } from "./shell/settings.ts";
import { whenIdle } from "./when-idle.ts";
import "./shell/shell.css";
import "./about/about.css";
import "./feedback/feedback.css";
import "./offline/offline-page.css";
import "./price-plot/price-plot.css";
import "./programme/programme.css";

const { documentElement: html } = document;
const context: PageContext = {
  language: languageOfTag(html.lang),
  root: html.dataset.root ?? "./",
  path: html.dataset.path ?? "",
  catalogue: html.dataset.catalogue ?? "",
  release: html.dataset.release ?? "",
};

async function wake(island: HTMLElement): Promise<void> {
  const name = island.dataset.island as IslandName;
  const [{ hydrateIsland }, module] = await Promise.all([import("./hydrate.tsx"), ISLANDS[name]()]);
  const props = JSON.parse(island.nextElementSibling?.textContent ?? "{}") as object;
  hydrateIsland(island, name, module, props, context);
}

/** A programme's page says how things stand on the day it was written; on another day it is told anew. */
async function bringStandingUpToDate(): Promise<void> {
  const banner = document.querySelector<HTMLElement>("[data-standing]");
  const today = todayInShanghai(new Date());
  if (banner === null || banner.dataset.standingOn === today) return;
  const { showStandingOn } = await import("./programme/standing-today.ts");
  showStandingOn(banner, today, context.language);
}

/** The form at the foot is made ready when it is opened. */
function wakeFeedback(): void {
  const form = document.querySelector<HTMLDetailsElement>(".feedback");
  if (form === null) return;
  form.hidden = false;
  form.addEventListener(
    "toggle",
    async () => (await import("./feedback/feedback.ts")).wireFeedback(form, context.language),
    { once: true },
  );
}

/** After everything else: the files are many. */
function keepSite(): void {
  whenIdle(async () => {
    const { keepForOffline } = await import("./offline/offline.ts");
    await keepForOffline(fileLink(context, "sw.js"), context.language);
  });
}

wireSettings();
wireLanguage();
wakeFeedback();
for (const island of document.querySelectorAll<HTMLElement>("[data-island]")) void wake(island);
void bringStandingUpToDate();
addEventListener("load", keepSite);
