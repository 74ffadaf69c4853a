// The database: a pool of connections, transactions, and statements that are sent without waiting.
import pg from 'pg'
import { Fault } from '#kernel'
import { parameters } from './parameters.ts'

/** A statement with its name; named statements are prepared once per connection. */
export type Statement = { readonly name: string; readonly text: string }

/** What a transaction offers an action. */
export type Tx = {
  /** Asks, and waits for the rows. Several reads started together share one round trip. */
  read<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
  /** Sends a change without waiting; a failure appears at commit, and nothing is kept. */
  write(statement: Statement, values: readonly unknown[]): void
  /** `prepare` runs while the commit is on its way; what it gives runs once it went through, and never otherwise. */
  afterCommit(prepare: () => () => void): void
  /** What this process may know of the database besides: one thing until a connection breaks, then another. */
  readonly memory: Memory
}

/**
 * Names a time in which nothing can have been lost: a module may keep what it read or wrote under this name
 * (in a WeakMap) as long as it has a way to see that nobody changed it since.
 */
export type Memory = { readonly since: Date }

/** A database and the way to it. */
export type Database = {
  readonly pool: pg.Pool
  readonly config: pg.ClientConfig
  memory(): Memory
  /** A connection broke: the database may be another by now. */
  forget(): void
  close(): Promise<void>
}

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text))
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/**
 * Opens a pool on a database. bigint columns arrive as bigint, dates as `YYYY-MM-DD` text. With a role, all
 * work of the pool is done as that role; `config` stays the owner's.
 */
export function openDatabase(config: pg.ClientConfig, connections = 10, role: string | null = null): Database {
  const wanted = { ...config, pipeline: true, max: connections, idleTimeoutMillis: 30_000 }
  const pool = new pg.Pool(wanted)
  let memory: Memory = { since: new Date() }
  const forget = () => {
    memory = { since: new Date() }
  }
  // An idle connection broke; the pool drops it, and the next query opens another.
  pool.on('error', forget)
  pool.on('connect', (client) => {
    // A connection at work broke: its queries fail and say so. Without a listener the whole process would end.
    client.on('error', forget)
  })
  if (role !== null) {
    const become = `set role ${pg.escapeIdentifier(role)}`
    // A connection that cannot become the role is of no use: it is closed, and what waits for it fails.
    pool.on('connect', (client) => void client.query(become).catch(() => client.end()))
  }
  return { pool, config, memory: () => memory, forget, close: () => pool.end() }
}

/**
 * Connection settings from a `postgres://` address. Whatever the server is set to, days come as `YYYY-MM-DD`: they are
 * compared as text, and written so.
 * @throws Fault when it is none. It may hold a password, so it is not said.
 */
export function configFromUrl(url: string): pg.ClientConfig {
  if (/^postgres(ql)?:\/\/\S+$/.test(url)) return { connectionString: url, options: '-c datestyle=ISO,YMD' }
  throw new Fault('DATABASE_URL is no address of a PostgreSQL.', 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE.')
}

/** Asks outside a transaction. */
export async function query<Row extends object>(
  database: Database,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await database.pool.query<Row>({ ...statement, values: parameters(statement, values) })
  return result.rows
}

/**
 * How a transaction begins whose statements only look up what they name, few rows or many: each is planned once per
 * connection and goes by indexes. Left to itself the database plans most of them anew for a small set, which takes
 * longer than to carry them out; and what it planned when a table was empty would read all of it once it is full.
 */
export const BY_KEY = 'begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off'

// What was planned fits the tables as they were. Of those that only began to fill the database knows so little that
// any index looks as good as another, so that plans are made anew each time a connection has done twice as much as
// before, and now and then for ever.
const NOW_AND_THEN = 256
const transactionsOf = new WeakMap<pg.PoolClient, number>()
function beginningOf(client: pg.PoolClient, begin: string): string {
  if (begin !== BY_KEY) return begin
  const nth = (transactionsOf.get(client) ?? 0) + 1
  transactionsOf.set(client, nth)
  const isTwiceAsMuch = (nth & (nth - 1)) === 0
  return isTwiceAsMuch || nth % NOW_AND_THEN === 0 ? `${begin}; discard plans` : begin
}

/**
 * Runs work in one transaction. Reads and writes are pipelined; the commit travels with the last
 * writes. When the work throws or any statement fails, nothing is kept and the error is thrown.
 */
export async function transaction<Answer>(
  database: Database,
  work: (tx: Tx) => Promise<Answer>,
  begin: 'begin' | typeof BY_KEY = 'begin',
): Promise<Answer> {
  const client = await connect(database)
  const sent: Promise<unknown>[] = []
  const send = (statement: Statement, values: readonly unknown[]) => {
    const result = client.query({ ...statement, values: parameters(statement, values) })
    result.catch(() => {})
    return result
  }
  const prepare: (() => () => void)[] = []
  let broken: Error | undefined
  try {
    const begun = client.query(beginningOf(client, begin))
    begun.catch(() => {})
    sent.push(begun)
    const answer = await work({
      memory: database.memory(),
      afterCommit: (work) => void prepare.push(work),
      read: async <Row extends object>(statement: Statement, values: readonly unknown[] = []) =>
        (await send(statement, values)).rows as Row[],
      write: (statement, values) => void sent.push(send(statement, values)),
    })
    const committed = client.query('commit')
    committed.catch(() => {})
    const finish = prepare.map((work) => work())
    await Promise.all(sent)
    const { command } = await committed
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back by the database.')
    for (const then of finish) then()
    return answer
  } catch (error) {
    const failed = (await Promise.allSettled(sent)).find((one) => one.status === 'rejected')
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
      database.forget()
    })
    // A read that came after a write that failed says only that it came too late: the write says why.
    throw sqlState(error) === '25P02' && failed !== undefined ? failed.reason : error
  } finally {
    client.release(broken)
  }
}

/** Runs reads that all see the same moment (repeatable read, read only). */
export async function snapshot<Answer>(
  database: Database,
  work: (client: pg.PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const client = await connect(database)
  let broken: Error | undefined
  try {
    // Not waited for: it travels with the first reads, which fail when it did.
    client.query('begin isolation level repeatable read read only').catch(() => {})
    return await work(client)
  } finally {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    client.release(broken)
  }
}

/** The five-character SQLSTATE of a database error, or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}

/** The name of the constraint a database error speaks of, or null. */
export function constraintOf(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.constraint ?? null) : null
}

async function connect(database: Database): Promise<pg.PoolClient> {
  try {
    return await database.pool.connect()
  } catch (error) {
    database.forget()
    const why = error instanceof Error ? error.message : String(error)
    throw new Fault(
      `The database cannot be reached: ${why}`,
      'Check that it is running; the work can be sent again as it is.',
      { cause: error },
    )
  }
}
