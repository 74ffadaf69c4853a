// Exports to standard output or a folder.
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { type ExportFormat, exportAll, exportables, exportRows, isExportable } from './export.ts'

/** Streams one kind of rows to standard output. */
export async function exportTo(database: Database, what: string, format: string): Promise<void> {
  if (!isExportable(what)) throw new Fault(`There is no export of ${what}.`, `There are: ${exportables.join(', ')}.`)
  const as = formatOf(format)
  // Each piece waits to be taken: a file gives no `drain`, and a pipe may be slow.
  await exportRows(
    database,
    what,
    as,
    (text) =>
      new Promise<void>((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
      }),
  )
}

function formatOf(format: string): ExportFormat {
  if (format === 'csv' || format === 'ndjson') return format
  throw new Fault(`There is no format ${format}.`, 'Choose csv or ndjson.')
}

/**
 * Writes everything that can be exported into a folder, a file of each kind, all as of one moment. The folder appears
 * when it is complete.
 */
export async function exportAllTo(
  database: Database,
  folder: string,
  format: string,
): Promise<{ folder: string; position: string; rows: Record<string, number> }> {
  const as = formatOf(format)
  const part = `${folder.replace(/\/+$/, '')}.part`
  try {
    if ((await readdir(folder).catch(nothing)).length > 0) {
      throw new Fault(`The folder ${folder} is not empty.`, 'Name a new one; nothing was written.')
    }
    // What an export that was cut off left behind.
    await rm(part, { recursive: true, force: true })
    await mkdir(part, { recursive: true, mode: 0o700 })
    const report = await exportAll(database, as, (what) => fileIn(part, `${what}.${as}`))
    await rmdir(folder).catch(nothing)
    await rename(part, folder)
    return { folder, ...report }
  } catch (cause) {
    await rm(part, { recursive: true, force: true }).catch(nothing)
    throw cause instanceof Error && 'syscall' in cause && cause.syscall !== 'connect' ? unwritable(folder, cause) : cause
  }
}

// Names and addresses of people are among it: for the eyes of whoever exports.
function fileIn(folder: string, name: string): { write(text: string): Promise<void>; close(): Promise<void> } {
  let file: FileHandle | undefined
  return {
    write: async (text) => {
      file ??= await open(join(folder, name), 'wx', 0o600)
      await file.writeFile(text)
    },
    close: async () => {
      file ??= await open(join(folder, name), 'wx', 0o600)
      await file.close()
    },
  }
}

function unwritable(folder: string, cause: Error): Fault {
  const code = 'code' in cause ? cause.code : ''
  const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' ? 'this user may not write there' : cause.message
  return new Fault(`The export ${folder} cannot be written: ${why}.`, 'Make room or name another place; no half export was left.', { cause })
}

function nothing(): string[] {
  return []
}
