// What is made: roasted when a blend or a bag wants it, blended, packed and put together before it runs out. Pure.
import { type Good, goods, ROASTED_LIFE } from './goods.ts'
import type { LotAmount, PlannedRun } from './plan-types.ts'
import type { Store } from './store.ts'
import { at, dayText, type Span } from './time.ts'

/** What one morning makes. */
export type Made = { readonly roasts: PlannedRun[]; readonly blends: PlannedRun[]; readonly packs: PlannedRun[]; readonly kits: PlannedRun[] }

/** Packs are made when they would last so many days, for so many. */
const LOW = 9
const FOR_DAYS = 39
const BATCH = 12
const LEFT_AFTER_ROASTING = 0.84

const bySku = new Map(goods.map((good) => [good.sku, good]))
const packed = goods.filter(({ source }) => source.by === 'packed')
const kits = goods.filter(({ source }) => source.by === 'kit')

/** The machines. `need` says how much of a pack is sold in so many days. */
export function openWorks(store: Store, span: Span, need: (sku: string, day: number, days: number) => number) {
  let roasted = 0
  let blended = 0
  let packs = 0

  /** A morning's work. */
  function work(day: number): Made {
    const made: Made = { roasts: [], blends: [], packs: [], kits: [] }
    const sets = kits.filter(({ sku }) => store.free(sku, day) < need(sku, day, LOW)).map((kit) => ({ kit, quantity: need(kit.sku, day, 75) }))
    const also = new Map<string, number>()
    for (const { kit, quantity } of sets) for (const sku of partsOf(kit)) also.set(sku, (also.get(sku) ?? 0) + quantity)
    for (const [from, family] of families()) {
      const isLow = family.some(({ sku }) => also.has(sku) || store.free(sku, day) < need(sku, day, LOW))
      if (isLow) packFamily(from, family, day, also, made)
    }
    for (const { kit, quantity } of sets) putTogether(kit, quantity, day, made)
    return made
  }

  function packFamily(from: string, family: readonly Good[], day: number, also: ReadonlyMap<string, number>, made: Made): void {
    const days = from.startsWith('TEA-') ? FOR_DAYS * 2 : FOR_DAYS
    const wanted = family.map((good) => ({ good, pieces: Math.max(0, Math.ceil(need(good.sku, day, days) - store.free(good.sku, day))) + (also.get(good.sku) ?? 0) }))
    const kilos = wanted.reduce((sum, { good, pieces }) => sum + (pieces * gramsOf(good)) / 1000, 0)
    provide(from, Math.ceil(kilos), day, made)
    for (const { good, pieces } of wanted) {
      const grams = gramsOf(good)
      const kilosOfThis = Math.min(Math.ceil((pieces * grams) / 1000), store.free(from, day))
      const count = Math.min(Math.max(pieces, 1), Math.floor((kilosOfThis * 1000) / grams))
      if (kilosOfThis === 0 || count === 0) continue
      const inputs = store.take(from, kilosOfThis, day).map(({ lot, quantity }): LotAmount => ({ sku: from, lot: lot.code, quantity }))
      const lasts = Math.min(...inputs.map(({ lot }) => lastsOf(from, lot)))
      made.packs.push(run('repack', good.sku, `${from.startsWith('TEA-') ? 'T' : 'P'}${yearOf(day)}-${pad(++packs)}`, count, inputs, { day, minute: 450, lasts }))
    }
  }

  /** Sees that there is so much of a bulk good, as far as what it is made of goes. */
  function provide(sku: string, kilos: number, day: number, made: Made): void {
    const source = bySku.get(sku)?.source
    const missing = kilos - store.free(sku, day)
    if (missing <= 0 || source === undefined) return
    if (source.by === 'roasted') roast(sku, source.from, missing, day, made)
    if (source.by !== 'blended') return
    const batches = Math.ceil(missing / 10) * 10
    for (const [part, hundredth] of source.of) provide(part, (batches * hundredth) / 100, day, made)
    const most = Math.min(batches, ...source.of.map(([part, hundredth]) => Math.floor((store.free(part, day) * 10) / hundredth) * 10))
    if (most <= 0) return
    const inputs = source.of.flatMap(([part, hundredth]) =>
      store.take(part, (most * hundredth) / 100, day).map(({ lot, quantity }): LotAmount => ({ sku: part, lot: lot.code, quantity })))
    made.blends.push(run('make', sku, `B${yearOf(day)}-${pad(++blended)}`, most, inputs, { day, minute: 435, lasts: day + ROASTED_LIFE }))
  }

  function roast(sku: string, from: string, kilos: number, day: number, made: Made): void {
    const raw = Math.min(Math.ceil(Math.max(kilos, BATCH) / LEFT_AFTER_ROASTING), store.free(from, day))
    const out = Math.floor(raw * LEFT_AFTER_ROASTING)
    if (out <= 0) return
    const inputs = store.take(from, raw, day).map(({ lot, quantity }): LotAmount => ({ sku: from, lot: lot.code, quantity }))
    made.roasts.push(run('make', sku, `R${yearOf(day)}-${pad(++roasted)}`, out, inputs, { day, minute: 390, lasts: day + ROASTED_LIFE }))
  }

  // The bags come from what was packed this morning: what lies on the shelf is for the orders.
  function putTogether(kit: Good, quantity: number, day: number, made: Made): void {
    const parts = partsOf(kit).map((sku) => ({ sku, fresh: store.of(sku).find((lot) => made.packs.some(({ output }) => output.lot === lot.code)) }))
    const count = Math.min(quantity, ...parts.map(({ fresh }) => fresh?.quantity ?? 0))
    if (count === 0) return
    const inputs = parts.flatMap(({ sku, fresh }): LotAmount[] => {
      if (fresh === undefined) return []
      fresh.quantity -= count
      return [{ sku, lot: fresh.code, quantity: count }]
    })
    const lasts = Math.min(...inputs.map(({ sku, lot }) => lastsOf(sku, lot)))
    made.kits.push(run('kit', kit.sku, `S${yearOf(day)}-${pad(++packs)}`, count, inputs, { day, minute: 465, lasts }))
  }

  function run(kind: PlannedRun['kind'], sku: string, lot: string, quantity: number, inputs: LotAmount[], when: { day: number; minute: number; lasts: number }): PlannedRun {
    store.add({ sku, code: lot, lasts: when.lasts, quantity, freeFrom: when.day })
    return {
      kind, name: lot, at: at(when.day, when.minute, span), inputs,
      output: { sku, lot, quantity, produced: dayText(when.day), bestBefore: dayText(when.lasts) },
    }
  }

  function lastsOf(sku: string, code: string): number {
    return lotsByCode.get(`${sku} ${code}`) ?? remember(sku, code)
  }

  const lotsByCode = new Map<string, number>()
  function remember(sku: string, code: string): number {
    for (const lot of store.all) lotsByCode.set(`${lot.sku} ${lot.code}`, lot.lasts ?? Number.MAX_SAFE_INTEGER)
    const lasts = lotsByCode.get(`${sku} ${code}`)
    if (lasts === undefined) throw new Error(`There is no lot ${code} of ${sku}.`)
    return lasts
  }

  return { work }
}

