// Builds the program: one file in dist/, with the packages it needs left where they are.
import { build } from 'esbuild'

await build({
  entryPoints: ['src/app/cli.ts'],
  outfile: 'dist/cli.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
