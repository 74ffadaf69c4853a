// Writes what the commands made of a sheet: one statement per table, all sent at once with the commit.
import type { Refusal } from '#kernel'
import type { Accepted, Command, Context, Statement, Tx } from '#platform'
import { keepPools } from './kept-pools.ts'
import { attempt, type Sheet } from './sheet.ts'
import type { Balance, Pick, Pool, PoolKey, Reservation } from './stock.ts'
import * as store from './store.ts'

/** So many movements are sent at once while the next commands are judged: few at first, so that the database begins soon. */
const FIRST = 50
const MOST = 250

/**
 * Judges commands one after the other and saves what they made of the sheet. In a long set the facts of those
 * accepted travel while the next are judged: the database and we work side by side. `alongside` sends what else
 * belongs to those accepted since it was last called.
 */
export async function judgeEach<Payload, Gives>(
  ctx: Context,
  sheet: Sheet,
  commands: readonly Command<Payload>[],
  decide: (command: Command<Payload>) => Accepted<Gives>,
  alongside: () => void = () => {},
): Promise<(Accepted<Gives> | Refusal)[]> {
  const results: (Accepted<Gives> | Refusal)[] = []
  let enough = FIRST
  for (const command of commands) {
    results.push(attempt(sheet, () => decide(command)))
    if (sheet.movements.length < enough || sheet.serials.size > 0) continue
    enough = Math.min(2 * enough, MOST)
    saveFacts(ctx.tx, sheet)
    alongside()
    await new Promise((resolve) => setImmediate(resolve))
  }
  saveSheet(ctx.tx, sheet)
  alongside()
  return results
}

/** Saves a sheet. Nothing is awaited: a failure appears at commit and keeps nothing. */
export function saveSheet(tx: Tx, sheet: Sheet): void {
  saveBalances(tx, sheet)
  saveReservations(tx, sheet)
  savePicks(tx, sheet)
  saveSerials(tx, sheet)
  saveFacts(tx, sheet)
  write(tx, store.insertUnresolved, sheet.unresolvedAdded, [
    (u) => u.documentId, (u) => u.line, ...ofPool<(typeof sheet.unresolvedAdded)[number]>((u) => u),
    (u) => u.locationId, (u) => u.candidateIds.join(' '), (u) => u.quantity,
  ])
  write(tx, store.removeUnresolved, sheet.unresolvedRemoved, [(u) => u.documentId, (u) => u.line])
  write(tx, store.insertStandingHolds, sheet.holdsAdded, [
    (h) => h.documentId, (h) => h.holdId, (h) => h.itemId, (h) => h.lotId, (h) => h.locationId, (h) => h.serialId,
    (h) => h.supplierId,
  ])
  tx.afterCommit(() => keepPools(tx.memory, sheet))
}

// Facts are final once their command is accepted; what was sent is forgotten.
function saveFacts(tx: Tx, sheet: Sheet): void {
  saveMovements(tx, sheet)
  const changes = [...sheet.reservationChanges.values()].filter(({ change }) => change !== 0n)
  write(tx, store.insertReservationChanges, changes, [
    (c) => c.reservationId, (c) => c.documentId, (c) => c.change, (c) => c.cause,
  ])
  if (sheet.decisions.length > 0) {
    tx.write(store.insertDecisions, [
      sheet.decisions.map((d) => d.documentId), sheet.decisions.map((d) => d.decided).join('\n'),
    ])
  }
  sheet.movements.length = 0
  sheet.reservationChanges.clear()
  sheet.decisions.length = 0
}

function saveMovements(tx: Tx, sheet: Sheet): void {
  write(tx, store.insertMovements, sheet.movements, [
    (m) => m.documentId, (m) => m.line, (m) => m.kind, (m) => m.itemId, (m) => m.lotId, (m) => m.serialId,
    (m) => m.ownerId, (m) => m.fromLocationId, (m) => m.toLocationId, (m) => m.quantity, (m) => m.secondQuantity,
    (m) => m.occurredAt, (m) => m.referenceId, (m) => m.corrects?.documentId ?? null,
    (m) => m.corrects?.line ?? null, (m) => m.entered?.quantity ?? null, (m) => m.entered?.unit ?? null,
  ])
  const candidates = sheet.movements.flatMap((m) =>
    m.candidateIds.map((lotId) => ({ documentId: m.documentId, line: m.line, lotId })),
  )
  write(tx, store.insertCandidates, candidates, [(c) => c.documentId, (c) => c.line, (c) => c.lotId])
}

/** The first columns of whatever belongs to a pool. */
function ofPool<Row>(key: (row: Row) => PoolKey): ((row: Row) => unknown)[] {
  return [(row) => key(row).itemId, (row) => key(row).ownerId, (row) => key(row).siteId]
}

type Kept<Row> = { readonly key: PoolKey; readonly row: Row }

