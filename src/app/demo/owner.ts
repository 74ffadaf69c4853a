// A connection of the owner of the tables, with the one turn there is to load or to remove the demo company. Whoever dies
// loses the turn with the connection.
import pg from 'pg'
import type { Database } from '#platform'
import { refuse } from './refusals.ts'

const TURN = 4_709_300

/** Works while nobody else loads or removes. @throws Refusal demo_busy when somebody does. */
export async function inTurn<Answer>(database: Database, work: (owner: pg.Client) => Promise<Answer>): Promise<Answer> {
  const owner = new pg.Client(database.config)
  // A connection that breaks ends what is sent on it; without a listener it would end the process.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    const { rows } = await owner.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [TURN])
    if (rows[0]?.mine !== true) throw refuse('demo_busy', {})
    return await work(owner)
  } finally {
    await owner.end()
  }
}
