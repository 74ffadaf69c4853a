// Writes what the commands made of a sheet: one statement per table, all sent at once with the commit.
import type { Statement, Tx } from '#platform'
import type { Sheet } from './sheet.ts'
import type { Balance, Pick, Pool, Reservation } from './stock.ts'
import * as store from './store.ts'

/** Saves a sheet. Nothing is awaited: a failure appears at commit and keeps nothing. */
export function saveSheet(tx: Tx, sheet: Sheet): void {
  saveBalances(tx, sheet)
  saveReservations(tx, sheet)
  savePicks(tx, sheet)
  saveMovements(tx, sheet)
  const changes = [...sheet.reservationChanges.values()].filter(({ change }) => change !== 0n)
  write(tx, store.insertReservationChanges, changes, (c) => [
    c.reservationId, c.documentId, c.change, c.cause,
  ])
  write(tx, store.insertUnresolved, sheet.unresolvedAdded, (u) => [
    u.documentId, u.line, u.itemId, u.ownerId, u.siteId, u.locationId, u.candidateIds.join(' '), u.quantity,
  ])
  write(tx, store.removeUnresolved, sheet.unresolvedRemoved, (u) => [u.documentId, u.line])
  write(tx, store.insertStandingHolds, sheet.holdsAdded, (h) => [
    h.holdId, h.itemId, h.lotId, h.locationId, h.serialId, h.supplierId,
  ])
  write(tx, store.insertDecisions, sheet.decisions, (d) => [d.documentId, d.decided])
  saveSerials(tx, sheet)
}

function saveMovements(tx: Tx, sheet: Sheet): void {
  write(tx, store.insertMovements, sheet.movements, (m) => [
    m.documentId, m.line, m.kind, m.itemId, m.lotId, m.serialId, m.ownerId, m.fromLocationId, m.toLocationId,
    m.quantity, m.secondQuantity, m.occurredAt, m.referenceId, m.corrects?.documentId ?? null,
    m.corrects?.line ?? null, m.entered?.quantity ?? null, m.entered?.unit ?? null,
  ])
  const candidates = sheet.movements.flatMap((m) =>
    m.candidateIds.map((lotId) => ({ documentId: m.documentId, line: m.line, lotId })),
  )
  write(tx, store.insertCandidates, candidates, (c) => [c.documentId, c.line, c.lotId])
}

function saveBalances(tx: Tx, sheet: Sheet): void {
  const added: [Pool, Balance][] = []
  const changed: [Pool, Balance][] = []
  const removed: [Pool, Balance][] = []
  for (const pool of sheet.pools.values()) {
    for (const balance of pool.balances.values()) {
      const { before } = balance
      if (before === null) {
        if (balance.quantity > 0n) added.push([pool, balance])
      } else if (balance.quantity === 0n) removed.push([pool, balance])
      else if (
        balance.quantity !== before.quantity ||
        balance.picked !== before.picked ||
        balance.held !== before.held
      ) {
        changed.push([pool, balance])
      }
    }
  }
  const key = (pool: Pool, b: Balance) => [
    pool.key.itemId, pool.key.ownerId, pool.key.siteId, b.lotId, b.locationId,
  ]
  write(tx, store.removeBalances, removed, ([pool, b]) => [...key(pool, b), b.before?.quantity], true)
  write(
    tx,
    store.changeBalances,
    changed,
    ([pool, b]) => [
      ...key(pool, b),
      b.quantity - (b.before?.quantity ?? 0n),
      b.picked - (b.before?.picked ?? 0n),
      b.held - (b.before?.held ?? 0),
    ],
    true,
  )
  write(tx, store.insertBalances, added, ([pool, b]) => [...key(pool, b), b.quantity, b.picked, b.held])
}

function saveReservations(tx: Tx, sheet: Sheet): void {
  const added: [Pool, Reservation][] = []
  const changed: Reservation[] = []
  const removed: Reservation[] = []
  for (const pool of sheet.pools.values()) {
    for (const one of pool.reservations.values()) {
      if (one.before === null) {
        if (one.quantity > 0n) added.push([pool, one])
      } else if (one.quantity === 0n) removed.push(one)
      else if (one.quantity !== one.before) changed.push(one)
    }
  }
  write(tx, store.removeReservations, removed, (r) => [r.id, r.before], true)
  write(tx, store.changeReservations, changed, (r) => [r.id, r.quantity - (r.before ?? 0n)], true)
  write(tx, store.insertReservations, added, ([{ key }, r]) => [
    key.itemId, key.ownerId, key.siteId, r.id, r.leastOn, r.saleOn, r.wantedLotId, r.quantity, r.reservedAt,
  ])
}

function savePicks(tx: Tx, sheet: Sheet): void {
  const added: [Pool, Pick][] = []
  const changed: Pick[] = []
  const removed: Pick[] = []
  for (const pool of sheet.pools.values()) {
    for (const one of pool.picks.values()) {
      if (one.before === null) {
        if (one.quantity > 0n) added.push([pool, one])
      } else if (one.quantity === 0n) removed.push(one)
      else if (one.quantity !== one.before) changed.push(one)
    }
  }
  const key = (p: Pick) => [p.reservationId, p.lotId, p.locationId, p.fromLocationId, p.serialId]
  write(tx, store.removePicks, removed, (p) => [...key(p), p.before], true)
  write(tx, store.changePicks, changed, (p) => [...key(p), p.quantity - (p.before ?? 0n)], true)
  write(tx, store.insertPicks, added, ([pool, p]) => [
    pool.key.itemId, pool.key.ownerId, pool.key.siteId, ...key(p), p.quantity, p.leastOn, p.saleOn,
    p.wantedLotId, p.reservedAt,
  ])
}

function saveSerials(tx: Tx, sheet: Sheet): void {
  const moved = new Set(sheet.movements.map(({ serialId }) => serialId))
  const touched = [...sheet.serials.values()].filter(({ id }) => moved.has(id))
  const added = touched.filter(({ isNew }) => isNew)
  write(tx, store.insertSerials, added, (s) => [s.id, s.itemId, s.code, s.lotId, s.ownerId, s.locationId])
  const known = touched.filter(({ isNew }) => !isNew)
  write(tx, store.moveSerials, known, (s) => [s.id, s.locationId, s.ownerId], true)
}

// One array per column; the count of rows last where the statement proves that all were there.
function write<Row>(
  tx: Tx,
  statement: Statement,
  rows: readonly Row[],
  columns: (row: Row) => unknown[],
  counted?: true,
): void {
  if (rows.length === 0) return
  const values: unknown[][] = []
  for (const row of rows) {
    columns(row).forEach((value, at) => {
      const column = values[at]
      if (column === undefined) values[at] = [value]
      else column.push(value)
    })
  }
  tx.write(statement, counted === true ? [...values, rows.length] : values)
}
