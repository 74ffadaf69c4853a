// The planned company is believable: it has the size it is said to have, sells what it has, and its stories can be seen.
import { describe, expect, test } from 'vitest'
import { goods, LEAST_SKINCARE, WORSENING } from './goods.ts'
import { planDemo } from './plan.ts'
import type { PlannedStep } from './plan-types.ts'

const until = new Date('2026-11-26T10:00:00Z')
const plan = planDemo({ seed: 7, until })
const all = <One>(of: (step: PlannedStep) => readonly One[]): One[] => plan.steps.flatMap(of)

test('a seed and a moment give one company, and other ones another', () => {
  expect(planDemo({ seed: 7, until })).toEqual(plan)
  expect(planDemo({ seed: 8, until }).steps).not.toEqual(plan.steps)
})

test.each(['2026-11-26T00:00:01Z', '2026-02-28T23:59:00Z', '2027-07-05T05:00:00Z', '2028-02-29T12:00:00Z'])('it has its size on any day: %s', (moment) => {
  const { counts, steps, suspect } = planDemo({ seed: 7, until: new Date(moment) })
  expect(goods).toHaveLength(60)
  expect(counts.lots).toBeGreaterThan(800)
  expect(counts.lots).toBeLessThan(1_050)
  expect(counts.orders).toBeGreaterThan(19_500)
  expect(counts.orders).toBeLessThan(20_500)
  expect(counts.short / counts.orders).toBeLessThan(0.03)
  expect(suspect.returns).toBeGreaterThan(5)
  const late = steps.flatMap(({ receipts, orders, returns, packs, announcements }) => [...receipts, ...orders, ...returns, ...packs, ...announcements]).filter(({ at }) => at > new Date(moment).toISOString())
  expect(late).toEqual([])
})

test('nothing is used before it is there, nor more of it than there was', () => {
  const left = new Map<string, number>()
  const add = (sku: string, lot: string, quantity: number) => left.set(`${sku} ${lot}`, (left.get(`${sku} ${lot}`) ?? 0) + quantity)
  const overdrawn: string[] = []
  for (const { receipts, roasts, blends, packs, kits } of plan.steps) {
    for (const { sku, lot, quantity } of receipts.flatMap(({ lines }) => lines)) add(sku, lot, quantity)
    for (const { inputs, output } of [...roasts, ...blends, ...packs, ...kits]) {
      for (const { sku, lot, quantity } of inputs) if ((add(sku, lot, -quantity).get(`${sku} ${lot}`) ?? 0) < 0) overdrawn.push(lot)
      add(output.sku, output.lot, output.quantity)
    }
  }
  expect(overdrawn).toEqual([])
})

test('some orders are short, most of them of what the worsening supplier delivers', () => {
  expect(plan.counts.short).toBeGreaterThan(20)
})

test('what is made weighs no more than what went in', () => {
  const gramsOf = (sku: string) => {
    const source = goods.find((good) => good.sku === sku)?.source
    return source?.by === 'packed' ? source.gramsEach : 1000
  }
  const wrong = all(({ roasts, blends, packs }) => [...roasts, ...blends, ...packs]).filter(({ inputs, output }) => {
    return output.quantity * gramsOf(output.sku) > inputs.reduce((sum, { quantity }) => sum + quantity * 1000, 0)
  })
  expect(wrong).toEqual([])
})

describe('one supplier gets worse', () => {
  const ordered = new Map(all(({ announcements }) => announcements).map((one) => [one.number, one]))
  const deliveriesOf = (isIt: (supplier: string) => boolean) => all(({ receipts }) => receipts).filter(({ supplier }) => isIt(supplier)).map(({ at, announcement, lines }) => {
    const asked = ordered.get(announcement)
    const sum = (amounts: readonly { quantity: number }[]) => amounts.reduce((total, { quantity }) => total + quantity, 0)
    const days = (to: string, from: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
    return { late: days(at.slice(0, 10), asked?.expectedOn ?? at), share: sum(lines) / sum(asked?.lines ?? []), life: days(lines[0]?.lastsTo ?? at, at.slice(0, 10)) }
  })
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const halves = (isIt: (supplier: string) => boolean) => {
    const list = deliveriesOf(isIt)
    return [list.slice(0, list.length / 2), list.slice(list.length / 2)].map((half) => ({
      late: mean(half.map(({ late }) => late)), share: mean(half.map(({ share }) => share)), life: mean(half.map(({ life }) => life)),
    }))
  }

  test('later, shorter, and with less life', () => {
    const [before, now] = halves((supplier) => supplier === WORSENING)
    expect(now!.late).toBeGreaterThan(before!.late + 5)
    expect(now!.share).toBeLessThan(before!.share - 0.1)
    expect(now!.life).toBeLessThan(before!.life - 100)
    expect(deliveriesOf((supplier) => supplier === WORSENING).at(-1)!.life).toBeLessThan(LEAST_SKINCARE)
  })

  test('and the others do not', () => {
    const [before, now] = halves((supplier) => supplier !== WORSENING)
    expect(Math.abs(now!.late - before!.late)).toBeLessThan(1.5)
    expect(Math.abs(now!.share - before!.share)).toBeLessThan(0.03)
  })
})

test('of one lot far more came back than of any other, and it alone is still held', () => {
  const held = new Set(all(({ holds }) => holds).map(({ name }) => name))
  for (const { hold } of all(({ releases }) => releases)) held.delete(hold)
  const known = all(({ returns }) => returns).flatMap(({ lot }) => lot ?? [])

  expect([...held]).toEqual(['suspect'])
  expect(known).toHaveLength(plan.suspect.returns)
  expect(new Set(known)).toEqual(new Set([plan.suspect.lot]))
})