/** How many kilos of each bulk good are used when so much of the packs is sold. */
export function bulkNeed(soldOf: (sku: string) => number): ReadonlyMap<string, number> {
  const kilos = new Map<string, number>()
  const add = (sku: string, amount: number): void => {
    kilos.set(sku, (kilos.get(sku) ?? 0) + amount)
    const source = bySku.get(sku)?.source
    if (source?.by === 'roasted') add(source.from, amount / LEFT_AFTER_ROASTING)
    if (source?.by === 'blended') for (const [part, hundredth] of source.of) add(part, (amount * hundredth) / 100)
  }
  const ofKits = new Map<string, number>()
  for (const kit of kits) for (const part of partsOf(kit)) ofKits.set(part, (ofKits.get(part) ?? 0) + soldOf(kit.sku))
  for (const good of packed) if (good.source.by === 'packed') add(good.source.from, ((soldOf(good.sku) + (ofKits.get(good.sku) ?? 0)) * gramsOf(good)) / 1000)
  return kilos
}

function families(): Map<string, Good[]> {
  const all = new Map<string, Good[]>()
  for (const good of packed) if (good.source.by === 'packed') all.set(good.source.from, [...(all.get(good.source.from) ?? []), good])
  return all
}

const partsOf = ({ source }: Good): readonly string[] => (source.by === 'kit' ? source.of : [])
const gramsOf = ({ source }: Good): number => (source.by === 'packed' ? source.gramsEach : 0)
const pad = (number: number) => String(number).padStart(3, '0')
const yearOf = (day: number) => dayText(day).slice(2, 4)
