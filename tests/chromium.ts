// The browser of the browser tests: the one CHROMIUM_PATH names, the system's, or Debian's package when root may
// install it.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** The path of a browser that is here, or null. A path that was named and is not there is an error. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!runs(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is no program.`)
    return named
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const all = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places]
  return all.find(runs) ?? null
}

/** The same; root on Debian installs one where there is none. */
export function findOrInstallChromium(): string | null {
  const found = findChromium()
  if (found !== null) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) install()
  return findChromium()
}

/** Starts it without a window, with a fresh profile that is removed when it is closed. */
export function startChromium(executablePath: string, moreArgs: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ...moreArgs,
    ],
  })
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// With what apt knows already; only when that is not enough its lists are fetched anew.
function install(): void {
  if (!aptGet(['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 240)) {
    aptGet(['update', '-qq'], 120)
    aptGet(['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 240)
  }
}

function aptGet(words: readonly string[], seconds: number): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { stdio: 'ignore', env, timeout: seconds * 1000, killSignal: 'SIGTERM' } as const
  return spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=60', ...words], options).status === 0
}
