// Builds the program: dist/cli.js or the file named, with the packages it needs left where they are, and beside it the
// web app.
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { buildWeb } from './build-web.ts'

const outfile = process.argv[2] ?? 'dist/cli.js'
await build({
  entryPoints: ['src/app/cli.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
await buildWeb(join(dirname(outfile), 'web'))
