// A table as a workbook, row by row: nothing is held but what is on its way. Numbers and dates are real ones, texts are texts
// (never formulas), the heading row stays in view, and what does not fit in a sheet goes on in the next.
import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { isDay, isNumber } from './cell-rules.ts'
import type { Table } from './table.ts'
import { minuteIn, type Offsets, offsetsOf } from './zone-rules.ts'
import { cellText, columnName, contentTypes, relations, type Sheet, styles, workbook, workbookRelations } from './xlsx-parts.ts'

/** Rows of a sheet, with its heading (ECMA-376, as every program has it). */
const MOST_ROWS = 1_048_576
const STYLE = { heading: 1, number: 2, day: 3, moment: 4, decimal: 5 } as const
const EPOCH = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

type Row = readonly string[]

/** The bytes of a workbook. `mostRows` of a sheet. */
export function xlsxOf(table: Table, mostRows = MOST_ROWS): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  zip.outputStream.pipe(out)
  zip.on('error', (error: Error) => out.destroy(error))
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(text), path)
  const rows = rowsOf(table.batches)
  // Whoever is gone wants no more rows.
  out.on('close', () => void rows.return(undefined).catch(() => {}))
  const write = async () => {
    const sheets: Sheet[] = []
    const writer = await sheetWriter(table, rows, mostRows)
    do {
      const stream = Readable.from(writer.sheet(), { objectMode: false })
      out.on('close', () => stream.destroy())
      const written = new Promise<void>((done, fail) => stream.on('close', done).on('error', fail))
      const name = sheets.length === 0 ? table.title : `${table.title} ${sheets.length + 1}`
      sheets.push({ name: sheetName(name, sheets.length), path: `worksheets/sheet${sheets.length + 1}.xml` })
      zip.addReadStream(stream, `xl/${sheets.at(-1)?.path}`)
      await written
    } while (!writer.isDone() && !out.destroyed)
    add(`xl/worksheets/about.xml`, about(table, writer.count()))
    sheets.push({ name: sheetName('About', sheets.length), path: 'worksheets/about.xml' })
    add('xl/workbook.xml', workbook(sheets))
    add('xl/_rels/workbook.xml.rels', workbookRelations(sheets))
    add('xl/styles.xml', styles)
    add('_rels/.rels', relations)
    add('[Content_Types].xml', contentTypes(sheets))
    zip.end()
  }
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

async function* rowsOf(batches: Table['batches']): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches) if (rows.length > 0) yield rows
}

// The first rows say how wide columns should be; every sheet takes up where the one before it was full.
async function sheetWriter({ columns, zone }: Table, batches: AsyncGenerator<readonly Row[]>, mostRows: number) {
  const offsets = offsetsOf(zone)
  const names = columns.map((_, at) => columnName(at))
  let waiting: readonly Row[] = (await batches.next()).value ?? []
  let isDone = waiting.length === 0
  let count = 0
  const head = start(widthsOf(columns, waiting.slice(0, 1000)))
  const heading = `<row r="1">${columns.map((column, at) => cellText(`${names[at]}1`, column.heading, STYLE.heading)).join('')}</row>`
  async function* sheet(): AsyncGenerator<string> {
    let nth = 1
    yield head + heading
    while (!isDone) {
      const some = waiting.slice(0, mostRows - nth)
      let text = ''
      for (const row of some) {
        nth++
        text += `<row r="${nth}">`
        for (let at = 0; at < columns.length; at++) text += cell(`${names[at]}${nth}`, columns[at]?.kind ?? 'text', row[at] ?? '', offsets)
        text += '</row>'
      }
      count += some.length
      if (text !== '') yield text
      waiting = waiting.slice(some.length)
      if (waiting.length > 0) break
      const next = await batches.next()
      if (next.done === true) isDone = true
      else waiting = next.value
      if (nth >= mostRows) break
    }
    yield `</sheetData><autoFilter ref="A1:${names.at(-1)}${nth}"/></worksheet>`
  }
  return { sheet, isDone: () => isDone, count: () => count }
}

function cell(place: string, kind: Table['columns'][number]['kind'], value: string, offsets: Offsets): string {
  if (value === '') return ''
  if (kind === 'number' && isNumber(value)) return `<c r="${place}" s="${value.includes('.') ? STYLE.decimal : STYLE.number}"><v>${value}</v></c>`
  if (kind === 'day' && isDay(value)) return `<c r="${place}" s="${STYLE.day}"><v>${(Date.parse(`${value}T00:00:00Z`) - EPOCH) / DAY}</v></c>`
  if (kind === 'moment') {
    const at = Date.parse(value)
    // A workbook knows no zones: it has what the clocks showed.
    if (!Number.isNaN(at)) return `<c r="${place}" s="${STYLE.moment}"><v>${(at + offsets(at) * 60_000 - EPOCH) / DAY}</v></c>`
  }
  return cellText(place, value, 0)
}

function start(widths: readonly number[]): string {
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols}</cols><sheetData>`
}

const WIDTHS = { number: 12, day: 12, moment: 18, text: 8 } as const

function widthsOf(columns: Table['columns'], rows: readonly Row[]): number[] {
  return columns.map(({ heading, kind }, at) => {
    const longest = kind === 'text' ? rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), 0) : 0
    // Beside a heading stands the arrow of its filter.
    return Math.min(60, Math.max(WIDTHS[kind], heading.length + 4, longest + 2))
  })
}

// At most 31 signs, and none of those a sheet's name may not have.
function sheetName(name: string, nth: number): string {
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim()
  const end = nth === 0 || name === 'About' ? '' : ` ${nth + 1}`
  return plain === '' ? `Sheet ${nth + 1}` : plain.length <= 31 ? plain : `${plain.slice(0, 31 - end.length)}${end}`
}

function about({ title, filters, at, zone }: Table, rows: number): string {
  const lines = [title, `${rows}`, minuteIn(offsetsOf(zone), at.getTime()), zone, ...filters]
  const told = lines.map((line, nth) => `<row r="${nth + 1}">${cellText(`A${nth + 1}`, line, nth === 0 ? STYLE.heading : 0)}</row>`)
  return `${start([60]).replace(/<sheetViews>.*<\/sheetViews>/s, '')}${told.join('')}</sheetData></worksheet>`
}
