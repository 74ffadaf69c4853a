// The table of docs/corrections.md, cell by cell: the document is made, what happened after it happens, and the
// correction is refused for the reason the table gives, or puts right the line, the stock, the traces and nothing that
// was known before.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkLedger, ledgerQuestions, readLines } from '#ledger'
import { type Database, newId, query, sequenceDocuments, transaction } from '#platform'
import { trace } from '#trace'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(() => place.drop())

/** A document, the goods that later events are about, and its correction; `stands`: what the line comes to by lot. */
type Scene = {
  readonly documentId: string
  readonly line: number
  readonly goods: { readonly lotId: string; readonly quantity: number; readonly at: string }
  readonly sold?: { readonly lineId: string; readonly quantity: number }
  correct(): Promise<Done>
  readonly stands: readonly (readonly [lotId: string, quantity: number])[]
  again(): Promise<Done>
}

const received = async (code = newId().slice(-12)) => {
  const lotId = newId()
  const done = await floor.receive(10, { lot: { lotId, code, dates: { bestBefore: day(50) } } })
  return { lotId, documentId: done.id, goods: { lotId, quantity: 10, at: floor.storage } }
}
const later = () => floor.lot(10, day(90))
const ok = async (acting: Promise<Done>): Promise<Done> => {
  const done = await acting
  if (!done.outcome.ok) throw done.outcome.refusal
  return done
}
const correcting = (documentId: string, line: number, to: Parameters<Floor['correct']>[2]) => () => floor.correct(documentId, line, to)
const ships = async (quantity: number) => {
  const order = floor.order(quantity, 'shipped')
  const { id } = await ok(floor.buy(order))
  return { documentId: id, line: (await floor.lines(id)).find(({ kind }) => kind === 'ship')!.line, lineId: order.lines[0]!.lineId }
}

