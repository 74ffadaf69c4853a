// How the command line prints an answer: JSON, or a table for rows and `name  value` for the rest.

/** Prints an answer. Quantities are text in JSON. */
export function print(answer: unknown, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value), 2))
    return
  }
  const rows = rowsOf(answer)
  if (rows !== null) table(rows)
  else if (answer !== null && typeof answer === 'object') {
    for (const [name, value] of Object.entries(answer)) {
      const inner = rowsOf(value)
      if (inner === null) console.log(`${name.padEnd(18)} ${text(value)}`)
      else {
        console.log(`\n${name}`)
        table(inner)
      }
    }
  } else console.log(text(answer))
}

type Row = Readonly<Record<string, unknown>>

function rowsOf(value: unknown): Row[] | null {
  const list = value !== null && typeof value === 'object' && 'rows' in value ? value.rows : value
  if (!Array.isArray(list)) return null
  return list.flatMap((one: unknown): Row[] => (one !== null && typeof one === 'object' ? [{ ...one }] : []))
}

function table(rows: readonly Row[]): void {
  if (rows.length === 0) {
    console.log('Nothing.')
    return
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => text(row[name]).length)))
  const line = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()
  console.log(line(names))
  for (const row of rows) console.log(line(names.map((name) => text(row[name]))))
}

function text(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v)) : String(value)
}
