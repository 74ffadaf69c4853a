// The accepted documents in the order of their positions: what streams and webhooks read.
import { Type } from 'typebox'
import type { Refusal } from '#kernel'
import { WireLimit, WirePosition } from '#kernel/contract'
import { Changes } from './contract.ts'
import { type Database, query, type Statement } from './database.ts'
import { queryDoor, type QueryDoor } from './door.ts'
import { refuse } from './refusals.ts'

/** One accepted document at its position. Answers hold ids and counts, never personal data. */
export type Change = {
  readonly position: string
  readonly documentId: string
  readonly kind: string
  readonly actorId: string
  readonly occurredAt: string
  readonly recordedAt: string
  readonly corrects: string | null
  readonly answer: { readonly [name: string]: unknown }
}

type Row = Omit<Change, 'position' | 'occurredAt' | 'recordedAt'> & {
  position: bigint
  occurredAt: Date
  recordedAt: Date
}

const columns = `s.position, d.id as "documentId", d.kind, d.actor_id as "actorId",
  d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.corrects, d.answer`
const from = 'from platform.sequence s join platform.document d on d.id = s.document_id'

const changesAfter: Statement = {
  name: 'platform.changes-after',
  text: `select ${columns} ${from} where s.position > $1 order by s.position limit $2`,
}
const lastPosition: Statement = {
  name: 'platform.last-position',
  text: 'select last_position as last from platform.sequencer',
}

/** Changes after a position, in order. */
export async function readChanges(
  database: Database,
  after: bigint,
  limit: number,
): Promise<Change[]> {
  return (await query<Row>(database, changesAfter, [after, limit])).map(change)
}

/** No to whoever waits behind a position that is not there yet: of a record since restored, or of another. */
export function refuseAhead(after: bigint, last: bigint): Refusal {
  return refuse('position_ahead', { after, last })
}

/** The position of the newest change. */
export async function readLastPosition(database: Database): Promise<bigint> {
  const [row] = await query<{ last: bigint }>(database, lastPosition)
  return row?.last ?? 0n
}

function change({ position, occurredAt, recordedAt, ...row }: Row): Change {
  return {
    position: String(position),
    ...row,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  }
}

const Limit = Type.Optional(WireLimit)
export const changesQuestions: QueryDoor[] = [
  queryDoor({
    path: '/changes',
    summary: 'Accepted documents after a position, in order',
    permission: 'record.read',
    input: Type.Object({ after: Type.Optional(WirePosition), limit: Limit }),
    answer: Changes,
    ask: async (database, { after, limit }) => {
      const changes = await readChanges(database, BigInt(after ?? 0), Number(limit ?? 100))
      if (changes.length === 0 && after !== undefined) {
        const last = await readLastPosition(database)
        if (BigInt(after) > last) throw refuseAhead(BigInt(after), last)
      }
      return { changes, next: changes.at(-1)?.position ?? after ?? '0' }
    },
  }),
]
