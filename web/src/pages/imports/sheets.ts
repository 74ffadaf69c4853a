// A file as the server takes it: a workbook as CSV, anything else as it is.

const MOST_BYTES = 30 * 2 ** 20

/** Why a workbook cannot be read. */
export class Unreadable extends Error {}

/** The list in a file; of a workbook its first sheet that has rows. */
export function listIn(file: File): Promise<{ readonly list: Blob; readonly name: string; readonly note: string | null }> {
  if (!/\.xlsx$/i.test(file.name)) return Promise.resolve({ list: file, name: file.name, note: null })
  if (file.size > MOST_BYTES) return Promise.reject(new Unreadable('large'))
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      worker.terminate()
      settle()
    }
    worker.addEventListener('error', () => end(() => reject(new Unreadable('broken'))))
    worker.addEventListener('message', ({ data }: MessageEvent<{ text: Blob; sheet: string; sheets: number } | { failure: string }>) => {
      if ('failure' in data) end(() => reject(new Unreadable('broken')))
      else end(() => resolve({ list: data.text, name: file.name.replace(/\.xlsx$/i, '.csv'), note: data.sheets > 1 ? data.sheet : null }))
    })
    worker.postMessage(file)
  })
}
