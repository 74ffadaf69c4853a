// Eighteen months of the demo company, planned whole before anything is done: the same for a seed and a moment. Pure; no
// clock, and no chance but the seed. Nobody orders in it what was never there, beside what a late supplier left out.
import { channels, goods } from './goods.ts'
import { everybody, nameOf, type Person, seededDice, type Wish, wishesOf } from './people.ts'
import type { DemoPlan, PlannedHold, PlannedOrder, PlannedReturn, PlannedRun, PlannedStep, PlanSize } from './plan-types.ts'
import { type PlannedLot, Store, type Taken } from './store.ts'
import { openSupply } from './supply.ts'
import { at, dayOf, dayText, isWorkday, type Span } from './time.ts'
import { bulkNeed, openWorks } from './works.ts'

/** Eighteen months. */
export const WHOLE: PlanSize = { days: 546, orders: 20_000 }
/** The item of which a lot comes back. */
const SUSPECT = 'CF-ESPRESSO-250'
const WAITS_DAYS = 9

/** A shipped part of an order, as the plan reckons. */
type Sold = { readonly order: PlannedOrder; readonly day: number; readonly lot: PlannedLot }
type Step = { -readonly [Name in keyof PlannedStep]: PlannedStep[Name] extends readonly (infer One)[] ? One[] : PlannedStep[Name] }

/** Plans the company up to a moment. */
export function planDemo({ seed, until, size = WHOLE }: { readonly seed: number; readonly until: Date; readonly size?: PlanSize }): DemoPlan {
  const roll = seededDice(seed)
  const to = dayOf(until)
  const span: Span = { from: to - size.days, to, until: until.getTime() }
  const workdays = Array.from({ length: size.days + 1 }, (_, nth) => span.from + nth).filter(isWorkday)
  const opens = workdays[1] ?? to
  const people = everybody(roll)
  const wishes = wishesOf(roll, people, { from: opens, to, wanted: size.orders }).filter(({ day, minute }) => day * 1440 + minute <= until.getTime() / 60_000)
  const need = needOf(wishes, { ...span, from: opens })
  const store = new Store()
  const company = { roll, span, store, people: new Map(people.map((one) => [one.code, one])), supply: openSupply(roll, store, span, need), works: openWorks(store, span, need) }
  const sold: Sold[] = []
  const tally = { orders: 0, short: 0, number: 10_000 }
  const seen = new Set<string>()
  const givenUp: { number: string; day: number }[] = []
  let next = 0
  let held: PlannedHold[] = []
  let suspect: PlannedLot | null = null

  const steps = workdays.map((day, nth): Step => {
    const end = workdays[nth + 1] ?? to + 1
    const step = emptyStep(dayText(day))
    store.drop(day)
    step.announcements.push(...company.supply.order(day, nth === 0))
    step.releases.push(...held.map(({ name }) => ({ hold: name, at: at(day, 345, span), reason: 'The certificate came' })))
    for (const { sku, lot } of held) for (const one of store.of(sku)) if (one.code === lot) one.isHeld = false
    const came = company.supply.arrive(day)
    step.receipts.push(...came.receipts)
    held = came.holds
    step.holds.push(...held)
    givenUp.push(...came.short.map((number) => ({ number, day: day + 20 })))
    for (const one of givenUp.filter((one) => one.day <= day)) {
      givenUp.splice(givenUp.indexOf(one), 1)
      step.givenUp.push({ number: one.number, at: at(day, 340, span) })
    }
    if (suspect === null && day >= to - 14) {
      suspect = suspectOf(sold, store, day, to - day)
      if (suspect !== null) step.holds.push(holdOf(suspect, day, span))
    }
    const { roasts, blends, packs, kits } = company.works.work(day)
    Object.assign(step, { roasts, blends, packs, kits, clearsOut: Number(dayText(day).slice(8)) <= 4 })
    for (let wish = wishes[next]; wish !== undefined && wish.day < end; wish = wishes[++next]) {
      step.orders.push(sell(company, wish, sold, tally))
      const person = wish.customer === null ? undefined : company.people.get(wish.customer)
      if (person === undefined || seen.has(person.code)) continue
      seen.add(person.code)
      step.newCustomers.push(person)
    }
    return step
  })
  cancelWhatWaited(steps)
  const ordinary = takeBack(roll, steps, sold, suspect, span)
  const lots = new Set(store.all.map(({ sku, code }) => `${sku} ${code}`)).size
  return {
    begins: at(span.from - 45, 480, span), steps,
    counts: { orders: tally.orders, lots, short: tally.short, commands: commandsOf(steps) },
    suspect: { sku: SUSPECT, lot: suspect === null ? '' : Object(suspect).code, returns: ordinary },
  }
}

