// Reads a workbook beside the page, so that this goes on answering, and gives its first sheet as CSV. Text stays as it is typed
// there, with its leading zeros; a whole number keeps all its digits; a day is YYYY-MM-DD.
import readSheets from 'read-excel-file/web-worker'

type Told = { readonly text: Blob; readonly sheet: string; readonly sheets: number } | { readonly failure: string }

self.addEventListener('message', (event: MessageEvent<File>) => void read(event.data))

async function read(file: File): Promise<void> {
  const tell = (told: Told) => self.postMessage(told)
  try {
    const sheets = await readSheets(file)
    const first = sheets.find(({ data }) => data.length > 0) ?? sheets[0]
    const lines = (first?.data ?? []).map((row) => `${row.map(cellOf).join(',')}\r\n`)
    tell({ text: new Blob(lines, { type: 'text/csv' }), sheet: first?.sheet ?? '', sheets: sheets.length })
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) })
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const moment = value.toISOString()
    return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19)
  }
  // Whole numbers in full, as codes are; never 1.2e+21.
  const text = typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
