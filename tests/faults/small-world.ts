// A small world of a program's own: a small disk, a read-only one, processes that see no others. It needs no right
// but user namespaces.
import { spawnSync } from 'node:child_process'

const place = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c']

/** Whether this machine lets a program have a disk of its own. */
export const canMount = spawnSync(place[0] ?? '', [...place.slice(1), 'mount -t tmpfs none /mnt']).status === 0

/** What to put before a command so that `folder` is a disk of so many megabytes, with something done there first. */
export function onSmallDisk(folder: string, megabytes: number, first = 'true'): string[] {
  return [...place, `mount -t tmpfs -o size=${megabytes}m none '${folder}' && ${first} && exec "$@"`, 'sh']
}

/** What to put before a command so that nothing below `folder` can be written. */
export function readOnly(folder: string): string[] {
  return [...place, `mount --bind '${folder}' '${folder}' && mount -o remount,bind,ro '${folder}' && exec "$@"`, 'sh']
}

/** What to put before a command so that it sees no process but its own, as in a container. */
export const apart: readonly string[] = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc']
