// `npm run verify -- [--data DIR] [--lots 100] [--seed N] [--keep FOLDER]`: everything `lotline export` writes and the
// traces of some random lots, judged by a program that shares nothing with Lotline. Ends with 1 when they disagree.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    data: { type: 'string' }, lots: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' },
    keep: { type: 'string' }, program: { type: 'string', default: 'bin/lotline.js' },
  },
})
const place = values.data === undefined ? [] : ['--data', values.data]
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'lotline-verify-'))
mkdirSync(folder, { recursive: true })
if (readdirSync(folder).length > 0) {
  console.error(`The folder ${folder} is not empty.\nName another with --keep.`)
  process.exit(2)
}

/** Writes what a command of Lotline prints to a file of the folder. */
function write(file: string, ...args: string[]): void {
  const out = openSync(join(folder, file), 'w')
  const ended = spawnSync(process.execPath, [values.program, ...args, ...place], { stdio: ['ignore', out, 'inherit'] })
  closeSync(out)
  if (ended.status !== 0) throw new Error(`lotline ${args.join(' ')} ended with ${ended.status ?? ended.signal}`)
}

// One server for all the questions: each would otherwise start the database for itself. One that runs is used.
const server = spawn(process.execPath, [values.program, 'serve', '--port', '0', ...place], { stdio: ['ignore', 'pipe', 'ignore'] })
await new Promise((ready) => {
  server.stdout.once('data', ready)
  server.once('exit', ready)
})
const judge = ['--import', 'tsx', 'scripts/verify-export.ts', folder, '--lots', values.lots, '--seed', values.seed]
try {
  const written = spawnSync(process.execPath, [values.program, 'export', '--all', folder, ...place], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (written.status !== 0) throw new Error(`lotline export ended with ${written.status ?? written.signal}`)
  const lots = execFileSync(process.execPath, [...judge, '--list'], { encoding: 'utf8' }).split('\n').filter((id) => id !== '')
  for (const id of lots) write(`trace-${id}.json`, 'trace', '--lot', id, '--forward', '--json')
} finally {
  if (server.exitCode === null) {
    server.kill('SIGTERM')
    await new Promise((ended) => server.once('exit', ended))
  }
}
const ended = spawnSync(process.execPath, judge, { stdio: 'inherit' })
process.exitCode = ended.status ?? 1
if (values.keep === undefined && existsSync(folder)) rmSync(folder, { recursive: true })
