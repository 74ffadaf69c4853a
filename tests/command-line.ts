// The command line as people have it: built, and run as a program of its own against a test's database.
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import type { TestDatabase } from '#test/database'

/** What a run printed and how it ended. */
export type Ran = { readonly out: string; readonly err: string; readonly code: number }

export type CommandLine = {
  /** Runs it with these words. */
  lotline(...args: string[]): Promise<Ran>
  /** Runs it with something on standard input. */
  fed(input: string, ...args: string[]): Promise<Ran>
  close(): void
}

let built = 0

/** Builds the program and opens it on a database. */
export async function openCommandLine({ config }: TestDatabase): Promise<CommandLine> {
  const program = `node_modules/.cache/lotline-cli-${process.pid}-${++built}.js`
  await build({ entryPoints: ['src/app/cli.ts'], outfile: program, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  const { host = '', port, user = '', database } = config
  const env = { ...process.env, DATABASE_URL: `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}` }
  const fed = (input: string, ...args: string[]) =>
    new Promise<Ran>((resolve) => {
      const child = execFile(process.execPath, [program, ...args], { env }, (_, out, err) =>
        resolve({ out, err, code: child.exitCode ?? -1 }),
      )
      child.stdin?.end(input)
    })
  return { fed, lotline: (...args) => fed('', ...args), close: () => rmSync(program, { force: true }) }
}
