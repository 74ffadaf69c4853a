// What `lotline doctor` looks at, and what to do about what it finds.
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '#kernel'
import { binariesVersion, findAppRole, query, schemaVersion } from '#platform'
import { withDatabase } from './connect.ts'

/** One thing looked at. */
export type Finding = { readonly what: string; readonly ok: boolean; readonly says: string; readonly mend: string }

/** Looks at the program, the folder, the disk, the binaries, the database and the sequencer. */
export async function examine(dataDir: string): Promise<Finding[]> {
  const findings = [node(), folder(dataDir), disk(dataDir)]
  if (process.env['DATABASE_URL'] === undefined) findings.push(binaries())
  findings.push(...(await database(dataDir)))
  return findings
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return { what: 'Node', ok, says: process.version, mend: ok ? '' : 'Install Node 20.19 or newer.' }
}

function folder(dataDir: string): Finding {
  const nearest = existsSync(dataDir) ? dataDir : dirname(dataDir)
  try {
    accessSync(nearest, constants.W_OK)
    return { what: 'Data folder', ok: true, says: dataDir, mend: '' }
  } catch {
    return { what: 'Data folder', ok: false, says: `${nearest} cannot be written`, mend: 'Give this user the right, or choose another with --data.' }
  }
}

function disk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(existsSync(dataDir) ? dataDir : dirname(dataDir))
  const free = Math.round((bavail * bsize) / 2 ** 20)
  const ok = free > 500
  return { what: 'Disk', ok, says: `${free} MB free`, mend: ok ? '' : 'Free some space; the database needs at least 500 MB.' }
}

function binaries(): Finding {
  const version = binariesVersion()
  const ok = version !== null
  return {
    what: 'Private PostgreSQL', ok, says: version ?? 'its binaries do not run here',
    mend: ok ? '' : 'Install again without --omit=optional, or set DATABASE_URL.',
  }
}

async function database(dataDir: string): Promise<Finding[]> {
  type Row = { server: string; version: number; waiting: bigint; last: bigint }
  try {
    const [row, appRole] = await withDatabase(dataDir, async (open) => {
      const [first] = await query<Row>(open, {
        name: 'app.examine',
        text: `select current_setting('server_version') as server,
          (select max(number) from platform.migration) as version,
          (select count(*) from platform.unsequenced) as waiting,
          (select last_position from platform.sequencer) as last`,
      })
      return [first, await findAppRole(open.config)]
    })
    const newest = schemaVersion()
    return [
      { what: 'Database', ok: true, says: `PostgreSQL ${row?.server ?? ''}`, mend: '' },
      {
        what: 'Schema', ok: row?.version === newest, says: `${row?.version ?? 'none'} of ${newest}`,
        mend: row?.version === newest ? '' : 'Start Lotline once; it brings the schema up to date.',
      },
      { what: 'Sequencer', ok: true, says: `at position ${row?.last ?? 0n}, ${row?.waiting ?? 0n} waiting`, mend: '' },
      appRole.role === null
        ? { what: 'Append-only', ok: true, says: `by triggers alone. ${appRole.why}`, mend: appRole.mend }
        : { what: 'Append-only', ok: true, says: `by triggers, and by what the role ${appRole.role} may do`, mend: '' },
    ]
  } catch (error) {
    const mend = error instanceof Fault ? error.mend : 'Look at the log of the database.'
    return [{ what: 'Database', ok: false, says: error instanceof Error ? error.message : String(error), mend }]
  }
}
