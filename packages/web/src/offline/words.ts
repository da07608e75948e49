/** Words about use without a network. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  pageTitle: ["断网时能用什么", "What works without a network"],
  lead: [
    "第一次打开本站后，查找、测算、比较、打印、日历、说明各页和整个政策目录就存入这个浏览器，断网也能查找和测算。",
    "After the first visit this browser holds the search, the calculator, the comparison, the print sheet, the calendar, this page and the whole catalogue: you can search and reckon without a network.",
  ],
  pages: ["各项目页", "The programmes' pages"],
  pagesSay: [
    "看过的随看随存；其余的在空闲时存入。浏览器开着“省流量”时不自动存，可以在这里一次存入。",
    "Each is kept when it is read, the others when there is time. Where the browser is set to save data they are not fetched by themselves; they can be kept here all at once.",
  ],
  missing: [
    "刚才要看的那一页没有存，现在又没有网络。下面列着已存的页；连上网络后可以再打开。",
    "The page you asked for is not kept, and there is no network now. Those that are kept are listed below; the others open again with a network.",
  ],
  wait: ["正在查看这个浏览器存了什么…", "Looking at what this browser holds…"],
  keepAll: ["全部存入这个浏览器（约 5 MB）", "Keep all of them in this browser (about 5 MB)"],
  keeping: ["正在存入…", "Being kept…"],
  kept: ["已存入本机，断网也能使用", "Kept in this browser: works without a network"],
  keptPart: [
    "查找、测算和目录已存入本机；项目页看过的断网也能看",
    "Search, calculator and catalogue are kept in this browser; of the programmes' pages those that were read",
  ],
  pageKept: ["已存", "kept"],
  pageNotKept: ["未存", "not kept"],
  cannot: [
    "这个浏览器或这种连接（没有 https）不能存，只能联网使用",
    "This browser or this kind of connection (no https) can keep nothing: a network is needed",
  ],
  newer: [
    "本站有新版本。更新前请先记下正在填写的内容。",
    "There is a newer version of this site. Note down what you are filling in first.",
  ],
  update: ["现在更新", "Update now"],
  later: ["以后再说", "Later"],
});
