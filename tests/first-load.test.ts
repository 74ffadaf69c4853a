// What the first page brings with it, to home: counted in the files as they are sent, so that no import brings more unseen.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildWeb } from '../scripts/build-web.ts'

const LIMIT = 300_000

test('the first load is at most 300 kB, packed', async () => {
  const web = await buildWeb()
  const assets = join(web, 'assets')
  const page = readFileSync(join(web, 'index.html'), 'utf8')
  const home = readdirSync(assets).filter((name) => /^home-.*\.js$/.test(name))
  expect(home).toHaveLength(1)
  const loose = ['index.html', 'color-scheme.js', 'lotline.svg']
  const comes = new Set(loose)
  const add = (name: string) => {
    if (comes.has(name)) return
    comes.add(name)
    if (!name.endsWith('.js')) return
    const script = readFileSync(join(assets, name), 'utf8')
    for (const [, imported = ''] of script.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)) add(imported)
  }
  for (const [, name = ''] of page.matchAll(/\/assets\/([^"]+)"/g)) add(name)
  for (const name of home) add(name)
  const packed = (name: string) => statSync(join(loose.includes(name) ? web : assets, `${name}.gz`)).size
  const weights = [...comes].map((name) => ({ name, bytes: packed(name) })).sort((a, b) => b.bytes - a.bytes)
  const sum = weights.reduce((bytes, one) => bytes + one.bytes, 0)
  expect(sum, weights.slice(0, 12).map(({ name, bytes }) => `${name} ${bytes}`).join('\n')).toBeLessThanOrEqual(LIMIT)
  expect(sum).toBeGreaterThan(LIMIT / 2)
})
