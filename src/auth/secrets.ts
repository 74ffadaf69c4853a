// Passwords, session tokens and keys: how they are made, hashed and compared.
import { createHash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { isId } from '#kernel'
import { newId } from '#platform'

/** A secret on its way to being hashed. It shows nothing when printed, logged or written as JSON. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }
}

/** The fewest characters a password has. */
export const LEAST_PASSWORD = 10

const cost = 15
const settings: ScryptOptions = { N: 2 ** cost, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** Hashes a password: scrypt with a salt of its own, `scrypt$<cost>$<salt>$<hash>`. */
export async function hashPassword(password: Secret): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, settings)
  return `scrypt$${cost}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

// What an unknown login is compared with, so that the answer takes as long as for a known one.
const nobody = `scrypt$${cost}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Compares a password with a hash, or with nobody's when there is none; then it is never right. */
export async function passwordIs(password: Secret, stored: string | null): Promise<boolean> {
  const [, power = '', salt = '', hash = ''] = (stored ?? nobody).split('$')
  const wanted = Buffer.from(hash, 'base64url')
  const N = 2 ** Number(power)
  const found = await derive(password, Buffer.from(salt, 'base64url'), { ...settings, N })
  const same = wanted.length === found.length && timingSafeEqual(wanted, found)
  return same && stored !== null
}

function derive(password: Secret, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.reveal().normalize('NFKC'), salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}

/** The SHA-256 of a token or key. They are long and random, so a fast hash is enough. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Makes a session token. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A new key: its id, the text shown once, and the hash that is kept. */
export type NewKey = { readonly id: string; readonly key: string; readonly keyHash: string }

/** Makes a key. Whoever makes it keeps the text; Lotline is told the hash alone. */
export function newKey(id: string = newId()): NewKey {
  const key = `lot_${id}_${newToken()}`
  return { id, key, keyHash: hashToken(key).toString('hex') }
}

/** The id inside a key's text, or null when it is no key. */
export function keyIdOf(key: string): string | null {
  const id = /^lot_([0-9a-f-]{36})_[A-Za-z0-9_-]{20,200}$/.exec(key)?.[1]
  return id !== undefined && isId(id) ? id : null
}

/** Compares two hashes in the same time wherever they differ. */
export function sameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
