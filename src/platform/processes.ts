// What is known of a process of this machine by its id: ids are used again, so its start counts as well.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A living process. `started` never comes again on this machine; `folder` is where it works, when that may be read. */
export type Process = {
  readonly pid: number
  readonly started: string
  readonly args: readonly string[]
  readonly folder: string | null
}

const hasProc = existsSync('/proc/self/stat')

/** The process of an id; null when it is dead, also when nobody has buried it yet. */
export function findProcess(pid: number): Process | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  return hasProc ? fromProc(pid) : fromPs(pid)
}

/** Every living process that works in a folder, as far as they may be seen. */
export function processesIn(folder: string): Process[] {
  if (!hasProc) return []
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || folderOf(Number(name)) !== folder) return []
    return findProcess(Number(name)) ?? []
  })
}

function fromProc(pid: number): Process | null {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, ticks] = [fields[0], fields[19]]
  if (ticks === undefined || state === 'Z' || state === 'X') return null
  const boot = read('/proc/sys/kernel/random/boot_id').trim()
  const args = read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1)
  return { pid, started: `${boot}/${ticks}`, args, folder: folderOf(pid) }
}

function fromPs(pid: number): Process | null {
  try {
    const told = execFileSync('ps', ['-o', 'stat=,lstart=,args=', '-p', `${pid}`], { encoding: 'utf8' }).trim()
    const [state = 'Z', ...rest] = told.split(/\s+/)
    if (state.startsWith('Z')) return null
    return { pid, started: rest.slice(0, 5).join(' '), args: rest.slice(5), folder: null }
  } catch {
    return null
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}
