// The text of a file to import: packed or not, bounded, in one encoding, and the same from its beginning to its end.
import { createReadStream, type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip } from 'node:zlib'
import { Fault } from '#kernel'

const MOST_BYTES = 2 ** 31
// Real lists shrink to a tenth or a fiftieth; what unpacks to more is no list.
const MOST_RATIO = 200
const UNSUSPECTED = 2 ** 20

/**
 * Gives the text of a file (`-` is standard input) in pieces; what is packed is unpacked, whatever it is called.
 * @throws Fault when it cannot be read, is no text of this encoding, unpacks to far too much or grows meanwhile.
 */
export async function* textOf(path: string, encoding: string): AsyncGenerator<string> {
  const before = path === '-' ? null : await statOf(path)
  try {
    if (before === null) yield* decoded(await unpackedInput(), encoding)
    else {
      const packed = path.endsWith('.gz') || (await beginsPacked(path, before))
      if (packed) await refuseBomb(open(path, before, packed), before.size)
      yield* decoded(open(path, before, packed), encoding)
    }
  } catch (cause) {
    throw cause instanceof Fault ? cause : unreadable(path, cause)
  }
  if (before !== null) await refuseChanged(path, before)
}

/**
 * Gives the text of bytes that lie elsewhere, packed or not, in pieces. `size` is how many there are.
 * @throws Fault when they are no text of this encoding, or unpack to far too much.
 */
export async function* textOfBytes(
  bytes: AsyncIterable<Uint8Array>,
  { name, size, isPacked, encoding }: { readonly name: string; readonly size: number; readonly isPacked: boolean; readonly encoding: string },
): AsyncGenerator<string> {
  const source = isPacked ? pipeline(Readable.from(bytes), createGunzip(), () => {}) : bytes
  try {
    yield* decoded(source, encoding, isPacked ? size * MOST_RATIO : Number.POSITIVE_INFINITY)
  } catch (cause) {
    throw cause instanceof Fault ? cause : unreadable(name, cause)
  }
}

async function* decoded(source: AsyncIterable<unknown>, encoding: string, suspected = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  const decoder = decoderOf(encoding)
  let bytes = 0
  for await (const piece of source) {
    if (!(piece instanceof Uint8Array)) throw new Error('The file gave no bytes.')
    if (bytes === 0) {
      refuseWorkbook(piece)
      refuseOtherEncoding(piece, encoding)
    }
    bytes += piece.length
    if (bytes > MOST_BYTES) throw new Fault('The file has more than 2 GB of text.', 'Split it; nothing was done.')
    if (bytes > UNSUSPECTED && bytes > suspected) throw bomb()
    yield decode(decoder, piece, encoding)
  }
  yield decode(decoder, null, encoding)
}

function bomb(): Fault {
  return new Fault('The file unpacks to far more than a list does.', 'Unpack it and look at it; nothing was done.')
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new Fault(`There is no encoding ${encoding}.`, 'Choose for example utf-8, utf-16le or windows-1252.')
  }
}

async function statOf(path: string): Promise<Stats> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw new Fault(`${path} is a folder.`, 'Name a file.')
    return found
  } catch (cause) {
    throw cause instanceof Fault ? cause : unreadable(path, cause)
  }
}

function open(path: string, seen: Stats, packed: boolean): Readable {
  // No further than its size now: a file that grows faster than it is read would have no end.
  const raw = createReadStream(path, seen.isFile() && seen.size > 0 ? { end: seen.size - 1 } : {})
  // What goes wrong is told to whoever reads the unpacked text.
  return packed ? pipeline(raw, createGunzip(), () => {}) : raw
}

// How what gzip packed begins; no text does.
function isPacked(first: Uint8Array): boolean {
  return first[0] === 0x1f && first[1] === 0x8b
}

async function beginsPacked(path: string, seen: Stats): Promise<boolean> {
  // A pipe can be read once.
  if (!seen.isFile()) return false
  for await (const piece of createReadStream(path, { end: 1 })) return isPacked(piece)
  return false
}

