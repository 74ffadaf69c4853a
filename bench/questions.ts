// What people ask, on two years of a company: traces to 1,000 shipments, stock of the past, a page of every list.
import { questions } from '#app/wiring'
import { ledgerQuestions, writeSnapshots } from '#ledger'
import { type Database, type QueryDoor, sequenceDocuments } from '#platform'
import { trace } from '#trace'
import { type History, seedHistory } from './history.ts'
import type { Row } from './run.ts'
import { lotPageRow } from './web.ts'

const movements = Number(process.env['LOTLINE_BENCH_MOVEMENTS'] ?? 1_000_000)
const among = `among ${movements / 1_000_000} M movements`

/** Seeds the history and measures; milliseconds. `add` is told each row as it comes. */
export async function questionRows(database: Database, add: (row: Row) => void): Promise<void> {
  // What was measured before has its positions as it has in earnest.
  await sequenceDocuments(database)
  const history = await seedHistory(database, movements)
  await writeSnapshots(database)
  await database.pool.query('vacuum analyze')
  const traced = (direction: 'forward' | 'back') => times(200, async () => {
    const answer = await trace(database, { direction, from: 'lot', id: history.lotId })
    if (answer?.shipments.length !== 1_004) throw new Error(`The trace found ${answer?.shipments.length} shipments.`)
  })
  const forward = await traced('forward')
  add(row(`forward trace to 1,000 shipments ${among}, p50 in ms`, at(forward, 0.5), 15))
  add(row(`forward trace to 1,000 shipments ${among}, p99 in ms`, at(forward, 0.99), 40))
  const back = await traced('back')
  add(row(`backward trace of the same lot, p50 in ms`, at(back, 0.5), 15))
  add(row(`stock as of a past moment ${among}, p95 in ms`, await asOf(database, history), 200))
  await lotPageRow(database, history.lotId, among, add)
  for (const door of questions) {
    if (door.list !== undefined) add(row(`a page of ${door.path}, p95 in ms of the slowest way to ask`, await list(database, door, history), 50))
  }
}

// Twenty moments, of everything, of the busiest item and of one bin; and as known at twenty positions.
async function asOf(database: Database, { itemId, binId }: History): Promise<number> {
  const door = ledgerQuestions.find(({ path }) => path === '/stock/as-of')
  if (door === undefined) throw new Error('Nobody answers about the past.')
  const slowest: number[] = []
  for (const more of [{}, { itemId }, { locationId: binId }]) {
    let nth = 0
    const taken = await times(20, () => door.ask(database, { ...more, at: new Date(Date.UTC(2024, 11, 1) + nth++ * 34 * 86_400_000).toISOString() }))
    slowest.push(at(taken, 0.95))
  }
  let nth = 1
  const known = await times(20, () => door.ask(database, { itemId, position: String(nth++ * Math.round(movements / 100)) }))
  return Math.max(...slowest, at(known, 0.95))
}

// Every sort that large lists have, the pages after and before, and the filters people use most.
async function list(database: Database, door: QueryDoor, history: History): Promise<number> {
  const { sorts = {}, filters = {} } = door.list ?? {}
  const asks: { readonly [name: string]: string }[] = [{}]
  for (const [name, { narrow }] of Object.entries(sorts)) if (narrow !== true) asks.push({ sort: name }, { sort: `-${name}` })
  const values = {
    q: 'S', itemId: history.quietItemId, lotId: history.lotId, locationId: history.binId, siteId: history.siteId,
    customerId: history.customerId, partnerId: history.customerId, supplierId: history.supplierId, originId: history.supplierId,
    state: 'held', occurredFrom: '2026-10-01', placedFrom: '2026-10-01', shippedFrom: '2026-10-01', expiringBefore: '2025-10-01',
  }
  for (const [name, value] of Object.entries(values)) {
    const choices = filters[name]?.is
    const fits = choices !== undefined && !('enum' in choices && Array.isArray(choices.enum) && !choices.enum.includes(value))
    if (fits) asks.push({ [name]: value })
  }
  const slowest: number[] = []
  for (const ask of asks) {
    const page = pageOf(await door.ask(database, ask))
    slowest.push(at(await times(12, () => door.ask(database, ask)), 0.95))
    if (page.next === null) continue
    const after = page.next
    const second = pageOf(await door.ask(database, { ...ask, after }))
    slowest.push(at(await times(6, () => door.ask(database, { ...ask, after })), 0.95))
    const before = second.previous
    if (before !== null) slowest.push(at(await times(6, () => door.ask(database, { ...ask, before })), 0.95))
  }
  return Math.max(...slowest)
}

function pageOf(answer: unknown): { readonly next: string | null; readonly previous: string | null } {
  const has = answer !== null && typeof answer === 'object' && 'next' in answer && 'previous' in answer
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return has ? { next: text(answer.next), previous: text(answer.previous) } : { next: null, previous: null }
}

// How long each of so many rounds took, the shortest first; a tenth as many come before and do not count.
async function times(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  const early = Math.ceil(rounds / 10)
  for (let round = 0; round < rounds + early; round++) {
    const start = performance.now()
    await work()
    if (round >= early) taken.push(performance.now() - start)
  }
  return taken.sort((a, b) => a - b)
}

const at = (taken: readonly number[], part: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? 0

function row(name: string, taken: number, limit: number): Row {
  const value = Number(taken.toFixed(1))
  return { name, value, limit, ratio: Number((value / limit).toFixed(2)), budget: `≤ ${limit} ms`, holds: value <= limit }
}
