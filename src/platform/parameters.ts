// How values travel to the database. Arrays go in PostgreSQL's binary form where the statement says of what type
// they are (`$1::uuid[]`): the server then copies ids instead of reading each digit of them, which was a sixth of
// its work. Whatever has no binary form here goes as text, and the server judges it.
import type { Statement } from './database.ts'

type Encode = (values: readonly unknown[]) => Buffer | null

const HEADER = 20
const EPOCH_MS = 946_684_800_000 // 2000-01-01, where PostgreSQL counts from
const EPOCH_DAYS = EPOCH_MS / 86_400_000

const typesOfStatements = new WeakMap<Statement, ReadonlyMap<number, Encode>>()

/** The values of a statement as they are sent, in the order of its parameters. */
export function parameters(statement: Statement, values: readonly unknown[]): unknown[] {
  let encoders = typesOfStatements.get(statement)
  if (encoders === undefined) {
    encoders = encodersOf(statement.text)
    typesOfStatements.set(statement, encoders)
  }
  const known = encoders
  return values.map((value, at) => (Array.isArray(value) ? (known.get(at)?.(value) ?? arrayText(value)) : value))
}

// A parameter that is named twice with two types has no one form.
function encodersOf(text: string): Map<number, Encode> {
  const types = new Map<number, string>()
  for (const [, number = '', type = ''] of text.matchAll(/\$(\d+)::(\w+)\[\]/g)) {
    const at = Number(number) - 1
    types.set(at, (types.get(at) ?? type) === type ? type : 'several')
  }
  const encoders = new Map<number, Encode>()
  for (const [at, type] of types) {
    const encode = byType[type]
    if (encode !== undefined) encoders.set(at, encode)
  }
  return encoders
}

// Elements of one size. `write` puts a value at a place and says whether it could.
function fixed(oid: number, size: number, write: (into: Buffer, at: number, value: unknown) => boolean): Encode {
  return (values) => {
    const into = Buffer.allocUnsafe(HEADER + values.length * (4 + size))
    let at = start(into, oid, values)
    let last: unknown
    let lastAt = 0
    for (const value of values) {
      if (value === null || value === undefined) {
        into.writeInt32BE(-1, at)
        at += 4
        continue
      }
      into.writeInt32BE(size, at)
      // Columns repeat themselves: an owner, a day.
      if (lastAt > 0 && value === last) into.copyWithin(at + 4, lastAt, lastAt + size)
      else if (!write(into, at + 4, value)) return null
      last = value
      lastAt = at + 4
      at += 4 + size
    }
    return into.subarray(0, at)
  }
}

function start(into: Buffer, oid: number, values: readonly unknown[]): number {
  into.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  into.writeInt32BE(values.some((value) => value === null || value === undefined) ? 1 : 0, 4)
  into.writeInt32BE(oid, 8)
  if (values.length === 0) return 12
  into.writeInt32BE(values.length, 12)
  into.writeInt32BE(1, 16)
  return HEADER
}

const NO_DIGIT = 255
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? NO_DIGIT : digit
})

function writeId(into: Buffer, at: number, id: unknown): boolean {
  if (typeof id !== 'string' || id.length !== 36) return false
  let to = at
  let all = 0
  for (let from = 0; from < 36; from += 2) {
    if (from === 8 || from === 13 || from === 18 || from === 23) {
      if (id.charCodeAt(from) !== 45) return false
      from++
    }
    const high = digits[id.charCodeAt(from)] ?? NO_DIGIT
    const low = digits[id.charCodeAt(from + 1)] ?? NO_DIGIT
    all |= high | low
    into[to++] = (high << 4) | low
  }
  return all <= 15
}

function writeInt(into: Buffer, at: number, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > 2_147_483_647) return false
  into.writeInt32BE(value, at)
  return true
}

function writeBigint(into: Buffer, at: number, value: unknown): boolean {
  if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) return false
  into.writeBigInt64BE(value, at)
  return true
}

function writeMoment(into: Buffer, at: number, value: unknown): boolean {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return false
  const micros = (value.getTime() - EPOCH_MS) * 1000
  if (!Number.isSafeInteger(micros)) return false
  into.writeInt32BE(Math.floor(micros / 2 ** 32), at)
  into.writeUInt32BE(micros >>> 0, at + 4)
  return true
}

const day = /^\d{4}-\d{2}-\d{2}$/

function writeDay(into: Buffer, at: number, value: unknown): boolean {
  if (typeof value !== 'string' || !day.test(value)) return false
  const moment = new Date(`${value}T00:00:00Z`)
  // 31 February is for the server to refuse.
  if (Number.isNaN(moment.getTime()) || moment.getUTCDate() !== Number(value.slice(8))) return false
  into.writeInt32BE(moment.getTime() / 86_400_000 - EPOCH_DAYS, at)
  return true
}

// Texts have sizes of their own. A NUL cannot be kept, and says so when it goes as text.
function texts(values: readonly unknown[]): Buffer | null {
  let size = HEADER
  for (const value of values) {
    if (typeof value === 'string') size += 4 + Buffer.byteLength(value)
    else if (value === null || value === undefined) size += 4
    else return null
  }
  const into = Buffer.allocUnsafe(size)
  let at = start(into, 25, values)
  for (const value of values) {
    if (typeof value !== 'string') {
      into.writeInt32BE(-1, at)
      at += 4
      continue
    }
    const written = into.write(value, at + 4, 'utf8')
    into.writeInt32BE(written, at)
    at += 4 + written
  }
  return into.subarray(0, at)
}

const byType: { readonly [type: string]: Encode } = {
  uuid: fixed(2950, 16, writeId),
  int: fixed(23, 4, writeInt),
  integer: fixed(23, 4, writeInt),
  bigint: fixed(20, 8, writeBigint),
  timestamptz: fixed(1184, 8, writeMoment),
  date: fixed(1082, 4, writeDay),
  text: texts,
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map(elementText).join(',')}}`
}

const plainElement = /^[0-9A-Za-z_.:-]+$/

function elementText(element: unknown): string {
  if (element === null || element === undefined) return 'NULL'
  if (typeof element === 'string') {
    if (plainElement.test(element) && element.toLowerCase() !== 'null') return element
    return `"${element.replace(/["\\]/g, '\\$&')}"`
  }
  if (element instanceof Date) return `"${element.toISOString()}"`
  return String(element)
}
