// Starts everything on one machine: the database, its schema, the server, the worker.
import { Fault } from '#kernel'
import { configFromUrl, type Database, type Log, type MailSettings, migrate, openDatabase, openMailServer, startPostgres } from '#platform'
import { DEFAULT_PORT, portFault, provePort } from './port.ts'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'
import { findWeb } from './web-files.ts'
import { openWorker } from './worker.ts'

/** What may be chosen. Without a databaseUrl a private PostgreSQL runs in dataDir. */
export type ServeOptions = {
  readonly port?: number
  readonly host?: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly log: Log
  readonly https?: boolean
  /** Webhooks may go to this machine and its own network. */
  readonly privateWebhooks?: boolean
  /** By whose server mail goes; without one nobody is written to. */
  readonly mail?: MailSettings | null
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
  const port = options.port ?? DEFAULT_PORT
  const host = options.host ?? '127.0.0.1'
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Fault(`${port} is no port.`, 'Choose a number from 1 to 65535 with --port.')
  }
  const database = await openStore(options, closings, () => provePort(port, host))
  const app = await openServer({
    database,
    doors,
    questions,
    log,
    web: findWeb(),
    ...(options.https === undefined ? {} : { https: options.https }),
    ...(options.loadExample === undefined ? {} : { loadExample: options.loadExample }),
  })
  closings.push(() => app.close())
  try {
    await app.listen({ port, host })
  } catch (error) {
    throw portFault(port, host, error)
  }
  const mail = options.mail == null ? null : openMailServer(options.mail)
  const worker = openWorker({ database, log, outside: { privateWebhooks: options.privateWebhooks === true, mail } })
  closings.push(() => worker.stop())
  const [bound] = app.addresses()
  const named = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host
  const shown = named.includes(':') ? `[${named}]` : named
  return `http://${shown}:${typeof bound === 'object' ? bound.port : port}`
}

// The port is tried before the schema is touched: a start that fails changes nothing.
async function openStore(
  options: ServeOptions,
  closings: Closing[],
  prove: () => Promise<void>,
): Promise<Database> {
  const config =
    options.databaseUrl === undefined
      ? await startPrivate(options, closings)
      : configFromUrl(options.databaseUrl)
  await prove()
  const { applied, appRole } = await migrate(config)
  if (applied.length > 0) options.log.info({ applied }, 'The schema was brought up to date.')
  if (appRole.role === null) options.log.warn({ why: appRole.why, mend: appRole.mend }, 'The server works as the owner of the tables.')
  const database = openDatabase(config, 10, appRole.role)
  closings.push(() => database.close())
  return database
}

async function startPrivate({ dataDir, log }: ServeOptions, closings: Closing[]) {
  const postgres = await startPostgres({
    dataDir,
    log: (message) => log.info(message),
    warn: (message) => log.warn(message),
  })
  closings.push(() => postgres.stop())
  return postgres.connection
}
