// Writes docs/refusals.md: every reason Lotline may say no, from the tables the code itself uses, and the test that
// provokes it. `npm run refusals` writes it; the tidy test says when it is not current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { modules } from '../architecture.js'
import type { Refusals } from '#kernel'

const PAGE = 'docs/refusals.md'
const statuses = { invalid: 422, conflict: 409, forbidden: 403, missing: 404 }

/** A refusal as the page tells it. `test` is the first test that provokes it; none: nobody proved it. */
export type Told = Refusals[string] & { readonly module: string; readonly code: string; readonly test: string | null }

/** Every refusal of every module, in reading order. */
export async function everyRefusal(): Promise<Told[]> {
  const tests = ['src', 'tests']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .filter((path) => path.endsWith('.test.ts') && path !== 'tests/tidy.test.ts')
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  const all: Told[] = []
  for (const module of [...Object.keys(modules), 'app/demo']) {
    const file = `src/${module}/refusals.ts`
    // The kernel's file has what a refusal is, and none of its own.
    if (module === 'kernel' || !existsSync(file)) continue
    const { refusals }: { refusals: Refusals } = await import(pathToFileURL(file).href)
    // A test of the module itself tells most.
    const own = [...tests].sort((a, b) => Number(b.path.startsWith(`src/${module}/`)) - Number(a.path.startsWith(`src/${module}/`)))
    for (const [code, told] of Object.entries(refusals)) {
      const quoted = new RegExp(`['"\`]${code}['"\`]`)
      all.push({ ...told, module, code, test: own.find(({ text }) => quoted.test(text))?.path ?? null })
    }
  }
  return all
}

/** The page. */
export function refusalsPage(all: readonly Told[]): string {
  const lines = [
    '# Refusals', '',
    'Every reason Lotline may say no. A code never changes its meaning. Over HTTP it is `code` of a problem',
    '(`application/problem+json`), with the sentence as `detail` and what stands in braces as `facts`; the command line prints the',
    'sentence and ends with 1. Nothing was recorded when something is refused, and the same command may be sent again.', '',
    'Where a permission is named, whoever has it may do it all the same, with a reason. The last column is the test that provokes it.',
    'This page is written by `npm run refusals`.',
  ]
  for (const module of new Set(all.map((one) => one.module))) {
    lines.push('', `## ${module}`, '', '| code | status | what it says | permission | proved by |', '|---|---|---|---|---|')
    for (const { code, kind, says, override, test } of all.filter((one) => one.module === module)) {
      const cell = says.replaceAll('|', '\\|')
      lines.push(`| \`${code}\` | ${statuses[kind]} ${kind} | ${cell} | ${override === undefined ? '' : `\`${override}\``} | ${test ?? 'nothing'} |`)
    }
  }
  return `${lines.join('\n')}\n`
}

if (process.argv[1]?.endsWith('scripts/refusals.ts') === true) {
  writeFileSync(PAGE, refusalsPage(await everyRefusal()))
  console.log(`${PAGE} is written.`)
}
