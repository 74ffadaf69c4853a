// The demo company is loaded whole also when everything dies in the middle: by the command, and by the server that starts next.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDemo } from '#app/demo/state'
import { findRunningPostgres, openDatabase, query } from '#platform'
import { buildProgram, removeProgram, runAndKill, runProgram, startProgram } from './program.ts'

// The private PostgreSQL runs here whichever server the other tests use: once is enough.
describe.skipIf(process.env['LOTLINE_TEST_DATABASE'] !== undefined)('killed in the middle of the demo company', () => {
  let dataDir = ''
  beforeAll(() => {
    buildProgram()
    dataDir = mkdtempSync(join(tmpdir(), 'lotline-demo-'))
  })
  afterAll(() => {
    removeProgram()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('the next start ends the load; then it is removed without a trace', { timeout: 400_000 }, async () => {
    await runAndKill(['demo', 'load', '--data', dataDir], /documents/)
    const server = await startProgram(dataDir)
    try {
      const config = await findRunningPostgres(dataDir)
      const database = openDatabase(config ?? {}, 2)
      try {
        expect(await readDemo(database)).toMatchObject({ state: 'loading' })
        while ((await readDemo(database))?.state === 'loading') await new Promise((done) => setTimeout(done, 500))
        expect(await readDemo(database)).toMatchObject({ state: 'loaded' })
        const [orders] = await query<{ all: bigint; numbers: bigint }>(database, { name: 'test.orders', text: 'select count(*) as all, count(distinct number) as numbers from orders.sales_order' })
        expect(Number(orders?.all)).toBeGreaterThan(19_500)
        expect(orders?.numbers).toBe(orders?.all)
      } finally {
        await database.close()
      }
      expect(await runProgram(['check', '--data', dataDir])).toMatchObject({ code: 0, error: '' })

      // Beside the running server, which goes on.
      expect(await runProgram(['demo', 'remove', '--data', dataDir])).toMatchObject({ code: 1 })
      expect(await runProgram(['demo', 'remove', '--data', dataDir, '--confirm', 'remove the demo'])).toMatchObject({ code: 0, error: '' })
      expect(await runProgram(['check', '--data', dataDir])).toMatchObject({ code: 0, error: '' })
      expect(await runProgram(['list', 'items', '--data', dataDir])).toMatchObject({ code: 0 })
      expect((await fetch(`${server.address}/health`)).status).toBe(200)
    } finally {
      await server.kill()
    }
  })
})
