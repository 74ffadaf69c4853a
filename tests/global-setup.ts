// One private PostgreSQL for a run of the tests, or the server LOTLINE_TEST_DATABASE names, with a template that
// is migrated once; and the browser, where there is one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, startPostgres } from '#platform'
import { findChromium } from '#test/chromium'
import { testSettings } from '#test/test-settings'
import { buildWeb } from '../scripts/build-web.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: { host: string; port: number; user: string }
    appRole: string
    /** Where the browser is; empty when there is none. */
    chromium: string
    /** The folder of the built web app; empty when there is no browser to show it. */
    web: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env['LOTLINE_TEST_DATABASE']
  const folder = mkdtempSync(join(tmpdir(), 'lotline-test-'))
  const private_ =
    named === undefined
      ? await startPostgres({
          dataDir: folder,
          settings: testSettings,
        })
      : null
  const client = new pg.Client(private_?.admin ?? { connectionString: named })
  await client.connect()
  const server = { host: client.host, port: client.port, user: client.user ?? '' }
  const template = 'lotline_template'
  await client.query(`drop database if exists ${template}`)
  await client.query(`create database ${template}`)
  const { appRole } = await migrate({ ...server, database: template })
  if (appRole.role === null) throw new Error(appRole.why)
  project.provide('appRole', appRole.role)
  project.provide('server', server)
  const chromium = findChromium()
  project.provide('chromium', chromium ?? '')
  project.provide('web', chromium === null ? '' : await buildWeb())
  if (chromium === null) console.log('browser tests not run: no Chromium is here, and CHROMIUM_PATH names none')
  return async () => {
    await client.query(`drop database if exists ${template}`)
    await client.end()
    await private_?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
