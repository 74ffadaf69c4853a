// Reading a whole query as PostgreSQL's own text (COPY ... TO STDOUT): rows end with a line feed, values are told apart by
// tabs, and nothing of them is parsed. For lists of millions this is several times cheaper than rows of values, and the
// database may work on it in parallel, which it does not for a cursor.
import type pg from 'pg'

const ENOUGH = 2 ** 17

/**
 * Gives the rows of a query, some at a time. In a value a backslash is written before the letters b, f, n, r, t and v, which
 * mean signs of control, and before a backslash; `nothing` stands for no value.
 */
export async function* copyOut(client: pg.Client, text: string, nothing: '' | '\\N'): AsyncGenerator<string[]> {
  const copy = new CopyOut(`copy (${text}) to stdout (format text, null '${nothing}')`)
  client.query(copy)
  try {
    for (let rows = await copy.next(); rows !== null; rows = await copy.next()) yield rows
  } finally {
    copy.leave()
  }
}

/** A value as it was before it was written as text. */
export function unescaped(value: string): string {
  return value.includes('\\') ? value.replace(/\\(.)/g, (_, sign: string) => controls[sign] ?? sign) : value
}

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** One COPY, as the driver sends it and hands on what comes: every message is a row. */
class CopyOut implements pg.Submittable {
  readonly #text: string
  #line: pg.Connection | undefined
  #rows: string[] = []
  #signs = 0
  #ended = false
  #left = false
  #failure: Error | undefined
  #wake: (() => void) | undefined

  constructor(text: string) {
    this.#text = text
  }

  submit(line: pg.Connection): void {
    this.#line = line
    line.query(this.#text)
  }

  /** Some rows, as soon as there are; null at the end. */
  async next(): Promise<string[] | null> {
    while (this.#rows.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.#failure !== undefined) throw this.#failure
    const rows = this.#rows
    this.#rows = []
    this.#signs = 0
    this.#line?.stream.resume()
    return rows.length === 0 ? null : rows
  }

  /** Nobody wants what is still to come. */
  leave(): void {
    this.#left = true
    this.#line?.stream.resume()
  }

  // The driver uses the memory of a message again: what is in it is read at once.
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.#left) return
    this.#rows.push(chunk.toString('utf8', 0, chunk.length - 1))
    this.#signs += chunk.length
    if (this.#signs < ENOUGH) return
    this.#line?.stream.pause()
    this.#rouse()
  }

  handleError(error: Error): void {
    this.#failure = error
    this.#end()
  }

  handleCommandComplete(): void {
    this.#end()
  }

  handleReadyForQuery(): void {
    this.#end()
  }

  #end(): void {
    this.#ended = true
    this.#rouse()
  }

  #rouse(): void {
    this.#wake?.()
    this.#wake = undefined
  }
}
