// A mail server on loopback for tests: it speaks SMTP over a real socket, keeps what it is given and answers as it is told.
import { createServer, type Server, type Socket } from 'node:net'

/** A letter as it came over the wire. */
export type Received = { readonly from: string; readonly to: readonly string[]; readonly raw: string }

/** What it answers to a command; undefined: that it is content. */
export type Answers = (verb: string, line: string) => string | undefined

/** A server that listens. `letters` are those it took; `answers` may be changed at any time. */
export class MailBox {
  readonly letters: Received[] = []
  readonly said: string[] = []
  answers: Answers = () => undefined
  /** Ends a connection without a word after the letter is given over, so that the sender never hears that it was taken. */
  hangsUpAfterData = false
  #server: Server
  readonly #sockets = new Set<Socket>()
  port = 0

  constructor() {
    this.#server = this.#make()
  }

  #make(): Server {
    return createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      this.#talk(socket)
    })
  }

  /** Listens, at the same port as before when it was closed. */
  async open(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(this.port, '127.0.0.1', done))
    this.port = Object(this.#server.address()).port
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((done) => this.#server.close(done))
    this.#server = this.#make()
  }

  #talk(socket: Socket): void {
    let rest = ''
    let isData = false
    let from = ''
    let to: string[] = []
    const say = (line: string) => void socket.write(`${line}\r\n`)
    const hear = (line: string) => {
      this.said.push(line)
      const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? ''
      const other = this.answers(verb, line)
      if (other !== undefined) return say(other)
      if (verb === 'EHLO') return say('250-loopback\r\n250-8BITMIME\r\n250 AUTH PLAIN')
      if (verb === 'STARTTLS') return say('502 not here')
      if (verb === 'AUTH') return say('235 welcome')
      if (verb === 'MAIL') {
        from = /<(.*?)>/.exec(line)?.[1] ?? ''
        to = []
      }
      if (verb === 'RCPT') to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
      if (verb === 'DATA') {
        isData = true
        return say('354 go on')
      }
      say(verb === 'QUIT' ? '221 bye' : '250 yes')
    }
    say(this.answers('', '') ?? '220 loopback')
    socket.on('data', (piece) => {
      rest += piece.toString('utf8')
      for (;;) {
        const end = rest.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const text = rest.slice(0, end)
        rest = rest.slice(end + (isData ? 5 : 2))
        if (!isData) {
          hear(text)
          continue
        }
        isData = false
        const refused = this.answers('.', '')
        if (refused === undefined) this.letters.push({ from, to, raw: text })
        if (this.hangsUpAfterData) return void socket.destroy()
        say(refused ?? '250 taken')
      }
    })
  }
}

/** The header of a letter, unfolded; null when it has none. */
export function headerOf({ raw }: Received, name: string): string | null {
  const head = (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line === undefined ? null : line.slice(name.length + 1).trim()
}

/** Every part of a letter, decoded: its content type and text. */
export function partsOf({ raw }: Received): { readonly type: string; readonly text: string; readonly name: string | null }[] {
  const read = (text: string): ReturnType<typeof partsOf> => {
    const at = text.indexOf('\r\n\r\n')
    const head = text.slice(0, at).replace(/\r\n[ \t]+/g, ' ')
    const body = text.slice(at + 4)
    const type = /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1] ?? 'text/plain'
    const boundary = /boundary="?([^";\r\n]+)"?/i.exec(head)?.[1]
    if (boundary !== undefined) return body.split(`--${boundary}`).slice(1, -1).flatMap((one) => read(one.replace(/^\r\n/, '')))
    const how = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
    const name = /filename="?([^";\r\n]+)"?/i.exec(head)?.[1] ?? null
    return [{ type, text: decode(body, how), name }]
  }
  return read(raw)
}

function decode(body: string, how: string | undefined): string {
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (how !== 'quoted-printable') return body
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
