// The database dies while people work: every answer says so in words, nothing acknowledged is lost, what was not
// acknowledged can be sent again as it is, and a stream goes on where it was.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform'
import { buildProgram, removeProgram, type RunningProgram, startProgram } from './program.ts'

describe.skipIf(process.env['LOTLINE_TEST_DATABASE'] !== undefined)('an outage', { timeout: 120_000 }, () => {
  let home = ''
  let running: RunningProgram
  let cookie = ''
  const site = { 'sec-fetch-site': 'same-origin' }

  beforeAll(async () => {
    buildProgram()
    home = mkdtempSync(join(tmpdir(), 'lotline-outage-'))
    running = await startProgram(join(home, 'data'))
    const begun = await fetch(`${running.address}/api/v1/first-run`, {
      method: 'POST', headers: { ...site, 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'kim', name: 'Kim', password: 'correct horse', start: 'empty' }),
    })
    cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
  })
  afterAll(async () => {
    await running.stop()
    removeProgram()
    rmSync(home, { recursive: true, force: true })
  })

  const send = async (id: string) => {
    const answer = await fetch(`${running.address}/api/v1/partners`, {
      method: 'POST', headers: { cookie, ...site, 'content-type': 'application/json' }, body: JSON.stringify({ id, code: id }),
    })
    return { status: answer.status, told: (await answer.json()) as { code?: string; mend?: string } }
  }
  const changes = async (after: string) => {
    const answer = await fetch(`${running.address}/api/v1/changes?after=${after}&limit=500`, { headers: { cookie } })
    return (await answer.json()) as { changes: { position: string; documentId: string }[]; next: string }
  }

  test('is told as 503 and passes; nothing acknowledged is lost and nothing is done twice', async () => {
    const heard: number[] = []
    const halt = new AbortController()
    const listening = follow(running.address, cookie, heard, halt.signal)
    const acknowledged: string[] = []
    const open: string[] = []
    const told: { status: number; told: { code?: string; mend?: string } }[] = []
    let isOver = false
    const work = async () => {
      while (!isOver) {
        const id = newId()
        const answer = await send(id)
        if (answer.status === 200) acknowledged.push(id)
        else {
          open.push(id)
          told.push(answer)
          await new Promise((done) => setTimeout(done, 20))
        }
      }
    }
    const workers = [work(), work(), work()]
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(20)
    process.kill(Number(readFileSync(join(home, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(0)
    const before = acknowledged.length
    await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(before + 20)
    isOver = true
    await Promise.all(workers)

    for (const answer of told) expect(answer).toMatchObject({ status: 503, told: { code: 'fault', mend: expect.any(String) } })
    for (const id of open) expect((await send(id)).status).toBe(200)
    const wanted = new Set([...acknowledged, ...open])
    let recorded: string[] = []
    const all = async () => {
      recorded = []
      for (let page = await changes('0'); page.changes.length > 0; page = await changes(page.next)) {
        recorded.push(...page.changes.map(({ documentId }) => documentId))
      }
      return recorded.filter((id) => wanted.has(id)).length
    }
    await expect.poll(all, { timeout: 10_000 }).toBe(wanted.size)
    expect(new Set(recorded).size).toBe(recorded.length)

    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(recorded.length)
    expect(heard).toEqual(recorded.map((_, nth) => nth + 1))
    halt.abort()
    await listening
  })
})

/** Listens to every change from the first on, and comes back where it was, as a browser does. */
async function follow(address: string, cookie: string, heard: number[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const headers = { cookie, 'last-event-id': String(heard.at(-1) ?? 0) }
      const stream = await fetch(`${address}/api/v1/changes/stream`, { headers, signal })
      let text = ''
      for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        const whole = text.lastIndexOf('\n\n') + 2
        heard.push(...[...text.slice(0, whole).matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)))
        text = text.slice(whole)
      }
    } catch {
      // Cut off: it comes back.
    }
    if (!signal.aborted) await new Promise((done) => setTimeout(done, 100))
  }
}