const scenes: { readonly [row: string]: () => Promise<Scene> } = {
  async 'receipt: less came'() {
    const { lotId, documentId, goods } = await received()
    return {
      documentId, line: 1, goods, correct: correcting(documentId, 1, { quantity: 8 }), stands: [[lotId, 8]],
      again: correcting(documentId, 1, { quantity: 9 }),
    }
  },
  async 'receipt: the lot code was misread'() {
    const { lotId, documentId, goods } = await received('MISREAD')
    return {
      documentId, line: 1, goods, correct: correcting(documentId, 1, { lot: { code: 'RIGHT' } }), stands: [[lotId, 10]],
      again: correcting(documentId, 1, { lot: { code: 'HALF-RIGHT' } }),
    }
  },
  async 'receipt: it was another known lot'() {
    const [{ lotId, documentId, goods }, other] = [await received(), await later()]
    return {
      documentId, line: 1, goods, correct: correcting(documentId, 1, { lotId: other }), stands: [[other, goods.quantity]],
      again: () => floor.correctAll({ documentId, line: 1, lotId, quantity: 9 }, { documentId, line: 1, lotId: other, quantity: 1 }),
    }
  },
  async 'receipt: another supplier brought it'() {
    const { lotId, documentId, goods } = await received()
    const supplierId = await floor.partner('supplier')
    return {
      documentId, line: 1, goods, correct: correcting(documentId, 1, { supplierId }), stands: [[lotId, goods.quantity]],
      again: correcting(documentId, 1, { supplierId: await floor.partner('supplier') }),
    }
  },
  async 'receipt: it never happened'() {
    const { documentId, goods } = await received()
    return {
      documentId, line: 1, goods, correct: () => floor.takeBackWhole(documentId), stands: [], again: correcting(documentId, 1, { quantity: 9 }),
    }
  },
  async 'move: less was moved'() {
    const { lotId, goods } = await received()
    const at = await floor.place()
    const { id } = await ok(floor.move(lotId, 10, { toLocationId: at }))
    return {
      documentId: id, line: 1, goods: { ...goods, at }, correct: correcting(id, 1, { quantity: 8 }), stands: [[lotId, 8]],
      again: correcting(id, 1, { quantity: 9 }),
    }
  },
  async 'move: it went to another place'() {
    const { lotId, goods } = await received()
    const [at, other] = [await floor.place(), await floor.place()]
    const { id } = await ok(floor.move(lotId, 10, { toLocationId: at }))
    return {
      documentId: id, line: 1, goods: { ...goods, at }, correct: correcting(id, 1, { locationId: other }), stands: [[lotId, 10]],
      again: correcting(id, 1, { locationId: await floor.place() }),
    }
  },
  async 'adjustment: less was found'() {
    const { lotId } = await received()
    const { id } = await ok(floor.adjust(lotId, 14))
    return {
      documentId: id, line: 1, goods: { lotId, quantity: 14, at: floor.storage }, correct: correcting(id, 1, { quantity: 2 }),
      stands: [[lotId, 2]], again: correcting(id, 1, { quantity: 3 }),
    }
  },
  async 'disposal: it never happened'() {
    const { lotId } = await received()
    const { id } = await ok(floor.dispose(lotId, 4))
    return {
      documentId: id, line: 1, goods: { lotId, quantity: 6, at: floor.storage }, correct: () => floor.takeBackWhole(id), stands: [],
      again: correcting(id, 1, { quantity: 3 }),
    }
  },
  async 'shipment: another lot left'() {
    const { lotId } = await received()
    const other = await later()
    const { documentId, line, lineId } = await ships(10)
    return {
      documentId, line, goods: { lotId: other, quantity: 10, at: floor.storage }, sold: { lineId, quantity: 4 },
      correct: correcting(documentId, line, { lotId: other }), stands: [[other, 10]],
      again: () => floor.correctAll({ documentId, line, lotId, quantity: 9 }, { documentId, line, lotId: other, quantity: 1 }),
    }
  },
  async 'shipment: less left'() {
    const { lotId } = await received()
    const { documentId, line, lineId } = await ships(6)
    return {
      documentId, line, goods: { lotId, quantity: 4, at: floor.storage }, sold: { lineId, quantity: 6 },
      correct: correcting(documentId, line, { quantity: 5 }), stands: [[lotId, 5]], again: correcting(documentId, line, { quantity: 4 }),
    }
  },
  async 'return: less came back'() {
    const { lotId } = await received()
    const { lineId } = await ships(10)
    const { id } = await ok(floor.takeBack(4, { orderLineId: lineId }))
    const at = (await query<{ id: string }>(place.database, {
      name: 'test.returns-place', text: `select to_location_id as id from ledger.movement where document_id = $1`,
    }, [id]))[0]!.id
    return {
      documentId: id, line: 1, goods: { lotId, quantity: 4, at }, correct: correcting(id, 1, { quantity: 3 }), stands: [[lotId, 3]],
      again: correcting(id, 1, { quantity: 2 }),
    }
  },
  async 'transformation: another lot went in'() {
    const { lotId } = await received()
    const [other, made] = [await later(), newId()]
    const { id } = await ok(floor.make('split', [[lotId, 10]], [[made, 10]]))
    await floor.hold({ lotId: other })
    return {
      documentId: id, line: 1, goods: { lotId: made, quantity: 10, at: floor.storage }, correct: correcting(id, 1, { lotId: other }),
      stands: [[other, 10]],
      again: () => floor.correctAll({ documentId: id, line: 1, lotId, quantity: 9 }, { documentId: id, line: 1, lotId: other, quantity: 1 }),
    }
  },
  async 'transformation: less went in'() {
    const { lotId } = await received()
    const made = newId()
    const { id } = await ok(floor.make('make', [[lotId, 10]], [[made, 12]]))
    return {
      documentId: id, line: 1, goods: { lotId: made, quantity: 12, at: floor.storage }, correct: correcting(id, 1, { quantity: 8 }),
      stands: [[lotId, 8]], again: correcting(id, 1, { quantity: 9 }),
    }
  },
  async 'transformation: less came out'() {
    const { lotId } = await received()
    const made = newId()
    const { id } = await ok(floor.make('make', [[lotId, 10]], [[made, 12]]))
    return {
      documentId: id, line: 2, goods: { lotId: made, quantity: 12, at: floor.storage }, correct: correcting(id, 2, { quantity: 8 }),
      stands: [[made, 8]], again: correcting(id, 2, { quantity: 9 }),
    }
  },
  async 'transformation: it never happened'() {
    const { lotId } = await received()
    const made = newId()
    const { id } = await ok(floor.make('make', [[lotId, 10]], [[made, 12]]))
    return {
      documentId: id, line: 2, goods: { lotId: made, quantity: 12, at: floor.storage }, correct: () => floor.takeBackWhole(id), stands: [],
      again: correcting(id, 2, { quantity: 9 }),
    }
  },
}

// Goods that orders are to take lie in storage.
const shelved = async ({ goods: { lotId, quantity, at } }: Scene) => {
  const role = await query<{ role: string }>(place.database, { name: 'test.role', text: 'select role from locations.location where id = $1' }, [at])
  if (role[0]?.role !== 'storage') await ok(floor.move(lotId, quantity, { fromLocationId: at, toLocationId: floor.storage }))
}
const ordered = async (scene: Scene, through: 'reserved' | 'picked' | 'shipped') => {
  await shelved(scene)
  const order = floor.order(scene.goods.quantity, through)
  // The wish for one lot: the order takes these goods and no others.
  await ok(floor.buy({ ...order, lines: order.lines.map((line) => ({ ...line, wantedLotId: scene.goods.lotId })) }))
  return order.lines[0]!.lineId
}

