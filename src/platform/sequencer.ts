// Gives committed documents one gap-free position, in batches, after they committed. Streams, webhooks
// and "as known at" read by that position and never by the clock.
import { type Database, type Statement, transaction } from './database.ts'

const lockSequence: Statement = {
  name: 'platform.lock-sequence',
  text: 'select last_position as last from platform.sequencer for update',
}
const sequenceBatch: Statement = {
  name: 'platform.sequence-batch',
  text: `with taken as (
      delete from platform.unsequenced
      where document_id in (select document_id from platform.unsequenced order by document_id limit $1)
      returning document_id),
    placed as (
      insert into platform.sequence (position, document_id)
      select s.last_position + row_number() over (order by d.recorded_at, d.id), d.id
      from taken t join platform.document d on d.id = t.document_id, platform.sequencer s
      returning position),
    moved as (
      update platform.sequencer set last_position = last_position + (select count(*) from placed)
      returning last_position)
  select last_position as last, (select count(*) from placed) as placed from moved`,
}

/**
 * Places every document committed before the call, `batch` at a time.
 * Gives the last position. Safe to run in several processes at once: they take turns.
 */
export async function sequenceDocuments(database: Database, batch = 5_000): Promise<bigint> {
  for (;;) {
    const { last, placed } = await transaction(database, async (tx) => {
      await tx.read(lockSequence)
      const [row] = await tx.read<{ last: bigint; placed: bigint }>(sequenceBatch, [batch])
      if (row === undefined) throw new Error('platform.sequencer has no row.')
      return row
    })
    if (placed < BigInt(batch)) return last
  }
}
