// What may be received. Pure. The first refusal that applies wins.
import { addDays, type CalendarDate, type Factor, type Refusal, toBaseUnits } from '#kernel'
import { refuse } from './refusals.ts'

/** An item as a receipt line is judged by it, on the site's day. */
export type ReceivedItem = {
  readonly sku: string
  readonly baseUnit: string
  readonly stocked: boolean
  readonly mode: string
  readonly leastReceiptDays: number | null
}

/** A line as it is judged: what came, and what it is compared with. */
export type JudgedLine = {
  readonly line: number
  readonly day: CalendarDate
  readonly quantity: string
  readonly unit: string
  readonly factor: Factor | null
  readonly hasLot: boolean
  readonly serials: number
  /** The day the goods last to by their own label; null where it does not say, or nobody asks. */
  readonly lastsTo: CalendarDate | null
  /** What is still open of the announced line; null when none was named. */
  readonly left: bigint | null
  readonly mayBeShort: boolean
  readonly mayBeOver: boolean
}

/** Judges a line; gives its base units or the refusal. */
export function judgeLine(item: ReceivedItem, line: JudgedLine): bigint | Refusal {
  const { sku } = item
  const at = line.line
  if (!item.stocked) return refuse('received_item_not_stocked', { line: at, sku })
  if (line.factor === null) return refuse('unit_unknown', { line: at, sku, unit: line.unit, day: line.day })
  const quantity = toBaseUnits(line.quantity, line.factor)
  if (quantity === null || quantity <= 0n) {
    const { unit } = line
    return refuse('quantity_not_whole', { line: at, quantity: line.quantity, unit, baseUnit: item.baseUnit })
  }
  const byLot = item.mode === 'lot' || item.mode === 'lot+serial'
  if (byLot && !line.hasLot) return refuse('receipt_lot_needed', { line: at, sku })
  if (item.mode === 'none' && line.hasLot) return refuse('receipt_lot_not_kept', { line: at, sku })
  const bySerial = item.mode === 'serial' || item.mode === 'lot+serial'
  if (bySerial ? BigInt(line.serials) !== quantity : line.serials > 0) {
    return refuse('serials_do_not_match', { line: at, quantity, serials: line.serials })
  }
  const short = line.mayBeShort ? null : refuseShort(item, line)
  if (short !== null) return short
  if (line.left !== null && quantity > line.left && !line.mayBeOver) {
    return refuse('over_announced', { line: at, asked: quantity, left: line.left < 0n ? 0n : line.left })
  }
  return quantity
}

/** Refuses goods that are past their date, or last less long than the item must when it arrives. */
export function refuseShort(
  item: { readonly sku: string; readonly leastReceiptDays: number | null },
  arrived: { readonly line: number; readonly day: CalendarDate; readonly lastsTo: CalendarDate | null },
): Refusal | null {
  const { line, day, lastsTo } = arrived
  const needs = addDays(day, item.leastReceiptDays ?? 0)
  if (lastsTo === null || lastsTo >= needs) return null
  return refuse('below_least_life', { line, lastsTo, sku: item.sku, needs })
}
