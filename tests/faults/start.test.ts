// A start that cannot succeed says so in one clear sentence and what to do about it, ends with 2, and leaves
// everything as it was. `lotline doctor` names the same and how to mend it.
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync, chownSync, cpSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startPostgres } from '#platform'
import {
  buildProgram, type Ended, newerMigration, program, removeProgram, type Run, runProgram, startAndKill, startProgram, withNewerProgram,
} from './program.ts'
import { apart, canMount, onSmallDisk, readOnly } from './small-world.ts'

const root = process.getuid?.() === 0

// The private PostgreSQL runs here whichever server the other tests use: once is enough.
describe.skipIf(process.env['LOTLINE_TEST_DATABASE'] !== undefined)('a start', { timeout: 180_000 }, () => {
  let home = ''
  let made = ''
  let dataDir = ''
  beforeAll(async () => {
    buildProgram()
    home = mkdtempSync(join(tmpdir(), 'lotline-start-'))
    made = join(home, 'made')
    await (await startProgram(made)).stop()
  })
  afterAll(() => {
    removeProgram()
    rmSync(home, { recursive: true, force: true })
  })
  // Each test has a copy of a database that was stopped in order.
  beforeEach(() => {
    dataDir = join(mkdtempSync(join(home, 'one-')), 'data')
    cpSync(made, dataDir, { recursive: true })
  })
  afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))

  const serve = (run: Run = {}, port = '0') => runProgram(['serve', '--port', port, '--data', dataDir], run)
  const doctor = async (run: Run = {}, port = '0') => {
    const ended = await runProgram(['doctor', '--json', '--port', port, '--data', dataDir], run)
    const findings: { what: string; ok: boolean; says: string; mend: string }[] = JSON.parse(ended.out)
    return { code: ended.code, wrong: findings.filter(({ ok }) => !ok).map(({ what, says, mend }) => ({ what, says, mend })) }
  }
  const asAdmin = async (...statements: string[]) => {
    const server = await startPostgres({ dataDir })
    const client = new pg.Client({ ...server.admin, database: 'lotline' })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
      const { rows } = await client.query('select number, name from platform.migration order by number')
      return rows.map(({ name }) => name)
    } finally {
      await client.end()
      await server.stop()
    }
  }
  const migrations = readdirSync('migrations').filter((name) => name.endsWith('.sql')).sort()

  test('against a schema of a newer program is refused, and the schema stays', async () => {
    const before = await asAdmin(`insert into platform.migration (number, name, sum) values (900, '0900_moon.sql', 'x')`)

    says(await serve(), 'This database was made by a newer Lotline (it has 0900_moon.sql).', 'Start it with that version')
    expect(await doctor()).toEqual({
      code: 1,
      wrong: [{
        what: 'Schema', says: 'This database was made by a newer Lotline (it has 0900_moon.sql).',
        mend: 'Start it with that version or a later one; nothing was changed.',
      }],
    })
    expect(await asAdmin()).toEqual(before)
    says(await runProgram(['order', 'list', '--data', dataDir]), 'This database was made by a newer Lotline')
  })

  test('against a migration with other contents is refused', async () => {
    await asAdmin(`update platform.migration set sum = 'x' where number = 3`)

    says(await serve(), 'Migration 0003_catalog.sql was applied to this database with other contents.', 'restore a backup')
    expect((await doctor()).wrong.map(({ says: one }) => one)).toEqual([
      'Migration 0003_catalog.sql was applied to this database with other contents.',
    ])
  })

  test.skipIf(!root)('by a user without a name is refused in words, and doctor says the same', async ({ skip }) => {
    const under = ['setpriv', '--reuid=54321', '--regid=54321', '--clear-groups']
    if (spawnSync(under[0] ?? '', [...under.slice(1), process.execPath, program, '--help']).status !== 0) skip('that user may not read this checkout')
    const own = mkdtempSync(join(tmpdir(), 'lotline-nameless-'))
    try {
      chownSync(own, 54321, 54321)
      dataDir = join(own, 'data')
      const sentence = 'The user 54321 who starts Lotline has no name here, and PostgreSQL makes no database for such a user.'
      says(await serve({ under }), sentence, 'Give the user a line in /etc/passwd')
      expect(await doctor({ under })).toMatchObject({ code: 1, wrong: [{ what: 'Database', says: sentence }] })
    } finally {
      rmSync(own, { recursive: true, force: true })
    }
  })

  test('against an older schema brings it forward; doctor only says so', async () => {
    await withNewerProgram('create table platform.next (nth integer);', async () => {
      expect(await doctor()).toMatchObject({ code: 1, wrong: [{ what: 'Schema', says: `it lacks 1, the first is ${newerMigration}` }] })
      expect(await asAdmin()).toEqual(migrations)
      await (await startProgram(dataDir)).stop()
      expect(await asAdmin()).toEqual([...migrations, newerMigration])
      expect(await doctor()).toEqual({ code: 0, wrong: [] })
    })
  })

  test('whose migration fails half way keeps nothing of it', async () => {
    await withNewerProgram('create table platform.next (nth integer); select 1 / 0;', async () => {
      says(await serve(), `Migration ${newerMigration} failed: division by zero`, 'Nothing of it was kept')
    })
    expect(await asAdmin('create table platform.next (nth integer)', 'drop table platform.next')).toEqual(migrations)
    await (await startProgram(dataDir)).stop()
  })

  test('on a port in use is refused before the schema is touched', async () => {
    const other = createServer()
    const port = await new Promise<string>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve(String(Object(other.address()).port))))
    try {
      await withNewerProgram('create table platform.next (nth integer);', async () => {
        says(await serve({}, port), `Port ${port} is in use by another program.`, 'Choose another with --port')
        expect((await doctor({}, port)).wrong.map(({ what }) => what)).toEqual(['Port', 'Schema'])
        expect(await asAdmin()).toEqual(migrations)
      })
    } finally {
      other.close()
    }
    says(await serve({}, 'tea'), 'NaN is no port.', 'Choose a number')
    if (!root) says(await serve({}, '1'), 'This user may not listen on port 1.', 'above 1023')
  })

  test('a second time on one folder is refused in words, and the first goes on', async () => {
    const first = await startProgram(dataDir)
    try {
      says(await serve(), /^Another Lotline \(process \d+\) is using the data folder /, 'Stop it, or start this one with another')
      expect(await doctor()).toEqual({ code: 0, wrong: [] })
      expect((await fetch(`${first.address}/health`)).status).toBe(200)
    } finally {
      expect(await first.stop()).toBe(0)
    }
  })

  test('of two at the same moment after a kill, one starts', async () => {
    await (await startProgram(dataDir)).kill()
    const starts = await Promise.allSettled([startProgram(dataDir), startProgram(dataDir), startProgram(dataDir)])
    const running = starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const refused = starts.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    try {
      expect(running.length).toBe(1)
      for (const one of refused) expect(one).toMatch(/Another Lotline|could not be locked/)
      expect((await fetch(`${running[0]?.address}/health`)).status).toBe(200)
    } finally {
      await Promise.all(running.map((one) => one.kill()))
    }
  })

  test('after a kill does not trip over ids that other processes have now', async () => {
    await (await startProgram(dataDir)).kill()
    // Both the program and its database left a mark; a process that is neither has the id of each.
    const stranger = spawn('sleep', ['600'])
    try {
      for (const mark of ['lotline.lock', 'postgres/postmaster.pid', '.s.PGSQL.5432.lock']) {
        const path = join(dataDir, mark)
        writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(stranger.pid)))
      }
      expect(await (await startProgram(dataDir)).stop()).toBe(0)
      expect(stranger.exitCode ?? stranger.signalCode).toBe(null)
    } finally {
      stranger.kill('SIGKILL')
    }
  })

  test('leaves a database of another folder alone that has the id now', async () => {
    const other = join(dataDir, '..', 'other')
    cpSync(made, other, { recursive: true })
    const neighbour = await startProgram(other)
    await (await startProgram(dataDir)).kill()
    writeFileSync(join(dataDir, 'postgres/postmaster.pid'), readFileSync(join(other, 'postgres/postmaster.pid')))
    try {
      expect(await (await startProgram(dataDir)).stop()).toBe(0)
      expect((await fetch(`${neighbour.address}/health`)).status).toBe(200)
    } finally {
      expect(await neighbour.stop()).toBe(0)
    }
  })

  test.skipIf(!canMount)('on a folder in use by one that cannot be seen, as in another container, is refused', async () => {
    const first = await startProgram(dataDir)
    try {
      says(await serve({ under: apart }), /^The data folder .* is in use by a Lotline this one cannot see/, 'Stop that one')
      says(await serve(), /^Another Lotline \(process \d+\)/)
      expect((await fetch(`${first.address}/health`)).status).toBe(200)
    } finally {
      expect(await first.stop()).toBe(0)
    }
  })

  test('that was killed while it made its first database starts the next time', async () => {
    for (const afterMs of [200, 400, 600]) {
      const fresh = join(dataDir, '..', `fresh-${afterMs}`)
      await startAndKill(fresh, afterMs)
      expect(await (await startProgram(fresh)).stop()).toBe(0)
      expect(readdirSync(fresh).sort()).toEqual(['postgres'])
    }
  })

  test('on the folder of another PostgreSQL says which made it, and leaves it', async () => {
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n')

    says(await serve(), /was made with PostgreSQL 17; this Lotline brings PostgreSQL 18\./, 'lotline backup')
    expect(await doctor()).toMatchObject({
      code: 1, wrong: [{ what: 'Database', mend: expect.stringContaining('restore that into a new folder') }],
    })
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '18\n')
    await (await startProgram(dataDir)).stop()
  })

  test('on a broken database says what the database says', async () => {
    rmSync(join(dataDir, 'postgres/global/pg_control'))

    says(await serve(), /^The database did not start: .*pg_control/, 'restore a backup')
    expect(await doctor()).toMatchObject({ code: 1, wrong: [{ what: 'Database' }] })
  })

  test('in a folder that is a file is refused', async () => {
    const file = join(dataDir, '..', 'file')
    writeFileSync(file, 'tea')

    says(await runProgram(['serve', '--data', file]), `The data folder ${file} cannot be written.`, 'file of that name')
    says(await runProgram(['serve', '--data', join(file, 'x')]), 'cannot be written.', 'part of its path is a file')
    expect(readFileSync(file, 'utf8')).toBe('tea')
  })

  test.skipIf(!canMount)('on a read-only disk is refused, for an old folder and a new one', async () => {
    const under = readOnly(join(dataDir, '..'))

    says(await serve({ under }), `The data folder ${dataDir} cannot be written.`, 'mount it for writing')
    expect((await doctor({ under })).wrong).toMatchObject([
      { what: 'Data folder', mend: expect.stringMatching(/^Mount its disk for writing/) }, { what: 'Database' },
    ])
    rmSync(dataDir, { recursive: true })
    says(await serve({ under }), `The data folder ${dataDir} cannot be written.`, 'mount it for writing')
  })

  // Root may write everywhere.
  test.skipIf(root)('in a folder without the right to write is refused', async () => {
    chmodSync(dataDir, 0o500)
    says(await serve(), `The data folder ${dataDir} cannot be written.`, 'Give this user the right')
    expect((await doctor()).wrong).toMatchObject([{ what: 'Data folder' }, { what: 'Database' }])
    chmodSync(dataDir, 0o700)
    await (await startProgram(dataDir)).stop()
  })

  test.skipIf(!canMount)('on a full disk is refused before anything is made', async () => {
    const disk = join(dataDir, '..', 'disk')
    mkdirSync(disk)
    const fill = 'head -c 60M /dev/zero > '

    for (const under of [onSmallDisk(disk, 100), onSmallDisk(disk, 60, `(${fill}'${disk}/full' || true)`)]) {
      // The disk is gone when the program ends, so it looks itself.
      const look = [...under, 'sh', '-c', `"$@"; code=$?; ls -A '${disk}'; exit $code`, 'sh']
      const full = await runProgram(['serve', '--data', disk], { under: look })
      says(full, `The disk of ${disk} is full.`, 'Free at least 200 MB there')
      expect(['', 'full']).toContain(full.out.trim())
    }
    const ended = await runProgram(['doctor', '--json', '--port', '0', '--data', disk], { under: onSmallDisk(disk, 100) })
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('Free some space') })
  })

  test('against a DATABASE_URL nobody answers is refused', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }

    says(await serve({ env }), /^The database cannot be reached: .*ECONNREFUSED/, 'Check that it is running')
    expect((await doctor({ env })).wrong).toMatchObject([{ what: 'Database', mend: expect.stringMatching(/^Check that it is running/) }])
    says(await runProgram(['lot', 'list'], { env }), /^The database cannot be reached/, 'Check that it is running')
    const noAddress = { DATABASE_URL: 'mysql://ada:secret@here/shop' }
    says(await serve({ env: noAddress }), 'DATABASE_URL is no address of a PostgreSQL.', 'Write it as postgres://USER')
    expect((await doctor({ env: noAddress })).wrong).toMatchObject([{ what: 'Database', mend: expect.stringMatching(/^Write it as/) }])
    says(await runProgram(['lot', 'list', '--data', '']), 'The data folder has no name.', 'Name it with --data')
    says(await runProgram(['lot', 'list'], { env: { LOTLINE_DATA: ' ' } }), 'The data folder has no name.', 'Name it with --data')
  })
})

/** The program ended with 2, said this and how to mend it, in two lines and without a stack. */
function says(ended: Ended, sentence: string | RegExp, mend = ''): void {
  const lines = ended.error.trimEnd().split('\n')
  expect({ code: ended.code, lines: lines.length, first: lines[0], second: lines[1], address: ended.out.includes('Lotline is at') })
    .toMatchObject({
      code: 2, lines: 2, address: false,
      first: typeof sentence === 'string' ? expect.stringContaining(sentence) : expect.stringMatching(sentence),
      second: expect.stringContaining(mend),
    })
}
