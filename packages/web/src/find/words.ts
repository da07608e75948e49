/** Words of the first page. */
import { wordsOf } from "../language.ts";
import type { ChangeKind } from "./entry.ts";
import type { StandingGroup } from "./filters.ts";

export const word = wordsOf({
  title: ["各地算力券、数据券、模型券，一查便知", "Find the government vouchers that fit you"],
  lead: [
    "收录各地 {programmes} 个项目。每个金额都写明依据的条款；说不清的地方，写明由谁来明确。",
    "{programmes} programmes from across China. Every figure names its clause; where a text is unclear, the page says who must settle it.",
  ],
  search: ["查找项目", "Search programmes"],
  placeholder: [
    "地区、券种、文件、项目，或拼音首字母，如 gzslq",
    "Place, kind, document or pinyin, as in gzslq",
  ],
  reckon: ["直接测算我们能领多少", "Reckon what fits us"],
  filters: ["筛选", "Filters"],
  place: ["地区", "Place"],
  kind: ["券种", "Kind"],
  standing: ["状态", "Standing"],
  mode: ["兑付方式", "How it is paid"],
  month: ["印发或可申领月份", "Issued or open in"],
  all: ["全部", "All"],
  clear: ["清除全部条件", "Clear everything"],
  results: ["项目", "Programmes"],
  count: ["共 {count} 个项目", "{count} programmes"],
  one: ["共 1 个项目", "1 programme"],
  none: ["没有找到符合条件的项目", "No programme answers to this"],
  noneHint: [
    "可以少写几个字、改用拼音首字母，或去掉一个条件。",
    "Try fewer words, the initials of the pinyin, or drop a filter.",
  ],
  nonePlace: [
    "目录中还没有该地区的项目。这不等于当地没有政策，请向当地主管部门了解。",
    "The catalogue has no programme of this place yet. That does not mean there is none: ask the local office.",
  ],
  seenIn: ["见于", "found in"],
  more: ["另有 {count} 项", "and {count} more"],
  grade: ["来源等级", "source grade"],
  versions: ["{count} 个版本", "{count} versions"],
  map: ["按省级地区查找", "By province"],
  mapHint: [
    "方块只表示大致方位和项目数，不是地图。选中后可用方向键移动。",
    "Squares show rough positions and numbers of programmes; this is no map. Move with the arrow keys.",
  ],
  mapTable: ["以表格显示", "As a table"],
  province: ["省级地区", "Province"],
  programmes: ["项目数", "Programmes"],
  nation: ["全国", "National"],
  changes: ["近期变化", "Recent changes"],
});

export const standingGroupWord = wordsOf({
  open: ["现行有效", "In force"],
  waiting: ["尚未开始", "Not yet open"],
  closed: ["申领已截止", "Closed for claims"],
  draft: ["征求意见", "Draft"],
  guiding: ["框架或仅提及", "Framework or only named"],
  ended: ["已失效", "Ended"],
} satisfies Record<StandingGroup, readonly [string, string]>);

export const changeWord = wordsOf({
  issued: ["印发", "issued"],
  draft: ["公开征求意见", "draft published"],
  replaced: ["新版本", "new version"],
  ended: ["到期失效", "ended"],
} satisfies Record<ChangeKind, readonly [string, string]>);

/** Puts a figure into a sentence. */
export const withCount = (says: string, count: number): string => says.replace("{count}", String(count));
