// The built program as a user runs it: started, asked, and killed with every process under it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** A running server and where it listens. */
export type RunningProgram = {
  readonly address: string
  /** Kills the server, its database and all that runs under them, at once and without warning. */
  kill(): Promise<void>
  /** Asks it to stop and gives the exit code. */
  stop(): Promise<number | null>
}

/** What a program that ended has said. */
export type Ended = { readonly code: number | null; readonly out: string; readonly error: string }

/** How a program is run. */
export type Run = {
  readonly env?: Readonly<Record<string, string>>
  /** A command put before node, for a disk of its own or another user. */
  readonly under?: readonly string[]
}

const folder = `dist/faults-${process.pid}`
/** The built program. */
export const program = `${folder}/cli.js`

/** Builds the program into a folder of this test's own. */
export function buildProgram(): void {
  mkdirSync(folder, { recursive: true })
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', program], { stdio: 'inherit' })
}

/** Removes what was built. */
export function removeProgram(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** The name of the migration that `withNewerProgram` adds. */
export const newerMigration = '0900_next.sql'

/** Lets the built program be a newer one, with one more migration, while the work is done. */
export async function withNewerProgram(migration: string, work: () => Promise<void>): Promise<void> {
  cpSync('migrations', `${folder}/migrations`, { recursive: true })
  writeFileSync(`${folder}/migrations/${newerMigration}`, migration)
  try {
    await work()
  } finally {
    rmSync(`${folder}/migrations`, { recursive: true, force: true })
  }
}

function launch(args: readonly string[], { env = {}, under = [] }: Run): ChildProcess {
  const { DATABASE_URL: _, LOTLINE_DATA: __, ...kept } = process.env
  const [command = '', ...rest] = [...under, process.execPath, program, ...args]
  return spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...kept, ...env } })
}

/** Runs a command of the program to its end. */
export function runProgram(args: readonly string[], run: Run = {}): Promise<Ended> {
  return endOf(launch(args, run))
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [out, error] = ['', '']
  child.stdout?.on('data', (text) => { out += text })
  child.stderr?.on('data', (text) => { error += text })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })))
}

/** Runs a command and kills its whole tree as soon as it has said something like this on standard error. */
export async function runAndKill(args: readonly string[], said: RegExp): Promise<void> {
  const child = launch(args, {})
  let error = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (text) => {
      error += text
      if (said.test(error)) resolve()
    })
    child.once('close', () => reject(new Error(`It ended by itself: ${error}`)))
  })
  await killTree(child)
}

/** Starts `serve` and kills the whole tree after some milliseconds, however far it has come. */
export async function startAndKill(dataDir: string, afterMs: number): Promise<void> {
  const child = launch(['serve', '--port', '0', '--data', dataDir], {})
  await new Promise((done) => setTimeout(done, afterMs))
  await killTree(child)
}

/** Starts `serve` on a data folder and a free port, and waits for its address. */
export async function startProgram(dataDir: string, run: Run = {}): Promise<RunningProgram> {
  const child = launch(['serve', '--port', '0', '--data', dataDir], run)
  const ended = endOf(child)
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (text) => {
      said += text
      const port = /Lotline is at http:\/\/localhost:(\d+)\n/.exec(said)?.[1]
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    })
    void ended.then(({ code, error }) => reject(new Error(`It ended with ${code}: ${error}`)))
  })
  return {
    address,
    kill: () => killTree(child),
    async stop() {
      child.kill('SIGTERM')
      return (await ended).code
    },
  }
}

// All of the tree is listed before anything dies, because orphans belong to nobody.
async function killTree(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const over = child.exitCode !== null || child.signalCode !== null
  const tree = treeOf(child.pid ?? 0)
  for (const pid of tree) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  if (!over) await ended
  while (tree.some(lives)) await new Promise((done) => setTimeout(done, 2))
}

/** A process and all its descendants. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const [pid, parent] of parents()) children.set(parent, [...(children.get(parent) ?? []), pid])
  const tree = [root]
  for (let at = 0; at < tree.length; at++) tree.push(...(children.get(tree[at] ?? 0) ?? []))
  return tree
}

function parents(): [pid: number, parent: number][] {
  if (!existsSync('/proc/self/stat')) {
    return execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' })
      .trim().split('\n').map((line) => {
        const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
        return [pid, parent]
      })
  }
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const parent = Number(statOf(Number(name))?.[1])
    return Number.isNaN(parent) ? [] : [[Number(name), parent] as [number, number]]
  })
}

// State and parent of a process; a dead one that nobody has buried is a Z.
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? null
  } catch {
    return null
  }
}

function lives(pid: number): boolean {
  if (existsSync('/proc/self/stat')) return !['Z', 'X', undefined].includes(statOf(pid)?.[0])
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
