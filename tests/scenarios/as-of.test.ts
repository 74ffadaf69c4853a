// Stock of the past, on random histories with facts told late: what the question answers is what the facts give when
// they are added up by hand; what was known at a position does not change later; snapshots change no answer.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { adjustStock, checkLedger, ledgerQuestions, moveStock, placeHold, releaseHold, writeSnapshots } from '#ledger'
import { placeOrder, shipOrder } from '#orders'
import { SELF } from '#partners'
import { newId, query, sequenceDocuments } from '#platform'
import { ask, askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { play } from '#test/history'
import { act, dice, makeShop } from '#test/shop'

const DAY = 86_400_000
const tiny = { batch: 7, due: 4, leave: 1, mark: 5 }
let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Fact = {
  id: string; line: number; item: string; owner: string; lot: string; from: string | null; to: string | null
  quantity: bigint; at: number; position: bigint | null; corrects: string | null; unsure: boolean; kind: string; line_id: string | null; staged: boolean
}
// What a hold covers, and when: by the world's time and by the record.
type Cover = {
  lot: string | null; location: string | null; at: number; position: bigint | null; gone: number | null; gonePosition: bigint | null
}
type Facts = { readonly moved: readonly Fact[]; readonly covers: readonly Cover[] }
type Row = { itemId: string; ownerId: string; lotId: string; locationId: string; quantity: string; possiblyGone: string; picked: string; held: string }
type Moment = { readonly at?: string; readonly position?: string }

const factsOf = async (): Promise<Facts> => ({ moved: await movedOf(), covers: await coversOf() })

const coversOf = () =>
  query<Cover>(place.database, {
    name: 'test.covers',
    text: `select c.lot_id as lot, c.location_id as location, q.position, x.position as "gonePosition",
        extract(epoch from greatest(h.placed_at, d.occurred_at))::float8 * 1000 as at, extract(epoch from r.released_at)::float8 * 1000 as gone
      from ledger.hold_cover c join ledger.hold h on h.id = c.hold_id join platform.document d on d.id = c.document_id
      left join platform.sequence q on q.document_id = c.document_id left join ledger.hold_release r on r.hold_id = c.hold_id
      left join platform.sequence x on x.document_id = r.document_id where c.lot_id is not null`,
  })

const movedOf = () =>
  query<Fact>(place.database, {
    name: 'test.facts',
    text: `select m.document_id as id, m.line, m.kind, m.reference_id as line_id, m.item_id as item, m.owner_id as owner, m.lot_id as lot, m.quantity,
        case when f.own then m.from_location_id end as from, f.role = 'staging' as staged, case when t.own then m.to_location_id end as to,
        extract(epoch from m.occurred_at)::float8 * 1000 as at, q.position, m.corrects_document_id || '.' || m.corrects_line as corrects,
        exists (select 1 from ledger.movement_candidate c where (c.document_id, c.line) = (m.document_id, m.line)) as unsure
      from ledger.movement m join locations.location f on f.id = m.from_location_id
      join locations.location t on t.id = m.to_location_id left join platform.sequence q on q.document_id = m.document_id`,
  })

// Every fact by itself, in the plainest way.
function byHand({ moved: facts, covers }: Facts, { at, position }: Moment): string[] {
  const had = (moment: number | null, known: bigint | null) =>
    moment !== null && (at === undefined || moment <= Date.parse(at)) && (position === undefined || (known !== null && known <= BigInt(position)))
  const standing = covers.filter((one) => had(one.at, one.position) && !had(one.gone, one.gonePosition))
  const isHeld = (key: string) => {
    const [, , lot, location] = key.split(' ')
    return standing.some((one) => one.lot === lot && (one.location === null || one.location === location))
  }
  const named = new Map(facts.map((fact) => [`${fact.id}.${fact.line}`, fact]))
  const sums = new Map<string, [bigint, bigint, bigint]>()
  const add = (fact: Fact, location: string | null, quantity: bigint, maybe: bigint, picks: bigint) => {
    if (location === null) return
    const key = `${fact.item} ${fact.owner} ${fact.lot} ${location}`
    const [sum, gone, picked] = sums.get(key) ?? [0n, 0n, 0n]
    sums.set(key, [sum + quantity, gone + maybe, picked + picks])
  }
  for (const fact of facts) {
    if (!had(fact.at, fact.position)) continue
    const old = fact.corrects === null ? undefined : named.get(fact.corrects)
    const lifts = fact.lot === NIL && old !== undefined && old.lot === NIL && old.unsure && old.from === fact.to
    const unsure = fact.lot === NIL && fact.unsure
    add(fact, fact.to, lifts ? 0n : fact.quantity, lifts ? -fact.quantity : 0n, fact.kind === 'pick' ? fact.quantity : 0n)
    add(fact, fact.from, unsure ? 0n : -fact.quantity, unsure ? fact.quantity : 0n, (fact.kind === 'unpick' || (fact.kind === 'ship' && fact.staged)) && fact.line_id !== null ? -fact.quantity : 0n)
  }
  return [...sums].filter(([, [sum, gone]]) => sum !== 0n || gone !== 0n)
    .map(([key, sum]) => `${key} ${sum.join(' ')} ${isHeld(key) && sum[0] > 0n ? sum[0] : 0n}`).sort()
}

async function asked(moment: Moment & object, limit = '500'): Promise<string[]> {
  const rows: Row[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = (await ask(ledgerQuestions, place.database, '/stock/as-of', { ...moment, limit, ...(after === '' ? {} : { after }) })) as {
      rows: Row[]; next: string | null
    }
    rows.push(...page.rows)
    after = page.next
  }
  return rows.map((row) => `${row.itemId} ${row.ownerId} ${row.lotId} ${row.locationId} ${row.quantity} ${row.possiblyGone} ${row.picked} ${row.held}`).sort()
}

// Goods found or moved some days ago, told only now; and some that are not told in time for a position.
async function tellLate({ floor }: Awaited<ReturnType<typeof play>>, roll: (sides: number) => number, lots: readonly string[]) {
  const one = <T>(list: readonly T[]): T => list[roll(list.length)] ?? list[0]!
  const holds: string[] = [newId()]
  for (let told = 0; told < 16; told++) {
    const lotId = lots[roll(lots.length)] ?? NIL
    const ours = { itemId: floor.itemId, ownerId: SELF, lotId }
    const before = { occurredAt: new Date(Date.now() - roll(20) * DAY - roll(1000)) }
    const way = roll(4)
    if (way === 0) {
      const hold = { holdId: newId(), scope: one(['lot', 'lot_in_location'] as const), lotId, locationId: floor.storage }
      holds.push(hold.holdId)
      await floor.send(placeHold, { itemId: floor.itemId, serial: null, supplierId: null, reason: 'Dented', ...hold }, before)
    } else if (way === 1) await floor.send(releaseHold, { holdId: one(holds), reason: 'Looked at' }, before)
    else if (roll(2) === 0) await floor.send(adjustStock, { ...ours, locationId: floor.storage, counted: BigInt(roll(60)), reason: 'Counted' }, before)
    else {
      const line = { ...ours, candidateIds: [], serial: null, fromLocationId: floor.storage, toLocationId: floor.quarantine, quantity: BigInt(1 + roll(3)) }
      await floor.send(moveStock, { lines: [line] }, before)
    }
    if (roll(4) === 0) await sequenceDocuments(place.database)
    if (roll(3) === 0) await writeSnapshots(place.database, tiny)
  }
}

test.each([1, 2, 3, 4])('history %i: the past is what its facts give, with and without snapshots', async (seed) => {
  const { database } = place
  const roll = dice(seed + 100)
  const history = await play(database, seed, 25)
  const lots = await query<{ id: string }>(database, { name: 'test.lots', text: 'select id from lots.lot where item_id = $1' }, [history.floor.itemId])
  await tellLate(history, roll, lots.map(({ id }) => id))
  const facts = await factsOf()
  const last = await sequenceDocuments(database)
  const placed = await factsOf()

  const moments: Moment[] = [{}]
  for (let nth = 0; nth < 14; nth++) {
    const at = new Date(Date.now() - roll(22) * DAY).toISOString()
    const position = String(roll(Number(last) + 1))
    moments.push({ at }, { position }, { at, position })
  }
  for (const fact of facts.moved.slice(-3)) moments.push({ at: new Date(fact.at).toISOString() })
  const answers = new Map<Moment, string[]>()
  for (const moment of moments) {
    const answer = await asked(moment, roll(2) === 0 ? '3' : '500')
    expect(answer, JSON.stringify(moment)).toEqual(byHand(placed, moment))
    answers.set(moment, answer)
  }

  await writeSnapshots(database, tiny)
  const [{ written } = { written: 0 }] = await query<{ written: number }>(database, { name: 'test.written', text: 'select count(*)::int as written from ledger.snapshot' })
  expect(written).toBeGreaterThan(0)
  expect(await checkLedger(database)).toEqual([])
  for (const moment of moments) expect(await asked(moment), JSON.stringify(moment)).toEqual(answers.get(moment))

  // What is not in a snapshot yet counts all the same, also when it happened before one.
  await tellLate(history, roll, [lots[0]?.id ?? NIL])
  const more = await factsOf()
  for (const moment of moments) expect(await asked(moment), JSON.stringify(moment)).toEqual(byHand(more, moment))
  for (const moment of moments) if (moment.position !== undefined) expect(await asked(moment)).toEqual(answers.get(moment))
})

test('the past is now when nothing is said, and is asked by place, lot, owner and codes', async () => {
  const balances = await askList(ledgerQuestions, place.database, '/balances', { limit: '500' })
  const now = await asked({})
  const kept = balances.rows.map((row) => `${row['itemId']} ${row['ownerId']} ${row['lotId']} ${row['locationId']} ${row['quantity']}`)
  expect(now.map((row) => row.split(' ').slice(0, 5).join(' ')).filter((row) => !row.endsWith(' 0')).sort()).toEqual(kept.sort())

  const one = balances.rows.find((row) => row['lot'] !== null)
  if (one === undefined) throw new Error('No stock.')
  for (const filter of [
    { itemId: one['itemId'] }, { item: one['sku'] }, { lotId: one['lotId'] }, { lot: one['lot'] }, { locationId: one['locationId'] },
    { location: one['location'] }, { site: one['site'] }, { owner: one['owner'] }, { role: one['role'] },
  ]) {
    const all = await asked({})
    const name = { item: 'itemId', lot: 'lotId', location: 'locationId' }[Object.keys(filter)[0] ?? ''] ?? Object.keys(filter)[0] ?? ''
    const mine = await asked(filter as object)
    expect(mine.length, name).toBeGreaterThan(0)
    expect(all).toEqual(expect.arrayContaining(mine))
    const at = ['itemId', 'ownerId', 'lotId', 'locationId'].indexOf(name)
    if (at >= 0) expect(mine).toEqual(all.filter((row) => row.split(' ')[at] === one[name]))
  }
})

test('what was known is asked by the clock as well', async () => {
  const [middle] = await query<{ recorded: Date; position: bigint }>(place.database, {
    name: 'test.middle',
    text: `select d.recorded_at as recorded, q.position from platform.sequence q join platform.document d on d.id = q.document_id
      where q.position = (select max(position) / 2 from platform.sequence)`,
  })
  if (middle === undefined) throw new Error('No documents.')
  const page = (await ask(ledgerQuestions, place.database, '/stock/as-of', { knownAt: new Date(middle.recorded.getTime() + 1).toISOString() })) as { position: string }
  expect(Number(page.position)).toBeGreaterThanOrEqual(Number(middle.position))
  expect(Number(page.position)).toBeLessThan(Number(middle.position) + 30)
})

test('a snapshot that is not what the facts give is told by the check', async () => {
  const client = await place.database.pool.connect()
  try {
    await client.query('reset role')
    await client.query('update ledger.snapshot_row set quantity = quantity + 1 where ctid = (select min(ctid) from ledger.snapshot_row)')
  } finally {
    client.release(true)
  }
  expect((await checkLedger(place.database)).map(({ what }) => what)).toEqual(['snapshot'])
})

test('what was picked at a moment is told, and can be asked for alone', async () => {
  const { database } = place
  const shop = await makeShop(database)
  const lotId = await shop.lot(9, null)
  const before = String(await sequenceDocuments(database))
  const order = shop.order(4, 'picked')
  await act(database, placeOrder, order)
  const between = String(await sequenceDocuments(database))
  await act(database, shipOrder, { orderId: order.orderId, parcel: null })
  const stock = async (position: string, state?: string) => {
    const { rows } = (await ask(ledgerQuestions, database, '/stock/as-of', { position, lotId, ...(state === undefined ? {} : { state }) })) as { rows: Row[] }
    return rows.map(({ quantity, picked }) => [quantity, picked]).sort()
  }

  expect(await stock(before)).toEqual([['9', '0']])
  expect(await stock(between)).toEqual([['4', '4'], ['5', '0']])
  expect(await stock(between, 'picked')).toEqual([['4', '4']])
  expect(await stock(between, 'not_picked')).toEqual([['5', '0']])
  expect(await stock(String(await sequenceDocuments(database)), 'picked')).toEqual([])
})
