import type { PlaceRow } from "./places-data.ts";

/**
 * Changes of provinces, prefectures and directly run county-level units since {@link PLACES_FROM}, and of the districts
 * that a programme names. `on` is the day of the State Council's approval 国务院批复 (for 三沙, of its announcement;
 * for 双河 and 白杨, of the unveiling). Year and month were checked; the day of the rows marked `dayUnchecked` was not.
 */

/** The first day that the table can answer for. */
export const PLACES_FROM = "2010-01-01";

export type PlaceChange =
  /** The same land under another name, rank or code. */
  | {
      readonly on: string;
      readonly kind: "becomes";
      readonly was: PlaceRow;
      readonly now: string;
      readonly dayUnchecked?: true;
    }
  /** The place ends and its land goes to one or more others. */
  | {
      readonly on: string;
      readonly kind: "dissolves";
      readonly was: PlaceRow;
      readonly into: readonly string[];
    }
  /** A new place on land that belonged to others. */
  | { readonly on: string; readonly kind: "founded"; readonly code: string; readonly dayUnchecked?: true };

export const PLACE_CHANGES: readonly PlaceChange[] = [
  { on: "2010-11-26", kind: "becomes", was: ["420600", "襄樊市", "Xiangfan"], now: "420600" },
  {
    on: "2011-07-14",
    kind: "dissolves",
    was: ["341400", "巢湖市", "Chaohu"],
    into: ["340100", "340200", "340500"],
  },
  { on: "2011-10-22", kind: "becomes", was: ["522200", "铜仁地区", "Tongren"], now: "520600" },
  { on: "2011-10-22", kind: "becomes", was: ["522400", "毕节地区", "Bijie"], now: "520500" },
  { on: "2011-11-28", kind: "founded", code: "659005", dayUnchecked: true },
  { on: "2012-06-21", kind: "founded", code: "460300" },
  { on: "2012-12-17", kind: "becomes", was: ["321284", "姜堰市", "Jiangyan"], now: "321204" },
  { on: "2012-12-17", kind: "founded", code: "659006" },
  { on: "2013-02-08", kind: "becomes", was: ["632100", "海东地区", "Haidong"], now: "630200" },
  { on: "2014-02-26", kind: "founded", code: "659007" },
  { on: "2014-06-26", kind: "becomes", was: ["542300", "日喀则地区", "Shigatse"], now: "540200" },
  { on: "2014-10-20", kind: "becomes", was: ["542100", "昌都地区", "Qamdo"], now: "540300" },
  { on: "2015-02-19", kind: "becomes", was: ["469003", "儋州市", "Danzhou"], now: "460400" },
  { on: "2015-03-16", kind: "becomes", was: ["542600", "林芝地区", "Nyingchi"], now: "540400" },
  { on: "2015-03-16", kind: "becomes", was: ["652100", "吐鲁番地区", "Turpan"], now: "650400" },
  { on: "2015-03-18", kind: "founded", code: "659008", dayUnchecked: true },
  {
    on: "2016-01-07",
    kind: "becomes",
    was: ["542200", "山南地区", "Shannan"],
    now: "540500",
    dayUnchecked: true,
  },
  {
    on: "2016-01-07",
    kind: "becomes",
    was: ["652200", "哈密地区", "Hami"],
    now: "650500",
    dayUnchecked: true,
  },
  { on: "2016-01-20", kind: "founded", code: "659009", dayUnchecked: true },
  { on: "2017-07-18", kind: "becomes", was: ["542400", "那曲地区", "Nagqu"], now: "540600" },
  { on: "2018-12-26", kind: "dissolves", was: ["371200", "莱芜市", "Laiwu"], into: ["370100"] },
  { on: "2019-11-06", kind: "founded", code: "659010", dayUnchecked: true },
  { on: "2021-01-12", kind: "founded", code: "659011", dayUnchecked: true },
  { on: "2023-01-20", kind: "founded", code: "659012", dayUnchecked: true },
];
