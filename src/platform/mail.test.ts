// Mail by a real SMTP server on loopback: what arrives, what is tried again, what is given up, and what is left behind.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverMail, forgetLetters, forgetOldLetters, lookAtMail, mailBody, mailSettings, newId, openMailServer, query, readMailSetup, transaction, writeLetters } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { headerOf, MailBox, partsOf } from '#test/mail-server'
import type { Letter } from './mail.ts'

let place: TestDatabase
let box: MailBox

beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  box = new MailBox()
  await box.open()
})
afterEach(async () => {
  await box.close()
  await query(place.database, { name: 'test.no-letters', text: 'delete from platform.mail' })
})
afterAll(() => place.drop())

const FROM = { LOTLINE_MAIL_FROM: 'Lotline <stock@shop.example>' }
const settingsOf = (url: string, more: object = {}) => mailSettings({ LOTLINE_SMTP_URL: url, ...FROM, ...more })
const server = (url = `smtp://127.0.0.1:${box.port}`) => {
  const settings = settingsOf(url)
  if (settings === null) throw new Error('No settings.')
  return openMailServer(settings)
}
const letter = (more: Partial<Letter> = {}): Letter => ({ id: newId(), accountId: newId(), address: 'kim@shop.example', subject: 'Three lots end', text: 'Soon.', html: null, ...more })
const write = (...letters: Letter[]) => transaction(place.database, async (tx) => writeLetters(tx, letters, new Date()))
const deliver = (at = new Date()) => deliverMail(place.database, server(), undefined, () => at)
const later = (seconds: number) => new Date(Date.now() + seconds * 1000)
type Row = { attempts: number; error: string | null; next: Date; isSent: boolean; isStopped: boolean; address: string | null; body: string | null; files: number }
async function stateOf(id: string): Promise<Row | undefined> {
  const [row] = await query<Row>(place.database, {
    name: 'test.letter',
    text: `select attempts, last_error as error, next_attempt_at as next, sent_at is not null as "isSent", stopped_at is not null as "isStopped", address, body,
      (select count(*)::int from platform.mail_attachment a where a.mail_id = m.id) as files from platform.mail m where id = $1`,
  }, [id])
  return row
}

test('a letter arrives whole: subject, both bodies, what goes along, and is sent once', async () => {
  const { text, html } = mailBody([
    { heading: 'Ends soon', text: 'Zwei Chargen <bald>', lines: [{ says: 'Lot Ä-1', path: '/lots/1', more: '10 pieces' }] },
  ], 'https://lotline.shop.example')
  const one = letter({ subject: 'Überfällig: 2 lots', text, html, attachments: [{ name: 'lots.csv', type: 'text/csv', content: Buffer.from('code\nÄ-1\n') }] })
  await write(one)
  expect([await deliver(), await deliver()]).toEqual([1, 0])
  expect(box.letters).toHaveLength(1)
  const [got] = box.letters
  if (got === undefined) throw new Error('No letter.')
  expect([got.from, got.to]).toEqual(['stock@shop.example', ['kim@shop.example']])
  expect(headerOf(got, 'From')).toBe('Lotline <stock@shop.example>')
  expect(headerOf(got, 'Subject')).toMatch(/^=\?UTF-8\?/)
  expect(headerOf(got, 'Message-ID')).toBe(`<${one.id}@shop.example>`)
  expect(headerOf(got, 'Auto-Submitted')).toBe('auto-generated')
  const parts = partsOf(got)
  expect(parts.map(({ type, name }) => [type, name])).toEqual([['text/plain', null], ['text/html', null], ['text/csv', 'lots.csv']])
  expect(parts[0]?.text).toContain('  - Lot Ä-1 (10 pieces)\r\n    https://lotline.shop.example/lots/1')
  expect(parts[1]?.text).toContain('Zwei Chargen &lt;bald&gt;')
  expect(parts[1]?.text).toContain('<a href="https://lotline.shop.example/lots/1">Lot Ä-1</a>')
  expect(parts[2]?.text).toBe('code\nÄ-1\n')
  expect(await stateOf(one.id)).toMatchObject({ isSent: true, address: null, body: null, files: 0 })
})

