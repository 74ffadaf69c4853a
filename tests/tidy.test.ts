// House rules that the compiler and the import checker cannot see. Each failure names the file.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modules } from '../architecture.js'
import { apiTypes } from '../scripts/api-types.ts'
import { everyRefusal, refusalsPage } from '../scripts/refusals.ts'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, module: path.split('/')[0] ?? '', text: readFileSync(`src/${path}`, 'utf8') }))
const law: Record<string, string[]> = modules
const inTests = /\.(test|prop\.test)\.ts$/

test('src/ holds the modules of architecture.js, each with a README', () => {
  expect(readdirSync('src').sort()).toEqual([...Object.keys(law), 'app'].sort())
  expect(Object.keys(law).filter((name) => !existsSync(`src/${name}/README.md`))).toEqual([])
})

test('a module writes its own schema and reads those of modules it may import', () => {
  const statement =
    /\b(insert\s+into|update|delete\s+from|from|join|using)\s+(platform|auth|catalog|partners|locations|lots|ledger|receiving|production|orders|reports|alerts)\.([a-z_]+)/gi
  const wrong = sources
    .filter(({ path, module }) => !inTests.test(path) && module !== 'app')
    .flatMap(({ path, module, text }) =>
      [...text.matchAll(statement)]
        .filter(([, verb = '', schema = '']) => {
          const writes = /^(insert|update|delete)/i.test(verb)
          if (schema === module) return writes && module === 'trace'
          if (schema === 'platform' && !writes) return false
          return writes || !(law[module] ?? []).includes(schema)
        })
        .map(([found]) => `${path}: ${found}`),
    )
  expect(wrong).toEqual([])
})

test('rules read no clock, no chance and no environment', () => {
  const impure = /Date\.now|new Date\(\)|Math\.random|randomUUID|process\./
  const wrong = sources.filter(({ path, text }) => /rules\.ts$/.test(path) && impure.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('a module leaves home by its front door: no path climbs out of it', () => {
  const climbs = sources.filter(({ module, text }) => module !== 'app' && text.includes("from '../"))
  expect(climbs.map(({ path }) => path)).toEqual([])
})

test('no file is too long and none has an empty name', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 420).map(({ path }) => path)).toEqual([])
  const empty = /(utils?|helpers?|common|misc|manager|service)\.ts$/
  expect(sources.filter(({ path }) => empty.test(path)).map(({ path }) => path)).toEqual([])
})

test('a sealed migration never changes', () => {
  const sums = readdirSync('migrations')
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => `${createHash('sha256').update(readFileSync(`migrations/${file}`)).digest('hex')}  ${file}`)
  expect(readFileSync('migrations/SHA256SUMS', 'utf8').trim().split('\n')).toEqual(sums)
})

test('every refusal is provoked by some test', async () => {
  const all = await everyRefusal()
  expect(all.length).toBeGreaterThan(150)
  const unknown = all.filter(({ test: by }) => by === null)
  expect(unknown.map(({ module, code }) => `${module}: ${code}`)).toEqual([])
})

test('a code means one thing, and docs/refusals.md tells all of them (npm run refusals)', async () => {
  const all = await everyRefusal()
  const kinds = new Map(all.map(({ code, kind }) => [code, kind]))
  expect(all.filter(({ code, kind }) => kinds.get(code) !== kind)).toEqual([])
  expect(readFileSync('docs/refusals.md', 'utf8')).toBe(refusalsPage(all))
})

const web = readdirSync('web/src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(`web/src/${path}`, 'utf8') }))

test('the web app knows the server by its contract and the pure kernel alone, and asks it in one file', () => {
  const strange = web.filter(({ text }) => /from '(#(?!kernel')|\.\.\/\.\.|\.\.\/.*src\/|node:)/.test(text))
  expect(strange.map(({ path }) => path)).toEqual([])
  const asking = web.filter(({ text }) => /\bfetch\(|XMLHttpRequest/.test(text))
  expect(asking.map(({ path }) => path)).toEqual(['api.ts'])
})

test('what is shared in the web app has no words of the domain in its imports', () => {
  const upward = web.filter(({ path, text }) => path.startsWith('ui/') && /from '~\/pages\/(?!not-there)/.test(text))
  expect(upward.map(({ path }) => path)).toEqual([])
})

test('the types of the API are those of the server (npm run api-types)', async () => {
  expect(readFileSync('web/src/api-types.ts', 'utf8')).toBe(await apiTypes())
})
