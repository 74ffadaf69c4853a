// The data folder: whether it can be used, and that one Lotline alone uses it.
import {
  accessSync, constants, existsSync, linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statfsSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { Fault } from '#kernel'
import { findProcess, type Process, processesIn } from './processes.ts'

const LEAST_FREE_BYTES = 200 * 1024 * 1024

/** A folder, or the nearest one above it that is there. */
export function nearestFolder(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestFolder(dirname(folder))
}

/** Makes the folder, and proves that it can be written and has room. */
export function prepareFolder(dataDir: string): void {
  const probe = join(dataDir, `.write-${process.pid}`)
  try {
    // Asked first: making a folder on a read-only disk fails with a misleading reason.
    accessSync(nearestFolder(dataDir), constants.W_OK)
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(probe, 'x')
  } catch (cause) {
    if (codeOf(cause) !== 'ENOSPC') throw notWritable(dataDir, cause)
    rmSync(probe, { force: true })
    throw diskFull(dataDir, cause)
  }
  rmSync(probe)
  const { bavail, bsize } = statfsSync(dataDir)
  if (bavail * bsize < LEAST_FREE_BYTES) throw diskFull(dataDir)
}

/** The disk has no room. */
export function diskFull(dataDir: string, cause?: unknown): Fault {
  const mend = 'Free at least 200 MB there, then start again; nothing that was recorded is lost.'
  return new Fault(`The disk of ${dataDir} is full.`, mend, { cause })
}

function notWritable(dataDir: string, cause: unknown): Fault {
  const mends: Readonly<Record<string, string>> = {
    EROFS: 'Its disk is read-only: mount it for writing, or choose another folder with --data.',
    EEXIST: 'There is a file of that name: choose a folder with --data.',
    ENOTDIR: 'A part of its path is a file: choose a folder with --data.',
  }
  const mend = mends[codeOf(cause)] ?? 'Give this user the right to write there, or choose another folder with --data.'
  return new Fault(`The data folder ${dataDir} cannot be written.`, mend, { cause })
}

// The locks this process holds itself.
const locked = new Set<string>()

/**
 * Locks a folder for this process: a file names the process and its start, and is believed while that process
 * lives. Gives the way to unlock.
 * @throws Fault when another Lotline has it.
 */
export function lockFolder(dataDir: string): () => void {
  const path = lockOf(dataDir)
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, `${process.pid} ${findProcess(process.pid)?.started ?? ''}`, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const holder = holderOf(dataDir)
      if (holder !== null) throw inUse(dataDir, holder)
      if (existsSync(path)) setAside(dataDir)
      if (!link(mine, path)) continue
      locked.add(path)
      return () => {
        locked.delete(path)
        rmSync(path, { force: true })
      }
    }
    throw new Fault(`The data folder ${dataDir} could not be locked.`, 'Another start was quicker: start it again.')
  } finally {
    rmSync(mine, { force: true })
  }
}

/** The process id of the Lotline that uses a folder now, or null. */
export function holderOf(dataDir: string): number | null {
  const [pid, started] = holderIn(lockOf(dataDir))
  if (pid === process.pid) return locked.has(lockOf(dataDir)) ? pid : null
  const living = findProcess(pid)
  return living !== null && living.started === started ? pid : null
}

function inUse(dataDir: string, holder: number): Fault {
  return new Fault(
    `Another Lotline (process ${holder}) is using the data folder ${dataDir}.`,
    'Stop it, or start this one with another folder: --data FOLDER.',
  )
}

function lockOf(dataDir: string): string {
  return join(dataDir, 'lotline.lock')
}

function holderIn(path: string): [pid: number, started: string] {
  const [pid, ...started] = textOf(path).trim().split(' ')
  return [Number(pid), started.join(' ')]
}

// Takes a dead one's lock away. Another start may have done so a moment ago and locked: then it gets its lock back.
function setAside(dataDir: string): void {
  const path = lockOf(dataDir)
  const aside = `${path}.${process.pid}.old`
  const before = textOf(path)
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (textOf(aside) !== before) link(aside, path)
  rmSync(aside, { force: true })
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw notWritable(dirname(to), error)
  }
}

/**
 * Proves that no server works on the cluster that only its socket shows; its lock would look like a dead one's.
 * @throws Fault when one does.
 */
export async function refuseUnseen(cluster: string, socket: string): Promise<void> {
  if (serversOf(cluster).length > 0 || !(await isServed(socket))) return
  throw new Fault(
    `The data folder ${dirname(cluster)} is in use by a Lotline this one cannot see, as in another container.`,
    'Stop that one, or start this one with another folder: --data FOLDER.',
  )
}

/**
 * Waits until no server of an earlier run works on the cluster, and clears the marks a killed one left. Its
 * backends may live on for a moment after it.
 * @throws Fault when it does not stop.
 */
export async function waitForLingering(cluster: string, socket: string, log: (message: string) => void): Promise<void> {
  const patience = Date.now() + 5_000
  for (let told = false; ; told = true) {
    const [first] = serversOf(cluster)
    if (first === undefined) break
    if (!told) log('Waiting for the database of the last run to stop.')
    const server = postmasterOf(cluster)
    if (server !== null && Date.now() > patience) process.kill(server.pid, 'SIGINT')
    if (Date.now() > patience + 10_000) {
      throw new Fault(
        `The database of an earlier run (process ${first.pid}) does not stop.`,
        `Stop it with: kill -INT ${first.pid}, then start again.`,
      )
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  clearMarks(cluster, socket)
}

function serversOf(cluster: string): Process[] {
  if (!existsSync(cluster)) return []
  const server = postmasterOf(cluster)
  if (server !== null) return [server]
  return processesIn(realpathSync(cluster)).filter(({ args }) => /(^|\/)postgres(:|$)/.test(args[0] ?? ''))
}

/** The main process of the server that runs on a cluster, by the file it leaves there. */
function postmasterOf(cluster: string): Process | null {
  const found = findProcess(Number(textOf(join(cluster, 'postmaster.pid')).split('\n')[0]))
  if (found === null) return null
  const here = found.folder === realpathSync(cluster) || found.args.includes(cluster)
  return here ? found : null
}

// PostgreSQL believes its marks while any process has the id in them, be it another's or a dead one that was not
// buried. Where the id is free it looks for backends of its own, better than we can: those marks stay.
function clearMarks(cluster: string, socket: string): void {
  for (const mark of [join(cluster, 'postmaster.pid'), join(socket, '.s.PGSQL.5432.lock')]) {
    if (idIsTaken(Number(textOf(mark).split('\n')[0]))) rmSync(mark, { force: true })
  }
}

function idIsTaken(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

// Somebody listens behind the socket.
function isServed(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(join(socket, '.s.PGSQL.5432'))
    line.once('connect', () => {
      line.destroy()
      resolve(true)
    })
    line.once('error', () => resolve(false))
  })
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
