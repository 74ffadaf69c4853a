// Writing HTML: everything put into a page is escaped, unless it is HTML already.

/** A piece of HTML. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | bigint | boolean | null | undefined | Html | readonly Part[]

/** Writes HTML from a template; lists are joined, nothing and false are left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + written(parts[at])).join(''))
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(written).join('')
  return escaped(String(part))
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** What an answer holds under a name, step by step: `at(page, 'lot', 'code')`. */
export function at(value: unknown, ...steps: readonly string[]): unknown {
  let found = value
  for (const step of steps) {
    if (found === null || typeof found !== 'object') return undefined
    found = Object.entries(found).find(([name]) => name === step)?.[1]
  }
  return found
}

/** The same as text; empty when there is nothing. */
export function textAt(value: unknown, ...steps: readonly string[]): string {
  const found = at(value, ...steps)
  if (found === null || found === undefined) return ''
  if (found instanceof Date) return found.toISOString()
  return typeof found === 'object' ? JSON.stringify(found) : String(found)
}

/** The same as a list; empty when there is none. */
export function listAt(value: unknown, ...steps: readonly string[]): readonly unknown[] {
  const found = at(value, ...steps)
  return Array.isArray(found) ? found : []
}

/** A column of a table: its heading, and a cell from a row. A wide one is left out on a phone. */
export type Column = {
  readonly title: string
  readonly cell: (row: unknown) => string | Html
  readonly number?: true
  readonly wide?: true
}

/** A table, or a sentence when there are no rows. */
export function table(
  caption: string,
  rows: readonly unknown[],
  columns: readonly Column[],
  empty: string | Html,
): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`
  const side = ({ number, wide }: Column) => {
    const names = [number ? 'number' : '', wide ? 'wide' : ''].filter((name) => name !== '')
    return names.length === 0 ? '' : html` class="${names.join(' ')}"`
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((it) => html`<th scope="col"${side(it)}>${it.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${columns.map((it) => html`<td${side(it)}>${it.cell(row)}</td>`)}</tr>
`,
  )}</tbody></table></div>`
}

/** A column that shows a member of its rows. */
export function column(title: string, name: string): Column {
  return { title, cell: (row) => textAt(row, name) }
}

/** A column of quantities. */
export function quantities(title: string, name: string): Column {
  return { title, number: true, cell: (row) => grouped(textAt(row, name)) }
}

/** A column of moments. */
export function moments(title: string, name: string): Column {
  return { title, cell: (row) => moment(textAt(row, name)) }
}

/** The same column, left out on a phone. */
export function wide(column: Column): Column {
  return { ...column, wide: true }
}

/** A link; a code is kept in one piece. */
export function link(address: string, text: string): Html {
  return html`<a href="${address}"${/\s/.test(text) ? '' : html` class="whole"`}>${text}</a>`
}

/** A short word about a state. */
export function pill(text: string, mood: 'good' | 'bad' | 'quiet'): Html {
  return html`<span class="pill ${mood}">${text}</span>`
}

/** A whole number as people read it: thousands apart, by a narrow blank that does not break. */
export function grouped(number: string): string {
  return /^-?\d+$/.test(number) ? number.replace(/\B(?=(\d{3})+$)/g, '\u202f') : number
}

/** A quantity with its unit. */
export function measured(number: string, unit: string): string {
  const word = unit === 'piece' && number !== '1' ? 'pieces' : unit
  return word === '' ? grouped(number) : `${grouped(number)}\u00a0${word}`
}

/** A moment as people read it, on a phone its day alone; the machine's form stays with it. */
export function moment(iso: string): Html {
  if (iso === '') return html``
  const utc = Number.isNaN(Date.parse(iso)) ? iso : new Date(iso).toISOString()
  return html`<time datetime="${iso}">${utc.slice(0, 10)}<span class="wide"> ${utc.slice(11, 16)} UTC</span></time>`
}

/** Names and values, one below the other; what has no value is left out. */
export function facts(pairs: readonly (readonly [string, string | Html])[]): Html {
  const told = pairs.filter(([, value]) => value instanceof Html || value !== '')
  return html`<dl>${told.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
