// Builds the program: one file, dist/cli.js or the one named, with the packages it needs left where they are.
import { build } from 'esbuild'

await build({
  entryPoints: ['src/app/cli.ts'],
  outfile: process.argv[2] ?? 'dist/cli.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
