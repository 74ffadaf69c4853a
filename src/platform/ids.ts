import { createHash, randomFillSync } from 'node:crypto'
import type { Id } from '#kernel'

const random = new Uint8Array(16 * 256)
let used = random.length
let lastMoment = 0
let counter = 0

/**
 * Makes a new UUIDv7 (RFC 9562 §6.2, method 1): ids made by one process sort in the order they were
 * made, so that rows made together lie together in an index.
 */
export function newId<Kind extends string>(): Id<Kind> {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const bytes = Buffer.from(random.subarray(used, used + 16))
  used += 16
  const moment = Math.max(Date.now(), lastMoment)
  counter = moment === lastMoment ? counter + 1 : 0
  const overflow = counter > 0xfff
  lastMoment = overflow ? moment + 1 : moment
  if (overflow) counter = 0
  bytes.writeUIntBE(lastMoment, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes[8] = 0x80 | (random[used - 8] ?? 0) & 0x3f
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The id of what a text names: the same text, the same id (UUIDv8, RFC 9562). */
export function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
