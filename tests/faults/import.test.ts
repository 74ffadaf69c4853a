// An import that is killed in the middle and run again: nothing doubled, nothing missing. A backup of what came of it
// restores to the same.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildProgram, removeProgram, runAndKill, runProgram } from './program.ts'

describe.skipIf(process.env['LOTLINE_TEST_DATABASE'] !== undefined)('an import', { timeout: 180_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'lotline-import-'))
  const dataDir = join(home, 'data')
  beforeAll(buildProgram)
  afterAll(() => {
    removeProgram()
    rmSync(home, { recursive: true, force: true })
  })
  const lotline = async (...args: string[]) => {
    const ended = await runProgram([...args, '--data', dataDir])
    if (ended.code !== 0) throw new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.error}${ended.out}`)
    return ended.out
  }

  test('killed in the middle applies the rest when it is run again', async () => {
    const list = join(home, 'items.csv')
    writeFileSync(list, `sku,name\n${Array.from({ length: 4_000 }, (_, at) => `K-${at},Item ${at}\n`).join('')}`)
    await runAndKill(['import', 'items', list, '--data', dataDir], /^1\d00 of 4000 documents$/m)

    const half = (await lotline('export', 'items')).split('\r\n').length - 2
    expect(half).toBeGreaterThanOrEqual(1_000)
    expect(half).toBeLessThan(4_000)
    const report = JSON.parse(await lotline('import', 'items', list, '--json'))

    expect(report).toMatchObject({ documents: 4_000, applied: 4_000 - half, repeated: half, notApplied: 0 })
    const skus = (await lotline('export', 'items')).split('\r\n').slice(1, -1).map((line) => line.split(',')[0])
    expect([skus.length, new Set(skus).size]).toEqual([4_000, 4_000])
    expect((await lotline('export', 'documents')).split('\r\n').length).toBe(4_002)
  })

  test('that finds errors ends with 1, says each, and writes all', async () => {
    const list = join(home, 'wrong.csv')
    const errors = join(home, 'errors.csv')
    writeFileSync(list, `sku,name\n${Array.from({ length: 30 }, (_, at) => `W-${at},\n`).join('')}`)
    const ended = await runProgram(['import', 'items', list, '--errors', errors, '--data', dataDir])

    expect(ended.code).toBe(1)
    expect(ended.out).toMatch(/^row\s+column\s+expected\s+found\n2 +name +a value +nothing\n/)
    expect(ended.out).toContain(`30 errors in 30 rows; nothing was done. All are in ${errors}.`)
    expect(readFileSync(errors, 'utf8').split('\r\n').length).toBe(32)
  })
})
