export { type AmountOptions, type AmountProblem, parseAmount } from "./amount.ts";
export { type CapitalProblem, fromChineseCapital, toChineseCapital } from "./capital.ts";
export {
  type CreditCode,
  type CreditCodeError,
  type CreditCodeFacts,
  type CreditCodeProblem,
  type CreditCodeReading,
  normaliseCreditCode,
  parseCreditCode,
  suggestCreditCodes,
} from "./credit-code.ts";
export {
  classifyEnterprise,
  ENTERPRISE_SIZE_ZH,
  type EnterpriseFigures,
  type EnterpriseIndustry,
  type EnterpriseSize,
  type EnterpriseSizing,
  enterpriseIndustries,
  findIndustry,
  type IndicatorSize,
  sizeFloors,
} from "./enterprise-size.ts";
export type { SizeIndicator } from "./enterprise-size-data.ts";
export {
  type InvoiceIdentity,
  type InvoiceIdentityProblem,
  invoiceKey,
  parseInvoiceIdentity,
} from "./invoice-identity.ts";
export {
  addDays,
  addMonths,
  addYears,
  compareDates,
  type DateInterval,
  type DateProblem,
  dayOf,
  daysBetween,
  daysFromThrough,
  daysIn,
  describeInterval,
  type IntervalEnd,
  isLocalDate,
  isWithin,
  type LocalDate,
  localDate,
  monthOf,
  parseLocalDate,
  todayInShanghai,
  weekdayOf,
  yearOf,
} from "./local-date.ts";
export { maskBankAccount, maskCreditCode, maskIdCard, maskPersonName, maskPhone } from "./masking.ts";
export {
  FEN_DIGITS_MAX,
  type Fen,
  fen,
  formatWan,
  formatYuan,
  formatYuanGrouped,
  parseYuan,
  type YuanProblem,
  ZERO_FEN,
} from "./money.ts";
export { toHalfWidth } from "./numerals.ts";
export {
  findPlace,
  PLACES_SPAN,
  type Place,
  type PlaceProblem,
  type PlaceSearch,
  placePath,
  placePathName,
  placesUnder,
  placeWithin,
  provinces,
} from "./places.ts";
export type { Reading, ReadingError } from "./reading.ts";
export {
  addWorkingDays,
  holidayNotices,
  isWorkingDay,
  WORKING_DAYS_MAX,
  type WorkingDate,
  type WorkingDay,
  workingDayOnOrAfter,
  workingDaysBetween,
} from "./working-days.ts";
