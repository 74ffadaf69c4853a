import { expect, test } from 'vitest'
import { sha256 } from './sha256'

test('the published values', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('the same as another hand’s for every length around the blocks, and beyond ASCII', async () => {
  for (let length = 0; length < 200; length++) {
    const text = 'é€🫖x'.repeat(60).slice(0, length)
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
    expect(sha256(text)).toBe(Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join(''))
  }
})