function saveBalances(tx: Tx, sheet: Sheet): void {
  const added: Kept<Balance>[] = []
  const changed: (Kept<Balance> & { readonly before: NonNullable<Balance['before']> })[] = []
  const removed: Kept<Balance>[] = []
  for (const { key, balances } of sheet.pools) {
    for (const row of balances.values()) {
      const { before, quantity, picked, holds } = row
      if (before === null) {
        if (quantity > 0n) added.push({ key, row })
      } else if (quantity === 0n) removed.push({ key, row })
      else if (quantity !== before.quantity || picked !== before.picked || holds !== before.holds) {
        changed.push({ key, row, before })
      }
    }
  }
  const key = [
    ...ofPool<Kept<Balance>>((b) => b.key),
    (b: Kept<Balance>) => b.row.lotId, (b: Kept<Balance>) => b.row.locationId,
  ]
  write(tx, store.removeBalances, removed, [...key, (b) => b.row.before?.quantity], true)
  write(tx, store.changeBalances, changed, [
    ...key, (b) => b.row.quantity - b.before.quantity, (b) => b.row.picked - b.before.picked,
    (b) => b.row.holds - b.before.holds,
  ], true)
  write(tx, store.insertBalances, added, [...key, (b) => b.row.quantity, (b) => b.row.picked, (b) => b.row.holds])
}

// What came, what changed and what is gone among rows that live and die with their quantity.
function sorted<Row extends { readonly quantity: bigint; readonly before: bigint | null }>(
  sheet: Sheet,
  rowsOf: (pool: Pool) => Iterable<Row>,
) {
  const added: Kept<Row>[] = []
  const changed: { readonly row: Row; readonly before: bigint }[] = []
  const removed: typeof changed = []
  for (const pool of sheet.pools) {
    for (const row of rowsOf(pool)) {
      if (row.before === null) {
        if (row.quantity > 0n) added.push({ key: pool.key, row })
      } else if (row.quantity === 0n) removed.push({ row, before: row.before })
      else if (row.quantity !== row.before) changed.push({ row, before: row.before })
    }
  }
  return { added, changed, removed }
}

function saveReservations(tx: Tx, sheet: Sheet): void {
  const { added, changed, removed } = sorted<Reservation>(sheet, ({ reservations }) => reservations.values())
  write(tx, store.removeReservations, removed, [({ row }) => row.id, ({ before }) => before], true)
  write(tx, store.changeReservations, changed, [({ row }) => row.id, ({ row, before }) => row.quantity - before], true)
  write(tx, store.insertReservations, added, [
    ...ofPool<Kept<Reservation>>(({ key }) => key), ({ row }) => row.id, ({ row }) => row.leastOn,
    ({ row }) => row.saleOn, ({ row }) => row.wantedLotId, ({ row }) => row.quantity, ({ row }) => row.reservedAt,
  ])
  const renewed = [...new Set(sheet.renewed)]
  write(tx, store.renewReservations, renewed, [(r) => r.id, (r) => r.leastOn, (r) => r.saleOn])
}

function savePicks(tx: Tx, sheet: Sheet): void {
  const { added, changed, removed } = sorted<Pick>(sheet, ({ picks }) => picks.values())
  const key = [
    (one: { row: Pick }) => one.row.reservationId, (one: { row: Pick }) => one.row.lotId,
    (one: { row: Pick }) => one.row.locationId, (one: { row: Pick }) => one.row.fromLocationId,
    (one: { row: Pick }) => one.row.serialId,
  ]
  write(tx, store.removePicks, removed, [...key, ({ before }) => before], true)
  write(tx, store.changePicks, changed, [...key, ({ row, before }) => row.quantity - before], true)
  write(tx, store.insertPicks, added, [
    ...ofPool<Kept<Pick>>((one) => one.key), ...key, ({ row }) => row.quantity, ({ row }) => row.leastOn,
    ({ row }) => row.saleOn, ({ row }) => row.wantedLotId, ({ row }) => row.reservedAt,
  ])
}

function saveSerials(tx: Tx, sheet: Sheet): void {
  if (sheet.units.size === 0) return
  const moved = new Set(sheet.movements.map(({ serialId }) => serialId))
  const touched = [...sheet.units.values()].filter(({ id }) => moved.has(id))
  write(tx, store.insertSerials, touched.filter(({ firstLocationId }) => firstLocationId !== null), [
    (s) => s.id, (s) => s.itemId, (s) => s.code, (s) => s.lotId, (s) => s.ownerId, (s) => s.locationId,
    (s) => s.firstLocationId,
  ])
  const known = touched.filter(({ firstLocationId }) => firstLocationId === null)
  write(tx, store.moveSerials, known, [(s) => s.id, (s) => s.locationId, (s) => s.ownerId, (s) => s.lotId], true)
}

// One array per column; the count of rows last where the statement proves that all were there.
function write<Row>(
  tx: Tx,
  statement: Statement,
  rows: readonly Row[],
  columns: readonly ((row: Row) => unknown)[],
  counted?: true,
): void {
  if (rows.length === 0) return
  const values: unknown[] = columns.map((column) => rows.map(column))
  tx.write(statement, counted === true ? [...values, rows.length] : values)
}