const events: { readonly [column: string]: (scene: Scene) => Promise<unknown> } = {
  untouched: () => Promise.resolve(),
  'moved on': async ({ goods: { lotId, quantity, at } }) =>
    ok(floor.move(lotId, quantity, { fromLocationId: at, toLocationId: await floor.place() })),
  reserved: (scene) => ordered(scene, 'reserved'),
  picked: (scene) => ordered(scene, 'picked'),
  shipped: (scene) => ordered(scene, 'shipped'),
  returned: async (scene) => {
    const { lineId, quantity } = scene.sold ?? { lineId: await ordered(scene, 'shipped'), quantity: scene.goods.quantity }
    return ok(floor.takeBack(quantity, { orderLineId: lineId }))
  },
  consumed: async (scene) => {
    await shelved(scene)
    const { lotId, quantity, at } = scene.goods
    const from = (await floor.stock({ goods: lotId, at }))['goods in storage'] === undefined ? at : floor.storage
    if (from !== floor.storage) await ok(floor.move(lotId, quantity, { fromLocationId: from, toLocationId: floor.storage }))
    return ok(floor.make('split', [[lotId, quantity]], [[newId(), quantity]]))
  },
  held: ({ goods: { lotId } }) => ok(floor.hold({ lotId })),
  'corrected already': (scene) => ok(scene.again()),
}

// The table as people read it: its first column names the correction, each other what happened after the document.
const table = readFileSync('docs/corrections.md', 'utf8').split('\n').filter((line) => line.startsWith('|')).map((line) =>
  line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')))
const start = table.findIndex(([first]) => first === 'what was wrong')
const columns = table[start]!.slice(1)
// Other tables of the page have fewer columns.
const rows = table.slice(start + 2).filter((row) => row.length === columns.length + 1)

test('the table has a row for every correction and a column for everything that may have happened', () => {
  expect(columns).toEqual(Object.keys(events))
  expect(rows.map(([row]) => row)).toEqual(Object.keys(scenes))
})

describe.each(rows.map(([row = '', ...cells]) => ({ row, cells })))('$row', ({ row, cells }) => {
  test.each(cells.map((cell, at) => ({ cell, column: columns[at] ?? '' })))('$column: $cell', async ({ cell, column }) => {
    const scene = await scenes[row]!()
    await events[column]!(scene)
    const position = await sequenced(place.database)
    const before = await everything()

    const { outcome } = await scene.correct()

    const said = outcome.ok ? 'yes' : outcome.refusal.code
    const lines = await transaction(place.database, (tx) => readLines(tx, [scene.documentId]))
    const stands = lines.get(`${scene.documentId}.${scene.line}`)!.parts.map(({ lotId, quantity }) => [lotId, Number(quantity)])
    expect({ said, stands: said === 'yes' ? stands : scene.stands }).toEqual({ said: cell, stands: scene.stands })
    expect(await knownAt(position)).toEqual(before)
    expect(await checkLedger(place.database)).toEqual([])
    await tracesAgree()
  })
})

async function sequenced(database: Database): Promise<string> {
  await sequenceDocuments(database)
  const rows = await query<{ last: string }>(database, { name: 'test.last-position', text: 'select last_position::text as last from platform.sequencer' })
  return rows[0]?.last ?? '0'
}

// What the record said at a position stays what it said.
async function knownAt(position: string) {
  const answer = (await ask(ledgerQuestions, place.database, '/stock/as-of', { position, itemId: floor.itemId })) as { rows: Record<string, string>[] }
  return Object.fromEntries(answer.rows.map((row) => [`${row['lotId']} ${row['locationId']}`, row['quantity']]))
}

async function everything() {
  const rows = await query<{ lot: string; at: string; quantity: string }>(place.database, {
    name: 'test.everything', text: 'select lot_id as lot, location_id as at, quantity::text from ledger.balance where item_id = $1',
  }, [floor.itemId])
  return Object.fromEntries(rows.map(({ lot, at, quantity }) => [`${lot} ${at}`, quantity]))
}

// Every lot's sums add up, and what is ahead of one lot has it behind.
async function tracesAgree(): Promise<void> {
  const lots = await query<{ id: string }>(place.database, { name: 'test.lots-of', text: 'select id from lots.lot where item_id = $1' }, [floor.itemId])
  const reached = async (direction: 'forward' | 'back') => new Set((await Promise.all(lots.map(async ({ id }) => {
    const found = await trace(place.database, { direction, from: 'lot', id })
    expect(found?.lots.filter(({ addsUp }) => !addsUp)).toEqual([])
    return (found?.lots ?? []).map((lot) => (direction === 'forward' ? `${id} ${lot.id}` : `${lot.id} ${id}`))
  }))).flat())
  expect(await reached('forward')).toEqual(await reached('back'))
}
