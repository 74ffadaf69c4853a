// The way to a mail server. A letter is given over whole or not at all; what failed says whether trying again may help.
import type { MailSettings } from './mail-settings.ts'

/** A letter as it leaves. */
export type Outgoing = {
  readonly id: string
  readonly address: string
  readonly subject: string
  readonly body: string
  readonly html: string | null
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[]
}

/** What became of it. `refused`: the server will not take this letter; `away`: no letter can go just now. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly why: 'later' | 'refused' | 'away'; readonly says: string }

/** A mail server one can send by. */
export type MailServer = {
  readonly settings: MailSettings
  send(letter: Outgoing): Promise<Sent>
  /** Whether it answers and lets us in; null: it does, else why not. */
  reach(): Promise<string | null>
}

/** How long a server has for one letter. */
export const SECONDS_TO_SEND = 120
const SECONDS_TO_ANSWER = 15

/** Opens the way; every letter goes over a connection of its own. */
export function openMailServer(settings: MailSettings): MailServer {
  const { host, port, isTls, startTls, login, from } = settings
  const connect = async () => {
    const { createTransport } = await import('nodemailer')
    const wait = SECONDS_TO_ANSWER * 1000
    return createTransport({
      host, port, secure: isTls, requireTLS: startTls === 'needed', ignoreTLS: startTls === 'none', ...(login !== null && { auth: login }),
      connectionTimeout: wait, greetingTimeout: wait, dnsTimeout: wait, socketTimeout: 2 * wait, disableFileAccess: true, disableUrlAccess: true,
    })
  }
  const within = async (seconds: number, work: (transport: Awaited<ReturnType<typeof connect>>) => Promise<unknown>) => {
    const transport = await connect()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error(`It did not answer within ${seconds} seconds.`)), seconds * 1000)
    })
    try {
      await Promise.race([work(transport), late])
    } finally {
      clearTimeout(timer)
      transport.close()
    }
  }
  return {
    settings,
    async send({ id, address, subject, body, html, attachments }) {
      try {
        await within(SECONDS_TO_SEND, (transport) => transport.sendMail({
          from, to: { name: '', address }, subject: oneLine(subject), text: body, ...(html !== null && { html }),
          // The same letter sent twice is known as one by whoever reads it.
          messageId: `<${id}@${from.address.split('@')[1] ?? 'lotline'}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          attachments: attachments.map(({ name, type, content }) => ({ filename: oneLine(name), contentType: type, content })),
        }))
        return { ok: true }
      } catch (error) {
        return { ok: false, why: whyOf(error), says: says(error, login) }
      }
    },
    async reach() {
      try {
        await within(2 * SECONDS_TO_ANSWER, (transport) => transport.verify())
        return null
      } catch (error) {
        return says(error, login)
      }
    },
  }
}

/** A text without anything that could begin another line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

// The server speaks of one letter once it was asked about a receiver or given the contents; before that it speaks of us.
function whyOf(error: unknown): 'later' | 'refused' | 'away' {
  const { responseCode, command } = told(error)
  const isOfLetter = command === 'RCPT TO' || command === 'DATA'
  if (responseCode === null || !isOfLetter) return 'away'
  return responseCode >= 500 ? 'refused' : 'later'
}

function told(error: unknown): { readonly responseCode: number | null; readonly command: string } {
  const { responseCode, command } = Object(error)
  return { responseCode: typeof responseCode === 'number' ? responseCode : null, command: String(command) }
}

// What a server says may repeat what it was given.
function says(error: unknown, login: MailSettings['login']): string {
  let text = oneLine(error instanceof Error ? error.message : String(error))
  if (login !== null && login.pass !== '') {
    for (const secret of [login.pass, base64(login.pass), base64(`\0${login.user}\0${login.pass}`)]) text = text.replaceAll(secret, '…')
  }
  return text.slice(0, 300)
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