test('the same id is one letter, however often it is written, also once it is sent', async () => {
  const one = letter()
  await write(one, one)
  await deliver()
  await write(one)
  expect(await deliver()).toBe(0)
  expect(box.letters).toHaveLength(1)
})

test('what is put off is tried again, less and less often, and arrives', async () => {
  const one = letter()
  await write(one)
  box.answers = (verb) => (verb === 'RCPT' ? '451 greylisted, come back' : undefined)
  expect(await deliver()).toBe(0)
  const first = await stateOf(one.id)
  expect(first).toMatchObject({ attempts: 1, isSent: false, isStopped: false })
  expect(first?.error).toContain('greylisted')
  expect(await deliver(later(5))).toBe(0)
  expect(await stateOf(one.id)).toMatchObject({ attempts: 1 })
  expect(await deliver(later(60))).toBe(0)
  const second = await stateOf(one.id)
  expect(second?.attempts).toBe(2)
  expect(Number(second?.next) - Number(later(60))).toBeGreaterThan(25_000)
  box.answers = () => undefined
  expect(await deliver(later(120))).toBe(1)
  expect(await stateOf(one.id)).toMatchObject({ isSent: true, error: null })
})

test('what the server refuses is given up at once and told; the next letter goes all the same', async () => {
  const [bad, good] = [letter({ address: 'gone@shop.example' }), letter()]
  await write(bad)
  await write(good)
  box.answers = (verb, line) => (verb === 'RCPT' && line.includes('gone@') ? '550 5.1.1 nobody here' : undefined)
  expect(await deliver()).toBe(1)
  expect(await stateOf(bad.id)).toMatchObject({ attempts: 1, isStopped: true })
  expect((await stateOf(bad.id))?.error).toContain('nobody here')
  expect(await stateOf(good.id)).toMatchObject({ isSent: true })
})

test('while the server is away nothing is lost; after three days in vain it is given up', async () => {
  const one = letter()
  await write(one)
  await box.close()
  expect(await deliver()).toBe(0)
  expect(await stateOf(one.id)).toMatchObject({ attempts: 1, isStopped: false })
  await box.open()
  expect(await deliver(later(60))).toBe(1)
  const other = letter()
  await write(other)
  await box.close()
  await deliver(later(3 * 86_400 - 1))
  expect(await stateOf(other.id)).toMatchObject({ isStopped: true })
  await box.open()
})

test('a refused login puts off every letter and gives up none', async () => {
  const letters = [letter(), letter()]
  await write(...letters)
  box.answers = (verb) => (verb === 'AUTH' ? `535 who are you, ${Buffer.from('\0kim\0s3cret word').toString('base64')}` : undefined)
  const closed = server(`smtp://kim:s3cret%20word@127.0.0.1:${box.port}`)
  expect(await deliverMail(place.database, closed)).toBe(0)
  const states = await Promise.all(letters.map(({ id }) => stateOf(id)))
  expect(states.map((one) => [one?.attempts, one?.isStopped]).sort()).toEqual([[0, false], [1, false]])
  const error = states.find((one) => one?.attempts === 1)?.error ?? ''
  expect(error).toContain('who are you')
  expect(error).not.toContain(Buffer.from('\0kim\0s3cret word').toString('base64'))
})

test('a server that dies after it took the letter gets it again, under the same message id', async () => {
  const one = letter()
  await write(one)
  box.hangsUpAfterData = true
  expect(await deliver()).toBe(0)
  box.hangsUpAfterData = false
  expect(await deliver(later(60))).toBe(1)
  expect(box.letters.map((got) => headerOf(got, 'Message-ID'))).toEqual([`<${one.id}@shop.example>`, `<${one.id}@shop.example>`])
})

test('two workers at once send each letter once', async () => {
  await write(...Array.from({ length: 8 }, () => letter()))
  const counts = await Promise.all([deliver(), deliver(), deliver()])
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(8)
  expect(new Set(box.letters.map((got) => headerOf(got, 'Message-ID'))).size).toBe(8)
  expect(box.letters).toHaveLength(8)
})

