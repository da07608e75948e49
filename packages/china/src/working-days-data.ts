/**
 * The State Council's yearly notices on public holidays 国务院办公厅关于部分节假日安排的通知: which days are off,
 * and which days of a weekend are worked in exchange. One entry per notice; a new year is a new entry.
 */

/** A run of days off, first and last day included, `MM-DD`. */
interface HolidayRun {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface HolidayNotice {
  readonly year: number;
  /** Number of the notice. */
  readonly document: string;
  readonly off: readonly HolidayRun[];
  /** Saturdays and Sundays that are worked 调休上班, `MM-DD`. */
  readonly worked: readonly string[];
}

export const HOLIDAY_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2024,
    document: "国办发明电〔2023〕7号",
    off: [
      { name: "元旦", from: "01-01", to: "01-01" },
      { name: "春节", from: "02-10", to: "02-17" },
      { name: "清明节", from: "04-04", to: "04-06" },
      { name: "劳动节", from: "05-01", to: "05-05" },
      { name: "端午节", from: "06-10", to: "06-10" },
      { name: "中秋节", from: "09-15", to: "09-17" },
      { name: "国庆节", from: "10-01", to: "10-07" },
    ],
    worked: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
  },
  {
    year: 2025,
    document: "国办发明电〔2024〕12号",
    off: [
      { name: "元旦", from: "01-01", to: "01-01" },
      { name: "春节", from: "01-28", to: "02-04" },
      { name: "清明节", from: "04-04", to: "04-06" },
      { name: "劳动节", from: "05-01", to: "05-05" },
      { name: "端午节", from: "05-31", to: "06-02" },
      { name: "国庆节、中秋节", from: "10-01", to: "10-08" },
    ],
    worked: ["01-26", "02-08", "04-27", "09-28", "10-11"],
  },
  {
    year: 2026,
    document: "国办发明电〔2025〕7号",
    off: [
      { name: "元旦", from: "01-01", to: "01-03" },
      { name: "春节", from: "02-15", to: "02-23" },
      { name: "清明节", from: "04-04", to: "04-06" },
      { name: "劳动节", from: "05-01", to: "05-05" },
      { name: "端午节", from: "06-19", to: "06-21" },
      { name: "中秋节", from: "09-25", to: "09-27" },
      { name: "国庆节", from: "10-01", to: "10-07" },
    ],
    worked: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
  },
];

/**
 * Holidays with a date of their own 全国年节及纪念日放假办法 art. 2: off in any year, notice or none.
 * Those of the moon and sun calendars (春节, 清明, 端午, 中秋) wait for the notice. 2 May is one since 2025.
 */
export const FIXED_HOLIDAYS: readonly { readonly day: string; readonly since?: number }[] = [
  { day: "01-01" },
  { day: "05-01" },
  { day: "05-02", since: 2025 },
  { day: "10-01" },
  { day: "10-02" },
  { day: "10-03" },
];
