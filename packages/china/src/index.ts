export { type AmountOptions, type AmountProblem, parseAmount } from "./amount.ts";
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