test('no header of its own can be put into a letter, and it goes to one address', async () => {
  const one = letter({ subject: 'Ends\r\nBcc: all@other.example\r\n\r\nBuy', attachments: [{ name: 'a\r\nX-Evil: 1.csv', type: 'text/csv', content: Buffer.from('') }] })
  await write(one)
  await deliver()
  const [got] = box.letters
  if (got === undefined) throw new Error('No letter.')
  expect([headerOf(got, 'Bcc'), headerOf(got, 'X-Evil'), headerOf(got, 'Subject')]).toEqual([null, null, 'Ends Bcc: all@other.example Buy'])
  expect(box.said.filter((line) => line.startsWith('RCPT'))).toHaveLength(1)
  for (const address of ['a@b.example, c@d.example', 'a@b.example\r\nRCPT TO:<c@d.example>', 'A <a@b.example>', 'a@b.example>', 'nobody']) {
    await expect(write(letter({ address }))).rejects.toThrow('one address')
  }
})

test('letters of an account are forgotten with it, and all of them after a month', async () => {
  const [one, other] = [letter(), letter()]
  await write(one, other)
  await transaction(place.database, async (tx) => forgetLetters(tx, [one.accountId ?? '']))
  expect([await stateOf(one.id), (await stateOf(other.id))?.isSent]).toEqual([undefined, false])
  await forgetOldLetters(place.database, later(29 * 86_400))
  expect(await stateOf(other.id)).toBeDefined()
  await forgetOldLetters(place.database, later(31 * 86_400))
  expect(await stateOf(other.id)).toBeUndefined()
})

test('it is noted how mail is set up and whether the server answers; never the password', async () => {
  const secret = server(`smtp://kim:s3cret@127.0.0.1:${box.port}`)
  await lookAtMail(place.database, secret)
  expect(await readMailSetup(place.database)).toMatchObject({ server: `127.0.0.1:${box.port}`, from: 'stock@shop.example', publicUrl: null, problem: null })
  await box.close()
  await expect(lookAtMail(place.database, secret)).rejects.toThrow('cannot be used')
  const told = JSON.stringify(await readMailSetup(place.database))
  expect(told).toContain('ECONNREFUSED')
  expect(told).not.toContain('s3cret')
  await box.open()
  await lookAtMail(place.database, null)
  expect(await readMailSetup(place.database)).toBeNull()
})

test('settings are judged before anything starts, and a password goes over the network under TLS alone', () => {
  const login = { user: 'kim', pass: 'p@ss' }
  expect(mailSettings({})).toBeNull()
  expect(settingsOf('smtp://kim:p%40ss@mail.example')).toMatchObject({ host: 'mail.example', port: 587, isTls: false, startTls: 'needed', login })
  expect(settingsOf('smtp://kim:p%40ss@localhost:2525')).toMatchObject({ port: 2525, startTls: 'offered', login })
  expect(settingsOf('smtp://kim:p%40ss@mail.example?tls=none')).toMatchObject({ startTls: 'none' })
  expect(settingsOf('smtps://mail.example')).toMatchObject({ port: 465, isTls: true, login: null })
  expect(settingsOf('smtp://mail.example', { LOTLINE_PUBLIC_URL: 'https://lotline.example/app/' })).toMatchObject({ publicUrl: 'https://lotline.example/app' })
  for (const url of ['mail.example', 'http://mail.example', 'smtp://', 'smtp://mail.example?tls=maybe', 'smtp://kim:%ff@mail.example']) {
    expect(() => settingsOf(url), url).toThrow('LOTLINE_SMTP_URL is no address')
  }
  expect(() => settingsOf('smtp://kim:s3cret@mail.example?tls=maybe')).not.toThrow('s3cret')
  expect(() => mailSettings({ LOTLINE_SMTP_URL: 'smtp://mail.example' })).toThrow('LOTLINE_MAIL_FROM')
  expect(() => settingsOf('smtp://mail.example', { LOTLINE_PUBLIC_URL: 'javascript:alert(1)' })).toThrow('LOTLINE_PUBLIC_URL')
})

test('a server without TLS is not told a password', async () => {
  const settings = settingsOf(`smtp://kim:s3cret@127.0.0.1:${box.port}`)
  if (settings === null) throw new Error('No settings.')
  const careful = openMailServer({ ...settings, startTls: 'needed' })
  expect(await careful.reach()).toMatch(/TLS/)
  expect(box.said.filter((line) => line.startsWith('AUTH'))).toEqual([])
})
