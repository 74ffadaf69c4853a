// Starts everything on one machine: the database, its schema, the server, the worker.
import { Fault } from '#kernel'
import { configFromUrl, type Database, type Log, migrate, openDatabase, startPostgres } from '#platform'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'
import { openWorker } from './worker.ts'

/** The port when none is asked for. */
export const DEFAULT_PORT = 4210

/** What may be chosen. Without a databaseUrl a private PostgreSQL runs in dataDir. */
export type ServeOptions = {
  readonly port?: number
  readonly host?: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly log: Log
  readonly https?: boolean
  readonly loadExample?: (database: Database) => Promise<void>
  /** Where the one line with the address goes. */
  readonly print?: (line: string) => void
}

/** What runs: where it is reached, and how it ends. */
export type Serving = { readonly address: string; stop(): Promise<void> }

type Closing = () => Promise<void>

/**
 * Starts Lotline and prints its address. What was started is stopped again when a later step fails.
 * @throws Fault when the port is taken or the database cannot be opened.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const closings: Closing[] = []
  const stop = async () => {
    for (const close of closings.splice(0).reverse()) await close()
  }
  try {
    const address = await start(options, closings)
    const print = options.print ?? ((line) => void process.stdout.write(`${line}\n`))
    print(`Lotline is at ${address}`)
    return { address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(options: ServeOptions, closings: Closing[]): Promise<string> {
  const { log } = options
  const database = await openStore(options, closings)
  const app = await openServer({
    database,
    doors,
    questions,
    log,
    ...(options.https === undefined ? {} : { https: options.https }),
    ...(options.loadExample === undefined ? {} : { loadExample: options.loadExample }),
  })
  closings.push(() => app.close())
  const port = options.port ?? DEFAULT_PORT
  const host = options.host ?? '127.0.0.1'
  try {
    await app.listen({ port, host })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const mend = 'Choose another with --port, or stop the program that uses it.'
    throw new Fault(`Port ${port} cannot be used: ${why}`, mend, { cause: error })
  }
  const worker = openWorker({ database, log })
  closings.push(() => worker.stop())
  const [bound] = app.addresses()
  const named = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host
  const shown = named.includes(':') ? `[${named}]` : named
  return `http://${shown}:${typeof bound === 'object' ? bound.port : port}`
}

async function openStore(options: ServeOptions, closings: Closing[]): Promise<Database> {
  const config =
    options.databaseUrl === undefined
      ? await startPrivate(options, closings)
      : configFromUrl(options.databaseUrl)
  const { applied, appRole } = await migrate(config)
  if (applied.length > 0) options.log.info({ applied }, 'The schema was brought up to date.')
  if (appRole.role === null) options.log.warn({ why: appRole.why, mend: appRole.mend }, 'The server works as the owner of the tables.')
  const database = openDatabase(config, 10, appRole.role)
  closings.push(() => database.close())
  return database
}

async function startPrivate({ dataDir, log }: ServeOptions, closings: Closing[]) {
  const postgres = await startPostgres({ dataDir, log: (message) => log.info(message) })
  closings.push(() => postgres.stop())
  return postgres.connection
}
