// The command line as people have it: built, and run against a test's database.
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import type { TestDatabase } from '#test/database'

/** What a run printed and how it ended. */
export type Ran = { readonly out: string; readonly err: string; readonly code: number }

export type CommandLine = {
  /** Runs it with these words, one after the other in a process that is kept. */
  lotline(...args: string[]): Promise<Ran>
  /** Runs it with something on standard input, as a program of its own. */
  fed(input: string | Uint8Array, ...args: string[]): Promise<Ran>
  close(): void
}

let built = 0

/** Builds the program and opens it on a database. */
export async function openCommandLine({ config }: TestDatabase): Promise<CommandLine> {
  const folder = `node_modules/.cache/lotline-cli-${process.pid}-${++built}`
  const [program, keeper] = [`${folder}/cli.js`, `${folder}/command-line-kept.js`]
  await build({
    entryPoints: ['src/app/cli.ts', 'tests/command-line-kept.ts'], outdir: folder, entryNames: '[name]',
    bundle: true, platform: 'node', format: 'esm', packages: 'external',
  })
  const { host = '', port, user = '', database } = config
  const env = { ...process.env, DATABASE_URL: `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}` }
  const fed = (input: string | Uint8Array, ...args: string[]) =>
    new Promise<Ran>((resolve) => {
      const child = execFile(process.execPath, [program, ...args], { env }, (_, out, err) =>
        resolve({ out, err, code: child.exitCode ?? -1 }),
      )
      child.stdin?.end(input)
    })
  let kept: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  const lotline = (...args: string[]) => {
    const ran = last.then(() => {
      kept ??= fork(keeper, [program], { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      return askKept(kept, args)
    })
    last = ran.catch(() => undefined)
    return ran
  }
  return { fed, lotline, close() {
    kept?.kill()
    rmSync(folder, { recursive: true, force: true })
  } }
}

function askKept(kept: ChildProcess, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`lotline ${args.join(' ')} ended the process that is kept, with ${code}`))
    kept.once('exit', ended)
    kept.once('message', (ran: Ran) => {
      kept.off('exit', ended)
      resolve(ran)
    })
    kept.send(args)
  })
}