/** How many commands a step is. */
export function commandsOf(steps: readonly PlannedStep[]): number {
  const lists = ['newCustomers', 'announcements', 'givenUp', 'releases', 'receipts', 'holds', 'roasts', 'blends', 'packs', 'kits', 'orders', 'returns'] as const
  return steps.reduce((sum, step) => sum + lists.reduce((all, list) => all + step[list].length, 0), 0)
}

function emptyStep(on: string): Step {
  return {
    on, newCustomers: [], announcements: [], givenUp: [], releases: [], receipts: [], holds: [], roasts: [], blends: [], packs: [], kits: [],
    clearsOut: false, noLongerWaiting: [], orders: [], returns: [],
  }
}

// What is used of an item in so many days from a day on; behind the end as much as before it.
function needOf(wishes: readonly Wish[], { from, to }: Pick<Span, 'from' | 'to'>) {
  const days = to - from + 1
  const sums = new Map<string, number[]>()
  for (const { sku } of goods) sums.set(sku, Array.from({ length: days + 1 }, () => 0))
  for (const { day, lines } of wishes) {
    for (const { sku, quantity } of lines) {
      const row = sums.get(sku)
      if (row !== undefined) row[day - from + 1] = (row[day - from + 1] ?? 0) + quantity
    }
  }
  for (const row of sums.values()) for (let nth = 1; nth <= days; nth++) row[nth] = (row[nth] ?? 0) + (row[nth - 1] ?? 0)
  const soldIn = (sku: string, first: number, last: number) => {
    const row = sums.get(sku)
    return (row?.[Math.max(0, Math.min(days, last))] ?? 0) - (row?.[Math.max(0, Math.min(days, first))] ?? 0)
  }
  const bulks = new Map<string, ReadonlyMap<string, number>>()
  return (sku: string, day: number, ahead: number): number => {
    const first = Math.max(0, Math.min(day - from, days - ahead))
    if (!/^(RAW|RST|BLD)-|^TEA-[A-Z]+$/.test(sku)) return Math.ceil(soldIn(sku, first, first + ahead))
    const key = `${first} ${ahead}`
    const kilos = bulks.get(key) ?? bulkNeed((pack) => soldIn(pack, first, first + ahead))
    bulks.set(key, kilos)
    return Math.ceil((kilos.get(sku) ?? 0) * 1.08)
  }
}

type Company = { readonly roll: (sides: number) => number; readonly span: Span; readonly store: Store; readonly people: ReadonlyMap<string, Person> }
type Tally = { orders: number; short: number; number: number }

function sell({ roll, span, store }: Company, wish: Wish, sold: Sold[], tally: Tally): PlannedOrder {
  const channel = channels.find(({ code }) => code === wish.channel)
  const lastsTo = wish.day + (channel?.leastLifeDays ?? 0) + (channel?.transitDays ?? 0)
  // Since yesterday noon there is work to do: some is picked, the rest waits for a picker.
  const isRecent = wish.day * 1440 + wish.minute > span.until / 60_000 - 26 * 60
  const through = !isRecent ? 'shipped' : roll(4) === 0 ? 'picked' : 'reserved'
  const order: PlannedOrder = {
    number: `${{ WEB: 'W', SUBS: 'S', CAFES: 'K' }[wish.channel]}-${++tally.number}`, at: at(wish.day, wish.minute, span), customer: wish.customer,
    guest: wish.customer === null ? nameOf(roll) : null, channel: wish.channel, through, lines: wish.lines,
  }
  tally.orders++
  let isShort = false
  for (const { sku, quantity } of wish.lines) {
    const taken: Taken[] = store.take(sku, quantity, wish.day, lastsTo)
    isShort ||= taken.reduce((sum, part) => sum + part.quantity, 0) < quantity
    for (const { lot } of taken) {
      lot.shipped++
      if (through === 'shipped') sold.push({ order, day: wish.day, lot })
    }
  }
  if (isShort) tally.short++
  return order
}

