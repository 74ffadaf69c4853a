// What `lotline doctor` looks at, and what to do about what it finds. It changes nothing.
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { Fault } from '#kernel'
import {
  binariesVersion, configFromUrl, type Database, findAppRole, findRunningPostgres, holderOf, mailSettings, nearestFolder, openDatabase, openMailServer, query,
  readMailSetup, readSchema, refuseNameless, refuseOtherMajor, schemaVersion, startPostgres,
} from '#platform'
import { DEFAULT_PORT, provePort } from './port.ts'

/** One thing looked at. */
export type Finding = { readonly what: string; readonly ok: boolean; readonly says: string; readonly mend: string }

/** Looks at the program, the mail server, the folder, the disk, the binaries, the port, the database, its schema and the sequencer. */
export async function examine(dataDir: string, port = DEFAULT_PORT): Promise<Finding[]> {
  const folder = resolve(dataDir)
  const url = process.env['DATABASE_URL']
  const found = [node(), await mailFromHere()]
  if (url !== undefined) {
    found.push(await freePort(port, null))
    try {
      return [...found, ...(await database(configFromUrl(url)))]
    } catch (error) {
      return [...found, faulty('Database', error)]
    }
  }
  const place = writable(folder)
  found.push(place, disk(folder), binaries(), await freePort(port, holderOf(folder)))
  return [...found, ...(await privateDatabase(folder, place.ok))]
}

const right = (what: string, says: string): Finding => ({ what, ok: true, says, mend: '' })
const wrong = (what: string, says: string, mend: string): Finding => ({ what, ok: false, says, mend })

function faulty(what: string, error: unknown): Finding {
  if (!(error instanceof Fault)) throw error
  return wrong(what, error.message, error.mend)
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return ok ? right('Node', process.version) : wrong('Node', process.version, 'Install Node 20.19 or newer.')
}

function writable(folder: string): Finding {
  const there = nearestFolder(folder)
  const choose = 'choose another folder with --data.'
  if (!statSync(there).isDirectory()) return wrong('Data folder', `${there} is a file`, `Move it away, or ${choose}`)
  try {
    accessSync(there, constants.W_OK)
    return right('Data folder', there === folder ? folder : `${folder}, not made yet`)
  } catch (error) {
    const readOnly = error instanceof Error && 'code' in error && error.code === 'EROFS'
    const mend = readOnly ? 'Mount its disk for writing' : 'Give this user the right to write there'
    return wrong('Data folder', `${there} cannot be written`, `${mend}, or ${choose}`)
  }
}

function disk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(folder))
  const says = `${Math.round((bavail * bsize) / 2 ** 20)} MB free`
  if (bavail * bsize > 500 * 2 ** 20) return right('Disk', says)
  return wrong('Disk', says, 'Free some space; the database needs at least 500 MB, and does not start below 200 MB.')
}

function binaries(): Finding {
  const version = binariesVersion()
  if (version !== null) return right('Private PostgreSQL', version)
  const mend = 'Install again without --omit=optional, or set DATABASE_URL.'
  return wrong('Private PostgreSQL', 'its binaries do not run here', mend)
}

// The Lotline that runs on this folder has its port already.
async function freePort(port: number, holder: number | null): Promise<Finding> {
  if (holder !== null) return right('Port', `Lotline runs as process ${holder}`)
  try {
    await provePort(port, '127.0.0.1')
    return right('Port', `${port} is free`)
  } catch (error) {
    return faulty('Port', error)
  }
}

async function privateDatabase(folder: string, canStart: boolean): Promise<Finding[]> {
  try {
    refuseOtherMajor(folder)
    const running = await findRunningPostgres(folder)
    if (running !== null) return await database(running)
    if (!existsSync(join(folder, 'postgres', 'PG_VERSION'))) {
      refuseNameless()
      return [right('Database', 'none yet; `lotline serve` makes it')]
    }
    if (!canStart) return [wrong('Database', 'it cannot be started here', 'Mend the data folder first.')]
    const postgres = await startPostgres({ dataDir: folder })
    try {
      return await database(postgres.connection)
    } finally {
      await postgres.stop()
    }
  } catch (error) {
    return [faulty('Database', error)]
  }
}

