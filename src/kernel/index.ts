// The kernel: ids, exact quantities, calendar dates, refusals. Pure.
export { canonicalText } from './canonical.ts'
export type { CalendarDate, DatePrecision, LabelDate } from './dates.ts'
export {
  addDays,
  datesAgree,
  dayIn,
  formatLabelDate,
  isCalendarDate,
  parseLabelDate,
  parseMoment,
} from './dates.ts'
export type { Id } from './ids.ts'
export { idOrNull, isId, NIL } from './ids.ts'
export type { Factor } from './quantities.ts'
export { least, toBaseUnits } from './quantities.ts'
export type { Facts, RefusalKind, Refusals, RefusalText } from './refusals.ts'
export { Fault, Refusal, refuser, sentence } from './refusals.ts'
