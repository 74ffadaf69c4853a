// How mail leaves: whose server, in whose name, and where its links lead. From the environment, and never shown whole.
import { Fault } from '#kernel'

/** `needed`: without TLS nothing is sent; `offered`: TLS where the server has it; `none`: plain. */
export type MailSettings = {
  readonly host: string
  readonly port: number
  readonly isTls: boolean
  readonly startTls: 'needed' | 'offered' | 'none'
  readonly login: { readonly user: string; readonly pass: string } | null
  readonly from: { readonly name: string; readonly address: string }
  /** Where people find Lotline, without a slash at the end; null: mail has no links. */
  readonly publicUrl: string | null
}

const ADDRESS = /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+$/

/** Whether a text is one address and nothing besides. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text)
}

/**
 * What LOTLINE_SMTP_URL, LOTLINE_MAIL_FROM and LOTLINE_PUBLIC_URL say; null when no server is named.
 * @throws Fault when they cannot be meant. The address of the server may hold a password and is not said.
 */
export function mailSettings(env: Readonly<Record<string, string | undefined>>): MailSettings | null {
  const url = env['LOTLINE_SMTP_URL'] ?? ''
  if (url === '') return null
  return { ...serverOf(url), from: fromOf(env['LOTLINE_MAIL_FROM'] ?? ''), publicUrl: publicUrlOf(env['LOTLINE_PUBLIC_URL'] ?? '') }
}

function serverOf(text: string) {
  const wrong = new Fault('LOTLINE_SMTP_URL is no address of a mail server.', 'Write it as smtp://USER:PASSWORD@HOST:587, or smtps://USER:PASSWORD@HOST:465.')
  if (!URL.canParse(text)) throw wrong
  const { protocol, hostname, port, username, password, searchParams } = new URL(text)
  const isTls = protocol === 'smtps:'
  const tls = searchParams.get('tls')
  if ((!isTls && protocol !== 'smtp:') || hostname === '' || (tls !== null && tls !== 'none')) throw wrong
  const host = hostname.replace(/^\[|\]$/g, '')
  const login = username === '' ? null : { user: decoded(username, wrong), pass: decoded(password, wrong) }
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host)
  // A password goes over the network only where nobody can read it, unless whoever runs Lotline says so.
  const startTls: MailSettings['startTls'] = tls === 'none' ? 'none' : login !== null && !isHere ? 'needed' : 'offered'
  return { host, port: port === '' ? (isTls ? 465 : 587) : Number(port), isTls, startTls, login }
}

function decoded(text: string, wrong: Fault): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw wrong
  }
}

function fromOf(text: string): MailSettings['from'] {
  const [, name = '', inside] = /^([^<>\r\n]*)<([^<>]*)>$/.exec(text.trim()) ?? []
  const address = (inside ?? text).trim()
  if (isAddress(address)) return { name: name.trim().replace(/^"(.*)"$/, '$1'), address }
  throw new Fault('LOTLINE_MAIL_FROM is no address.', 'Write whom mail comes from, as stock@shop.example or Lotline <stock@shop.example>.')
}

function publicUrlOf(text: string): string | null {
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '')
  throw new Fault('LOTLINE_PUBLIC_URL is no address of a website.', 'Write where people open Lotline, as https://lotline.shop.example.')
}
