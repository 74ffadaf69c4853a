// Builds the web app into a folder, and nothing when it is built of these sources already: `npm start` builds each time.
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const MARK = '.built-of'

const HOME = 'dist/web'

/** Gives the folder when it holds the app of these sources; made beside it first, so that nobody sees half of it. */
export async function buildWeb(folder = HOME): Promise<string> {
  const sources = fingerprint()
  if (existsSync(join(folder, MARK)) && readFileSync(join(folder, MARK), 'utf8') === sources) return resolve(folder)
  const fresh = `${folder}-${randomUUID()}`
  if (resolve(folder) !== resolve(HOME)) {
    // It is built in one place and copied to others.
    cpSync(await buildWeb(), fresh, { recursive: true })
    return put(fresh, folder)
  }
  // Where tests run React would be built for developers, and nobody would measure or try what people get.
  process.env['NODE_ENV'] = 'production'
  // A style sheet holds what the scripts need (see unused-styles.ts): its name must change when they do, browsers keep it for good.
  const assetFileNames = `assets/[name]-[hash]-${sources.slice(0, 8)}[extname]`
  await build({
    configFile: 'web/vite.config.ts', logLevel: 'warn',
    build: { outDir: join(process.cwd(), fresh), emptyOutDir: true, rolldownOptions: { output: { assetFileNames } } },
  })
  for (const path of files(fresh).filter((name) => /\.(js|css|svg|html|webmanifest)$/.test(name))) {
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
  }
  writeFileSync(join(fresh, MARK), sources)
  return put(fresh, folder)
}

function put(fresh: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  try {
    renameSync(fresh, folder)
  } catch (error) {
    // Another build was as quick.
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(join(folder, MARK))) throw error
  }
  return resolve(folder)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of [...files('web').sort(), ...files('src/kernel').sort(), 'package-lock.json', 'scripts/build-web.ts']) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
