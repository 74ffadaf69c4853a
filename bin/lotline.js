#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/cli.js', import.meta.url)
if (!existsSync(built)) {
  console.error('Lotline is not built yet. Run: npm run build')
  process.exit(2)
}
process.noDeprecation = true
await import(built.href)
