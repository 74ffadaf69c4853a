// Writes migrations/SHA256SUMS. A sealed migration never changes; the tidy test compares.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const sums = readdirSync('migrations')
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => `${createHash('sha256').update(readFileSync(`migrations/${file}`)).digest('hex')}  ${file}`)
writeFileSync('migrations/SHA256SUMS', `${sums.join('\n')}\n`)
