// What is bought: ordered when it runs low, delivered as the supplier is. One of them gets worse from month to month. Pure.
import { type Good, goods, LEAST_SKINCARE, suppliers, WORSENING } from './goods.ts'
import type { Dice } from './people.ts'
import type { Amount, PlannedAnnouncement, PlannedHold, PlannedReceipt } from './plan-types.ts'
import type { Store } from './store.ts'
import { at, dayText, type Span } from './time.ts'

/** What a supplier was asked for, and when and how it will come. */
type Expected = { readonly announcement: PlannedAnnouncement; readonly arrives: number; readonly share: number; readonly life: number }

const bought = goods.filter(({ source }) => source.by === 'bought')

/** Keeps the raw store filled. `need` says how much of a good is used in so many days from a day on. */
export function openSupply(roll: Dice, store: Store, span: Span, need: (sku: string, day: number, days: number) => number) {
  const expected: Expected[] = []
  let numbers = 0
  let lots = 0

  function conduct(supplier: string, day: number) {
    const spoilt = (day - span.from) / (span.to - span.from)
    if (supplier === WORSENING) {
      const late = Math.round(spoilt * spoilt * 17) + roll(3)
      const isShort = roll(100) < spoilt * 140 - 20
      return { late, share: isShort ? 0.95 - spoilt * 0.35 - roll(10) / 100 : 1, life: 1 - spoilt * 0.56 - roll(5) / 100 }
    }
    return { late: [0, 0, 0, 0, 0, 1, 2, 4][roll(8)] ?? 0, share: roll(30) === 0 ? 0.9 : 1, life: 1 - roll(8) / 100 }
  }

  /** Orders what runs low, of each supplier together. `isFirst`: there is nothing yet. */
  function order(day: number, isFirst: boolean): PlannedAnnouncement[] {
    const bySupplier = new Map<string, Amount[]>()
    for (const { code: supplier, leadDays } of suppliers) {
      const its = bought.filter(({ source }) => source.by === 'bought' && source.supplier === supplier)
      const stands = (sku: string) => store.free(sku, day) + expected.reduce((sum, one) => sum + quantityIn(one.announcement.lines, sku), 0)
      const runsLow = (days: number) => its.filter(({ sku }) => isFirst || stands(sku) <= need(sku, day, leadDays + days))
      // Where one thing runs low, what would soon is ordered with it.
      const lines = (runsLow(supplier === WORSENING ? 7 : 22).length === 0 ? [] : runsLow(45)).map(({ sku, source }) => {
        const lotOf = source.by === 'bought' ? source.lotOf : 1
        const wanted = Math.max(need(sku, day, isFirst ? 100 : leadDays + (supplier === WORSENING ? 50 : 80)) - stands(sku), lotOf)
        return { sku, quantity: Math.ceil(wanted / lotOf) * lotOf }
      })
      if (lines.length > 0) bySupplier.set(supplier, lines)
    }
    return [...bySupplier].map(([supplier, lines]) => {
      const lead = isFirst ? 0 : (suppliers.find(({ code }) => code === supplier)?.leadDays ?? 30)
      const how = isFirst ? { late: 0, share: 1, life: 0.97 } : conduct(supplier, day + lead)
      const placed = isFirst ? day - 40 : day
      const announcement = { number: `PO-${String(++numbers).padStart(4, '0')}`, at: at(placed, 11 * 60, span), supplier, expectedOn: dayText(day + lead), lines }
      expected.push({ announcement, arrives: day + lead + how.late, share: how.share, life: how.life })
      return announcement
    })
  }

  /** Takes in what has come by a day. Some of it waits for its papers. */
  function arrive(day: number): { receipts: PlannedReceipt[]; holds: PlannedHold[]; short: string[] } {
    const come = expected.filter(({ arrives }) => arrives <= day)
    for (const one of come) expected.splice(expected.indexOf(one), 1)
    const holds: PlannedHold[] = []
    const receipts = come.map(({ announcement, share, life }) => {
      const { number, supplier, lines } = announcement
      return {
        number: `R-${number.slice(3)}`, at: at(day, 6 * 60, span), supplier, announcement: number,
        lines: lines.map(({ sku, quantity }) => receive(sku, Math.max(1, Math.floor(quantity * share)), day, life, holds)),
      }
    })
    return { receipts, holds, short: come.filter(({ share }) => share < 1).map(({ announcement }) => announcement.number) }
  }

  function receive(sku: string, quantity: number, day: number, life: number, holds: PlannedHold[]) {
    const good = bought.find((one) => one.sku === sku)
    const { code, lifeDays } = sourceOf(good)
    const lasts = lifeDays === null ? null : day + Math.round(lifeDays * life)
    const lot = `${code}-${String(++lots).padStart(4, '0')}`
    const made = store.add({ sku, code: lot, lasts, quantity, freeFrom: day })
    if (sku.startsWith('RAW-') && lots > 12 && roll(9) === 0) {
      made.isHeld = true
      holds.push({ name: lot, at: at(day, 6 * 60 + 15, span), sku, lot, reason: 'The certificate of origin is not there yet' })
    }
    const isUseBy = good?.useBy ?? false
    const isShortLived = isUseBy && lasts !== null && lasts - day < LEAST_SKINCARE + 2
    return {
      sku, lot, quantity, isUseBy, produced: dayText(lasts === null || lifeDays === null ? day - 30 : lasts - lifeDays),
      lastsTo: lasts === null ? null : dayText(lasts), why: isShortLived ? 'Taken in at a lower price; the next delivery must last longer' : null,
    }
  }

  return { order, arrive }
}

function sourceOf(good: Good | undefined) {
  if (good?.source.by !== 'bought') throw new Error('Only what is bought is delivered.')
  const { supplier, lifeDays } = good.source
  return { code: suppliers.find(({ code }) => code === supplier)?.lots ?? supplier, lifeDays }
}

function quantityIn(lines: readonly Amount[], sku: string): number {
  return lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)
}
