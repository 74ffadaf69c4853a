// A temporary PostgreSQL 15 for the tests: the system's, or Debian's package when root may install it.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testSettings } from './test-settings.ts'

const bin = '/usr/lib/postgresql/15/bin'
const nobody = 65534

/** Starts the server on a unix socket of its own; null when there is none and none can be installed. */
export async function startPostgres15(): Promise<{ url: string; stop(): Promise<void> } | null> {
  const root = process.getuid?.() === 0
  if (!existsSync(`${bin}/postgres`) && root && existsSync('/etc/debian_version')) install()
  if (!existsSync(`${bin}/postgres`)) return null
  const folder = mkdtempSync(join(tmpdir(), 'lotline-pg15-'))
  const as = root ? { uid: nobody, gid: nobody } : {}
  if (root) chownSync(folder, nobody, nobody)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  spawnSync(`${bin}/initdb`, ['-D', data, '-U', 'admin', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'], {
    stdio: 'ignore', cwd: '/', ...as,
  })
  const settings = [
    'listen_addresses=', `unix_socket_directories=${folder}`, 'jit=off', ...testSettings,
  ]
  // It dies with this process: setpriv gives it the signal.
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'INT', '--', `${bin}/postgres`, '-D', data, ...settings.flatMap((one) => ['-c', one])],
    { stdio: 'ignore', cwd: '/', ...as },
  )
  const stop = async () => {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 200; tries++) {
    if (spawnSync(`${bin}/pg_isready`, ['-h', folder, '-q']).status === 0) {
      return { url: `postgres://admin@${encodeURIComponent(folder)}/postgres`, stop }
    }
    if (child.exitCode !== null) return null
    await new Promise((done) => setTimeout(done, 50))
  }
  await stop()
  return null
}

function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql-15'], { stdio: 'ignore', env })
}