// The espresso that went to many people over some time, and of which there is some left.
function suspectOf(sold: readonly Sold[], store: Store, day: number, daysLeft: number): PlannedLot | null {
  const went = new Map<PlannedLot, number>()
  for (const one of sold) if (one.lot.sku === SUSPECT && one.day <= day - 5 && one.order.customer !== null) went.set(one.lot, (went.get(one.lot) ?? 0) + 1)
  const left = store.of(SUSPECT).filter((lot) => lot.quantity >= 15 && (went.get(lot) ?? 0) >= (daysLeft > 4 ? 30 : 12))
  return [...left].sort((a, b) => (went.get(b) ?? 0) - (went.get(a) ?? 0))[0] ?? null
}

function holdOf(lot: PlannedLot, day: number, span: Span): PlannedHold {
  lot.isHeld = true
  return { name: 'suspect', at: at(day, 365, span), sku: lot.sku, lot: lot.code, reason: 'Bags come back: the coffee smells musty. A sample is with the laboratory' }
}

// Whoever waited long enough is told that the rest will not come.
function cancelWhatWaited(steps: readonly Step[]): void {
  for (const step of steps) {
    const on = Date.parse(step.on)
    const before = steps.filter((one) => {
      const days = (on - Date.parse(one.on)) / 86_400_000
      return days >= WAITS_DAYS && days < WAITS_DAYS + 4
    })
    for (const one of before) step.noLongerWaiting.push(...one.orders.map(({ number }) => number))
  }
}

// One order in eighty comes back in part; of one lot far more, in the days before it was held.
function takeBack(roll: (sides: number) => number, steps: readonly Step[], sold: readonly Sold[], suspect: PlannedLot | null, span: Span): number {
  let number = 0
  let ofSuspect = 0
  const add = ({ order, lot }: Sold, day: number, knowsLot: boolean) => {
    const step = [...steps].reverse().find(({ on }) => Date.parse(on) <= day * 86_400_000)
    if (step === undefined || order.customer === null || day > span.to) return
    const planned: PlannedReturn = {
      number: `RET-${String(++number).padStart(4, '0')}`, at: at(day, 700 + roll(300), span), customer: order.customer,
      line: { sku: lot.sku, quantity: 1 }, lot: knowsLot ? lot.code : null,
    }
    step.returns.push(planned)
  }
  for (const one of sold) {
    if (one.lot === suspect || one.order.customer === null || roll(130) !== 0) continue
    add(one, one.day + 6 + roll(12), false)
  }
  const last = [...steps].reverse().find(({ holds }) => holds.some(({ name }) => name === 'suspect'))
  const heldOn = last === undefined ? span.to : dayOf(new Date(last.on))
  const back = new Set<string>()
  for (const one of [...sold].reverse()) {
    const day = Math.max(one.day + 4, heldOn - 1 - roll(8))
    if (one.lot !== suspect || one.order.customer === null || back.has(one.order.customer) || ofSuspect >= 11 || day >= heldOn) continue
    back.add(one.order.customer)
    add(one, day, true)
    ofSuspect++
  }
  return ofSuspect
}

/** Every transformation of a step, in the order they are done. */
export function runsOf(step: PlannedStep): readonly (readonly PlannedRun[])[] {
  return [step.roasts, step.blends, step.packs, step.kits]
}
