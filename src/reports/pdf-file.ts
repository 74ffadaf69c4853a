// A table to print: a title, what was asked for and when, the heading on every page, page numbers. A page is laid out from all
// its rows, so a table has a most of them.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import type Pdf from 'pdfkit'
import { isNumber } from './cell-rules.ts'
import { refuse } from './refusals.ts'
import type { Table } from './table.ts'
import { minuteIn, offsetsOf } from './zone-rules.ts'

/** The most rows of a PDF. */
export const MOST_PDF_ROWS = 2000

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const [MARGIN, SIZE, GAP, LINES] = [36, 7.5, 3, 4]
const [INK, PALE, RULE] = ['#1a1a1a', '#5f6368', '#d0d4d9']

/**
 * The bytes of a PDF.
 * @throws Refusal when the table has too many rows.
 */
export async function pdfOf(table: Table): Promise<Readable> {
  const rows: string[][] = []
  const offsets = offsetsOf(table.zone)
  for await (const some of table.batches) {
    rows.push(...some.map((row) => table.columns.map((column, at) => shown(column.kind, row[at] ?? '', offsets))))
    if (rows.length > MOST_PDF_ROWS) throw refuse('export_pdf_too_long', { most: MOST_PDF_ROWS })
  }
  // Loaded when somebody wants one: it is large.
  const { default: Maker } = await import('pdfkit')
  const doc = new Maker({ size: 'A4', layout: table.columns.length > 5 ? 'landscape' : 'portrait', margin: MARGIN, bufferPages: true, info: { Title: table.title, Creator: 'Lotline' } })
  doc.registerFont('plain', join(fonts, 'DejaVuSansCondensed.ttf')).registerFont('bold', join(fonts, 'DejaVuSansCondensed-Bold.ttf'))
  head(doc, table, rows.length)
  await body(doc, table, rows)
  const { count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    doc.switchToPage(at)
    foot(doc, table, `${at + 1} / ${count}`)
  }
  doc.end()
  return doc
}

type Doc = InstanceType<typeof Pdf>

function shown(kind: Table['columns'][number]['kind'], value: string, offsets: ReturnType<typeof offsetsOf>): string {
  if (kind === 'moment' && value !== '') return minuteIn(offsets, Date.parse(value))
  if (kind !== 'number' || !isNumber(value)) return value
  const [whole = '', part] = value.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '\u{a0}')}${part === undefined ? '' : `.${part}`}`
}

function head(doc: Doc, { title, filters, at, zone }: Table, rows: number): void {
  doc.font('bold').fontSize(15).fillColor(INK).text(title)
  doc.font('plain').fontSize(8.5).fillColor(PALE)
  if (filters.length > 0) doc.text(filters.join('  ·  '))
  doc.text(`${minuteIn(offsetsOf(zone), at.getTime())} (${zone})  ·  ${rows === 1 ? '1 row' : `${rows} rows`}`).moveDown(0.8)
}

function foot(doc: Doc, { title }: Table, page: string): void {
  const y = doc.page.height - MARGIN + 8
  // Below the margin, where a page would otherwise end.
  doc.page.margins.bottom = 0
  doc.font('plain').fontSize(7.5).fillColor(PALE)
  doc.text(title, MARGIN, y, { width: doc.page.width / 2, lineBreak: false })
  doc.text(page, doc.page.width / 2, y, { width: doc.page.width / 2 - MARGIN, align: 'right', lineBreak: false })
}

async function body(doc: Doc, { columns }: Table, rows: readonly (readonly string[])[]): Promise<void> {
  const widths = widthsOf(doc, columns, rows)
  const bottom = () => doc.page.height - MARGIN
  const line = (cells: readonly string[], font: 'plain' | 'bold') => {
    doc.font(font).fontSize(SIZE)
    const most = doc.currentLineHeight() * LINES
    const height = Math.min(most, Math.max(doc.currentLineHeight(), ...cells.map((cell, at) => (cell === '' ? 0 : doc.heightOfString(cell, { width: widths[at] ?? 0 })))))
    if (doc.y + height + GAP * 2 > bottom()) {
      doc.addPage()
      if (font === 'plain') line(columns.map(({ heading }) => heading), 'bold')
      doc.font(font).fontSize(SIZE)
    }
    const y = doc.y + GAP
    let x = MARGIN
    for (const [at, cell] of cells.entries()) {
      const width = widths[at] ?? 0
      if (cell !== '') doc.fillColor(INK).text(cell, x, y, { width, height: height + 1, ellipsis: true, align: columns[at]?.kind === 'number' ? 'right' : 'left' })
      x += width + GAP * 2
    }
    doc.y = y + height + GAP
    doc.moveTo(MARGIN, doc.y).lineTo(doc.page.width - MARGIN, doc.y).lineWidth(font === 'bold' ? 0.8 : 0.3).strokeColor(font === 'bold' ? INK : RULE).stroke()
  }
  line(columns.map(({ heading }) => heading), 'bold')
  for (const [nth, row] of rows.entries()) {
    line(row, 'plain')
    // Others are served meanwhile.
    if (nth % 100 === 99) await breathe()
  }
}

// As wide as what stands in them, up to a third of the page; when that is too much for the page, each gives of what it has.
function widthsOf(doc: Doc, columns: Table['columns'], rows: readonly (readonly string[])[]): number[] {
  doc.font('bold').fontSize(SIZE)
  const room = doc.page.width - MARGIN * 2 - GAP * 2 * columns.length
  const headings = columns.map(({ heading }) => doc.widthOfString(heading))
  doc.font('plain')
  const natural = columns.map((_, at) => {
    const longest = rows.slice(0, 500).reduce((most, row) => ((row[at] ?? '').length > most.length ? (row[at] ?? '') : most), '')
    return Math.min(room / 3, Math.max(24, (headings[at] ?? 0) + 2, doc.widthOfString(longest) + 4))
  })
  const sum = natural.reduce((all, width) => all + width, 0)
  const scale = sum > room ? room / sum : Math.min(1.4, room / sum)
  return natural.map((width) => width * scale)
}
