/** Every page of the site. */
import { About } from "../about/about.tsx";
import { OfflinePage } from "../offline/offline-page.tsx";
import { programmePath } from "../programme/path.ts";
import { ProgrammePage, shownVersion } from "../programme/programme-page.tsx";
import type { SiteData } from "../site-data.ts";
import { CalendarPage } from "./calendar-page.tsx";
import { FitPage } from "./fit-page.tsx";
import { HomePage } from "./home-page.tsx";
import type { SitePage } from "./site-page.ts";
import { pagesToTakeAway } from "./take-away-pages.tsx";

/** The pages that a catalogue gives. */
export function pagesOf(data: SiteData): readonly SitePage[] {
  return [
    {
      path: "",
      title: { zh: "算券：各地算力券、数据券、模型券", en: "Suanquan: government vouchers of China" },
      description: {
        zh: "查各地算力券、语料券、数据券、模型券：能不能领、领多少、依据哪一条、还缺什么。",
        en: "China's computing, corpus, data and model vouchers: which fit, how much, by which clause, what is missing.",
      },
      islands: ["find"],
      body: () => <HomePage data={data} />,
    },
    {
      path: "fit/",
      title: { zh: "测算", en: "What fits us" },
      description: {
        zh: "填写企业和支出的情况，看各地算力券、数据券、模型券能享受多少、为什么、还缺什么。",
        en: "Fill in your firm and its spending; see which vouchers fit, how much, why, and what is missing.",
      },
      islands: ["fit"],
      body: language => <FitPage data={data} language={language} />,
    },
    {
      path: "calendar/",
      title: { zh: "日历", en: "Calendar" },
      description: {
        zh: "各地政策申领、使用、征求意见、施行和失效的日期，剩余工作日，可存入自己的日历。",
        en: "When programmes open, close, take effect and expire, with the working days left; for your own calendar too.",
      },
      islands: ["calendar"],
      body: language => <CalendarPage data={data} language={language} />,
    },
    {
      path: "about/",
      title: { zh: "说明", en: "About" },
      description: {
        zh: "怎样测算、上限与应得额、来源等级、隐私和无障碍声明。",
        en: "How it reckons, ceilings and what is due, grades of sources, privacy and accessibility.",
      },
      islands: [],
      body: language => <About data={data} language={language} />,
    },
    {
      path: "offline/",
      title: { zh: "断网使用", en: "Without a network" },
      description: {
        zh: "这个浏览器存了本站的哪些页，断网时能用什么。",
        en: "Which pages of this site the browser holds, and what works without a network.",
      },
      islands: [],
      body: language => <OfflinePage data={data} language={language} />,
    },
    ...programmePages(data),
    ...pagesToTakeAway(data),
  ];
}

const programmePages = (data: SiteData): readonly SitePage[] =>
  [...data.catalogue.programmes].flatMap(([id, versions]) => {
    const programme = shownVersion(versions, data.builtOn);
    if (programme === undefined) return [];
    const { title } = programme;
    return [
      {
        path: programmePath(id),
        title,
        description: {
          zh: `${title.zh}：标准、条件、限额、材料、来源和版本变化。`,
          en: `${title.en}: what is granted, conditions, limits, evidence, sources, and what changed.`,
        },
        islands: [],
        programme: { id, version: programme.version },
        body: language => <ProgrammePage id={id} data={data} language={language} />,
      },
    ];
  });