async function database(config: pg.ClientConfig): Promise<Finding[]> {
  try {
    const { missing, fault } = await readSchema(config)
    if (fault !== null) return [right('Database', 'it answers'), wrong('Schema', fault.message, fault.mend)]
    const [first] = missing
    if (first !== undefined) {
      const mend = 'Start Lotline once with `lotline serve`; it brings the schema up to date.'
      return [right('Database', 'it answers'), wrong('Schema', `it lacks ${missing.length}, the first is ${first}`, mend)]
    }
    return await look(config)
  } catch (error) {
    return [faulty('Database', error)]
  }
}

async function look(config: pg.ClientConfig): Promise<Finding[]> {
  const open = openDatabase(config, 1)
  try {
    return await lookAt(open)
  } finally {
    await open.close()
  }
}

/** What a database that answers says of itself. */
async function lookAt(open: Database): Promise<Finding[]> {
  const [row] = await query<{ server: string; waiting: bigint; last: bigint }>(open, {
    name: 'app.examine',
    text: `select current_setting('server_version') as server,
      (select count(*) from platform.unsequenced) as waiting,
      (select last_position from platform.sequencer) as last`,
  })
  return [
    right('Database', `PostgreSQL ${row?.server ?? ''}`),
    right('Schema', `up to date, at ${schemaVersion()}`),
    right('Sequencer', `at position ${row?.last ?? 0n}, ${row?.waiting ?? 0n} waiting`),
    await appendOnly(open.config),
  ]
}

/** What the server that runs knows of itself: the program, the disk of a private database, the database. */
export async function examineRunning(open: Database): Promise<Finding[]> {
  const { host } = open.config
  const isPrivate = host?.startsWith('/') === true && process.env['DATABASE_URL'] === undefined
  return [node(), ...(isPrivate ? [disk(host)] : []), ...(await lookAt(open)), await mailAsNoted(open)]
}

const checkMail = 'Check LOTLINE_SMTP_URL and that this machine may reach the server; what waits is sent as soon as it can.'
const unsetMail = right('Mail', 'not set up; LOTLINE_SMTP_URL names a server')
const withoutLinks = 'Links in mail need LOTLINE_PUBLIC_URL, where people open Lotline.'
const mailWorks = (server: string, publicUrl: string | null): Finding => ({ what: 'Mail', ok: true, says: `${server} answers`, mend: publicUrl === null ? withoutLinks : '' })

// By what is set for whoever runs the doctor, which should be what is set for the server.
async function mailFromHere(): Promise<Finding> {
  try {
    const settings = mailSettings(process.env)
    if (settings === null) return unsetMail
    const problem = await openMailServer(settings).reach()
    const server = `${settings.host}:${settings.port}`
    return problem === null ? mailWorks(server, settings.publicUrl) : wrong('Mail', `${server} cannot be used: ${problem}`, checkMail)
  } catch (error) {
    return faulty('Mail', error)
  }
}

async function mailAsNoted(open: Database): Promise<Finding> {
  const setup = await readMailSetup(open)
  if (setup === null) return unsetMail
  const { server, problem, publicUrl } = setup
  return problem === null ? mailWorks(server, publicUrl) : wrong('Mail', `${server} cannot be used: ${problem}`, checkMail)
}

// Without the role the triggers alone refuse changes of facts; an administrator of the database can make it.
async function appendOnly(config: pg.ClientConfig): Promise<Finding> {
  const appRole = await findAppRole(config)
  if (appRole.role !== null) return right('Append-only', `by triggers, and by what the role ${appRole.role} may do`)
  return { what: 'Append-only', ok: true, says: `by triggers alone. ${appRole.why}`, mend: appRole.mend }
}