// Of standard input nobody knows how long it is: it may unpack to as much as it came with, times what lists shrink.
async function unpackedInput(): Promise<AsyncIterable<unknown>> {
  const pieces = process.stdin[Symbol.asyncIterator]()
  let first = await pieces.next()
  // Two bytes may come one by one.
  if (first.done !== true && first.value.length === 1) {
    const second = await pieces.next()
    if (second.done !== true) first = { done: false, value: Buffer.concat([first.value, second.value]) }
  }
  let came = 0
  async function* whole() {
    for (let next = first; next.done !== true; next = await pieces.next()) {
      came += next.value.length
      yield next.value
    }
  }
  if (first.done === true || !isPacked(first.value)) return whole()
  const unpacked = pipeline(Readable.from(whole()), createGunzip(), () => {})
  async function* bounded() {
    let bytes = 0
    for await (const piece of unpacked) {
      bytes += Buffer.byteLength(piece)
      if (bytes > UNSUSPECTED && bytes > came * MOST_RATIO) throw bomb()
      yield piece
    }
  }
  return bounded()
}

// Unpacked once to nowhere, which takes a moment: what is no list, or not whole, is known before a row of it is read.
async function refuseBomb(unpacked: Readable, size: number): Promise<void> {
  let bytes = 0
  for await (const piece of unpacked) {
    bytes += Buffer.byteLength(piece)
    if (bytes > MOST_BYTES || (bytes > UNSUSPECTED && bytes > size * MOST_RATIO)) {
      throw bomb()
    }
  }
}

async function refuseChanged(path: string, before: Stats): Promise<void> {
  const after = await statOf(path)
  if (!before.isFile() || (after.size === before.size && after.mtimeMs === before.mtimeMs)) return
  throw new Fault(`The file ${path} changed while it was read.`, 'Wait until it is complete and import it again; nothing was done.')
}

// How a workbook begins, whatever it is called: a zip archive, or a file of an old Excel.
const WORKBOOKS = ['504b0304', 'd0cf11e0']

function refuseWorkbook(first: Uint8Array): void {
  if (!WORKBOOKS.includes(Buffer.from(first.subarray(0, 4)).toString('hex'))) return
  throw new Fault(
    'The file is a workbook (as of Excel) or an archive, and no CSV.',
    'Bring a workbook in on the page Import of the app, which reads them, or save the sheet as CSV in UTF-8; nothing was done.',
  )
}

function refuseOtherEncoding(first: Uint8Array, encoding: string): void {
  if (/^utf-?16/i.test(encoding)) return
  const [one, two] = first
  const marked = (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)
  const start = first.subarray(0, 4_096)
  const zeros = start.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0)
  if (marked || (zeros > start.length / 4 && zeros < start.length * 0.6)) throw notIn(encoding, 'it looks like UTF-16')
  if (zeros > 0) throw new Fault('The file is no text: it has bytes that no list has.', 'Save it as CSV in UTF-8; nothing was done.')
}

function decode(decoder: TextDecoder, piece: Uint8Array | null, encoding: string): string {
  let text: string
  try {
    text = piece === null ? decoder.decode() : decoder.decode(piece, { stream: true })
  } catch {
    throw notIn(encoding, 'it is in another encoding')
  }
  // The database keeps no such sign, and no list has one.
  if (text.includes('\0')) throw new Fault('The file is no text: it has bytes that no list has.', 'Save it as CSV in UTF-8; nothing was done.')
  return text
}

function notIn(encoding: string, what: string): Fault {
  return new Fault(
    `The file is not in ${encoding.toUpperCase()}: ${what}.`,
    'Save it as CSV in UTF-8, or name its encoding, for example utf-16le or windows-1252 (--encoding); nothing was done.',
  )
}

function unreadable(path: string, cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return new Fault(`The file ${path} cannot be unpacked: it is damaged or not whole.`, 'Fetch it again; nothing was done.', { cause })
  }
  const why = code === 'ENOENT' ? 'there is none of that name' : code === 'EACCES' ? 'this user may not read it' : String(cause)
  return new Fault(`The file ${path} cannot be read: ${why}.`, 'Check its name and your rights; nothing was done.', { cause })
}
