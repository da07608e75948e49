/** Words of the calendar. */
import { wordsOf } from "../language.ts";
import type { DateKind } from "./dates.ts";

export const word = wordsOf({
  title: ["政策日历", "Calendar of programmes"],
  lead: [
    "申领和使用期间、征求意见、施行和失效的日期，按月排列。剩余工作日按国务院办公厅的节假日安排计算，当年安排尚未公布的写明“暂定”。",
    "Windows for claims and use, consultations, effect and expiry, by month. Working days left follow the State Council's notices of days off; where a year's notice is not out yet they are marked provisional.",
  ],
  allFile: ["全部日期（.ics）", "All dates (.ics)"],
  fileHint: [
    "可导入 Outlook、苹果日历和谷歌日历。各项目的文件在项目页面上。",
    "Outlook, Apple and Google calendars read it. Each programme's own file is on its page.",
  ],
  upcoming: ["今后的日期", "To come"],
  past: ["已过去的日期", "Past"],
  none: ["目录中没有今天以后的日期。", "The catalogue knows no date after today."],
  today: ["今天", "today"],
  left: ["还有 {days} 个工作日", "{days} working days left"],
  leftOne: ["还有 1 个工作日", "1 working day left"],
  leftNone: ["今天以后没有工作日", "no working day left after today"],
  provisional: ["（暂定）", " (provisional)"],
  longRunning: [
    "长期有效的项目没有截止日期，不在此列。",
    "Programmes without an end stand in no list of dates.",
  ],
});

export const kindWord = wordsOf({
  "claim-opens": ["开始申领", "claims open"],
  "claim-closes": ["申领截止", "claims close"],
  "use-begins": ["开始使用", "use begins"],
  "use-ends": ["使用截止", "use ends"],
  "consultation-begins": ["开始征求意见", "consultation begins"],
  "consultation-ends": ["征求意见截止", "consultation ends"],
  effective: ["施行", "takes effect"],
  expires: ["有效期届满", "expires"],
} satisfies Record<DateKind, readonly [string, string]>);
