// Corrections: new movements that take old ones back, or put another quantity or lot in their place. What
// lies in between is not undone: the correction goes through when stock comes out at zero or more and no
// pick, hold or reservation is broken by it. The old movements stay for "as known".
import { NIL } from '#kernel'
import type { Accepted, Action, Command, Statement } from '#platform'
import { readSites } from './move-stock.ts'
import { type NewMovement, post, settle } from './post.ts'
import { refuse } from './refusals.ts'
import { saveSheet } from './save-sheet.ts'
import { attempt, openSheet, poolOf, type Sheet } from './sheet.ts'
import type { PoolKey } from './stock.ts'

/** Lines to correct. A quantity of zero takes a line back; another lot puts the line on that lot. */
export type Correction = {
  readonly reason: string
  readonly lines: readonly {
    readonly documentId: string
    readonly line: number
    readonly quantity: bigint | null
    readonly lotId: string | null
  }[]
}

type Original = {
  document_id: string; line: number; kind: string; item_id: string; lot_id: string; owner_id: string
  from_location_id: string; to_location_id: string; quantity: bigint; reference_id: string | null
  corrected: boolean
}

const findMovements: Statement = {
  name: 'ledger.find-movements',
  text: `select m.document_id, m.line, m.kind, m.item_id, m.lot_id, m.owner_id, m.from_location_id,
      m.to_location_id, m.quantity, m.reference_id, exists (select 1 from ledger.movement c
        where (c.corrects_document_id, c.corrects_line) = (m.document_id, m.line)) as corrected
    from ledger.movement m where m.document_id = any($1::uuid[])`,
}

/** Corrects movements by a new fact. Each line is corrected once; a correction can itself be corrected. */
export const correctMovements: Action<Correction> = {
  kind: 'correct',
  permission: 'document.correct',
  async run(ctx, commands) {
    const lines = commands.flatMap(({ payload }) => payload.lines)
    const ids = [[...new Set(lines.map(({ documentId }) => documentId))]]
    const first = await ctx.tx.read<Original>(findMovements, ids)
    const ends = first.flatMap((m) => [m.from_location_id, m.to_location_id])
    const sites = await readSites(ctx, ends)
    const keys = first.flatMap((m) =>
      [m.from_location_id, m.to_location_id].flatMap((id): PoolKey[] => {
        const siteId = sites.get(id)
        return siteId === undefined ? [] : [{ itemId: m.item_id, ownerId: m.owner_id, siteId }]
      }),
    )
    const sheet = await openSheet(ctx, keys, {
      placeIds: ends,
      lotIds: [...first.map((m) => m.lot_id), ...lines.flatMap(({ lotId }) => lotId ?? [])],
    })
    // Under the locks nobody else corrects these lines: whether they were is read again.
    const originals = new Map(
      (await ctx.tx.read<Original>(findMovements, ids)).map((m) => [`${m.document_id}.${m.line}`, m]),
    )
    const done = new Set<string>()
    const results = commands.map((command) =>
      attempt(sheet, () => correct(sheet, command, { originals, sites, done })),
    )
    saveSheet(ctx.tx, sheet)
    return results
  },
}

type Seen = {
  readonly originals: ReadonlyMap<string, Original>
  readonly sites: ReadonlyMap<string, string>
  readonly done: Set<string>
}

function correct(sheet: Sheet, command: Command<Correction>, seen: Seen): Accepted {
  const touched = new Map<string, PoolKey>()
  const back: NewMovement[] = []
  const again: NewMovement[] = []
  const keys: string[] = []
  for (const { documentId, line, quantity, lotId } of command.payload.lines) {
    const key = `${documentId}.${line}`
    const original = seen.originals.get(key)
    if (original === undefined) {
      const known = [...seen.originals.values()].some((m) => m.document_id === documentId)
      throw known ? refuse('line_unknown', { documentId, line }) : refuse('document_unknown', { documentId })
    }
    if (original.corrected || seen.done.has(key)) throw refuse('line_corrected', { documentId, line })
    if (original.kind === 'pick' || original.kind === 'unpick') throw refuse('picks_correct_by_unpick')
    if (isUnresolved(sheet, documentId, line)) throw refuse('lot_still_unknown', { documentId, line })
    const wanted = { quantity: quantity ?? original.quantity, lotId: lotId ?? original.lot_id }
    if (wanted.quantity === original.quantity && wanted.lotId === original.lot_id) {
      throw refuse('nothing_changes')
    }
    seen.done.add(key)
    keys.push(key)
    const sameLot = wanted.lotId === original.lot_id
    // With the same lot only the difference moves; with another, all goes back and comes again.
    const less = sameLot ? original.quantity - wanted.quantity : original.quantity
    if (less > 0n) back.push(movement(original, seen.sites, { quantity: less, lotId: original.lot_id, reverse: true }))
    const more = sameLot ? wanted.quantity - original.quantity : wanted.quantity
    if (more > 0n) again.push(movement(original, seen.sites, { quantity: more, lotId: wanted.lotId, reverse: false }))
    for (const id of [original.from_location_id, original.to_location_id]) {
      const siteId = seen.sites.get(id)
      if (siteId === undefined) continue
      const pool = { itemId: original.item_id, ownerId: original.owner_id, siteId }
      touched.set(JSON.stringify(pool), pool)
    }
  }
  sheet.undo.push(() => {
    for (const key of keys) seen.done.delete(key)
  })
  postInAnyOrder(sheet, command, [...again, ...back])
  let voided = 0n
  for (const key of touched.values()) voided += settle(sheet, poolOf(sheet, key), command, 'void')
  const corrects = command.payload.lines[0]?.documentId
  return {
    answer: { documentId: command.id, lines: command.payload.lines.length, voided: String(voided) },
    reason: command.payload.reason,
    ...(corrects === undefined ? {} : { corrects }),
  }
}

// Its stock was never taken from a lot, so it cannot be given back to one.
function isUnresolved(sheet: Sheet, documentId: string, line: number): boolean {
  return sheet.pools.some((pool) =>
    pool.unresolved.some((one) => one.documentId === documentId && one.line === line),
  )
}

// A correction stands or falls as a whole: a line that lacks stock waits until others have brought it.
function postInAnyOrder(sheet: Sheet, command: Command<Correction>, movements: NewMovement[]): void {
  let open = movements
  while (open.length > 0) {
    const waiting: NewMovement[] = []
    let refused: unknown
    for (const one of open) {
      const mark = sheet.undo.length
      try {
        post(sheet, command, one)
      } catch (error) {
        while (sheet.undo.length > mark) sheet.undo.pop()?.()
        refused = error
        waiting.push(one)
      }
    }
    if (waiting.length === open.length) throw refused
    open = waiting
  }
}

function movement(
  original: Original,
  sites: ReadonlyMap<string, string>,
  wanted: { quantity: bigint; lotId: string; reverse: boolean },
): NewMovement {
  const [from, to] = wanted.reverse
    ? [original.to_location_id, original.from_location_id]
    : [original.from_location_id, original.to_location_id]
  return {
    kind: 'correct',
    itemId: original.item_id,
    lotId: wanted.lotId,
    ownerId: original.owner_id,
    fromLocationId: from,
    toLocationId: to,
    quantity: wanted.quantity,
    ...(original.reference_id === null ? {} : { referenceId: original.reference_id }),
    corrects: { documentId: original.document_id, line: original.line },
    heldMayGo: wanted.lotId === NIL || wanted.reverse,
    fromSiteId: sites.get(from) ?? null,
    toSiteId: sites.get(to) ?? null,
  }
}
