// SHA-256 (FIPS 180-4). A browser has its own only over https; a key must also be made on a plain address of the LAN.

const roots = (count: number, power: number): number[] => {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    let isPrime = true
    for (let by = 2; by * by <= candidate; by++) if (candidate % by === 0) isPrime = false
    if (isPrime) found.push(((candidate ** power % 1) * 2 ** 32) | 0)
  }
  return found
}
const rounds = roots(64, 1 / 3)
const start = roots(8, 1 / 2)

/** The SHA-256 of a text in UTF-8, in hex. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6))
  for (const [at, byte] of bytes.entries()) padded.setUint8(at, byte)
  padded.setUint8(bytes.length, 0x80)
  padded.setUint32(padded.byteLength - 4, bytes.length * 8)
  let state: readonly number[] = start
  for (let block = 0; block < padded.byteLength; block += 64) state = mixed(state, padded, block)
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function mixed(before: readonly number[], data: DataView, block: number): number[] {
  const schedule: number[] = []
  for (let at = 0; at < 64; at++) schedule.push(at < 16 ? data.getInt32(block + 4 * at) : next(schedule, at))
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = before
  for (let at = 0; at < 64; at++) {
    const high = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + h + (rounds[at] ?? 0) + (schedule[at] ?? 0)
    const low = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + high) | 0, c, b, a, (high + low) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + (before[at] ?? 0)) | 0)
}

function next(schedule: readonly number[], at: number): number {
  const [far = 0, two = 0] = [schedule[at - 15], schedule[at - 2]]
  const small = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)
  const large = turned(two, 17) ^ turned(two, 19) ^ (two >>> 10)
  return ((schedule[at - 16] ?? 0) + small + (schedule[at - 7] ?? 0) + large) | 0
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by))
