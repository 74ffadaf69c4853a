// `lotline stock` and `lotline trace`: where things are, where they came from and where they went.
import { Fault, isId } from '#kernel'
import type { Database } from '#platform'
import { type Cli, examples, type Input, show } from './cli-act.ts'
import { idOf, maybeIdOf } from './cli-find.ts'

type Options = {
  readonly [name in 'item' | 'lot' | 'serial' | 'location' | 'site' | 'owner' | 'state' | 'by' | 'asOf' | 'position' | 'channel' | 'after' | 'limit']?: string
} & { readonly reserved?: true }

/** Adds `lotline stock`. */
export function addStockCommand(cli: Cli): void {
  examples(cli.program
    .command('stock')
    .description('what is where, now or at a moment; with --channel, what it could promise now')
    .option('--item <id or SKU>')
    .option('--lot <id or code>')
    .option('--serial <code>', 'where the unit with this number is, and who has it')
    .option('--location <id or code>')
    .option('--site <id or code>')
    .option('--owner <id or code>')
    .option('--state <state>', 'free (an order could have it), picked, held, in_transit, quarantine, staging, receiving, returns, expired or unknown_lot')
    .option('--by <what>', 'summed by item, lot, location, owner or site')
    .option('--as-of <moment>', 'as it was then, for example: 2026-10-01T12:00:00Z')
    .option('--position <number>', 'as it was known at this position of the record')
    .option('--reserved', 'what stands reserved of each item at a site, now or at a moment')
    .option('--channel <id or code>', 'by its least life and transit days, beside what is reserved')
    .option('--after <next>', 'the page after this one')
    .option('--limit <rows>', 'at most 500'),
  'stock --item TEA-1', 'stock --by item --site MAIN', 'stock --channel WEB --json', 'stock --reserved --as-of 2026-10-01T12:00:00Z')
    .action((options: Options) => show(cli, pathOf(options), (open) => askedBy(open, options)))
}

function pathOf({ serial, channel, location, lot, state, asOf, position, by, reserved }: Options): string {
  if (channel !== undefined && location !== undefined) {
    throw new Fault('A channel is promised from a site, not from one location.', 'Name the site with --site.')
  }
  if (reserved === true) {
    if (lot !== undefined || location !== undefined || state !== undefined || channel !== undefined) {
      throw new Fault('Reservations name no lot, no place and no state.', 'Ask by --item, --site or --owner.')
    }
    return '/stock/reserved'
  }
  if (serial !== undefined) return '/serials'
  if (channel !== undefined) return '/availability'
  if (asOf !== undefined || position !== undefined) return '/stock/as-of'
  return by === undefined ? '/balances' : '/stock'
}

async function askedBy(open: Database, options: Options): Promise<Input> {
  const itemId = await maybeIdOf(open, 'item', options.item)
  return {
    itemId, lotId: await maybeIdOf(open, 'lot', options.lot, itemId), code: options.serial,
    locationId: await maybeIdOf(open, 'location', options.location), siteId: await maybeIdOf(open, 'site', options.site),
    ownerId: await maybeIdOf(open, 'owner', options.owner), channelId: await maybeIdOf(open, 'channel', options.channel),
    state: options.state, by: options.by, at: options.asOf, position: options.position, after: options.after,
    limit: options.limit,
  }
}

type Tracing = Readonly<Record<string, string | true | undefined>>

const starts = {
  lot: 'lot', serial: 'serial', order: 'order', receipt: 'receipt', supplierLot: 'supplier_lot', customer: 'customer',
} as const

/** Adds `lotline trace`. */
export function addTraceCommand(cli: Cli): void {
  examples(cli.program
    .command('trace')
    .description('where it came from and where it went, with quantities that add up')
    .option('--lot <id or code>')
    .option('--serial <id or code>')
    .option('--order <id or number>')
    .option('--receipt <id or number>')
    .option('--supplier-lot <code>')
    .option('--customer <id or code>')
    .option('--item <id or SKU>', 'of which item, where several have the code')
    .option('--supplier <id or code>', 'whose lot, where several suppliers have the code')
    .option('--forward', 'where it went (the default)')
    .option('--back', 'where it came from')
    .option('--limit <rows>', 'at most so many rows of each list; the totals stay')
    .option('--position <position>', 'as it was known at this position of the record'),
  'trace --lot A-17 --item TEA-1 --forward', 'trace --order 1001 --back --json')
    .action((options: Tracing) => show(cli, '/trace', (open) => traceOf(open, options), { forPeople: ownApart }))
}

// The rows of the order, customer or receipt it was asked about, and apart from them what others had of the same lots.
function ownApart(answer: unknown): unknown {
  if (answer === null || typeof answer !== 'object') return answer
  return Object.fromEntries(Object.entries(answer).flatMap(([name, value]: [string, unknown]) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : []
    const rows = list.flatMap((row) => (row !== null && typeof row === 'object' && 'ofStart' in row ? [row] : []))
    if (rows.length === 0) return [[name, value]]
    const of = (own: boolean) => rows.filter((row) => row.ofStart === own).map(({ ofStart: _, ...row }) => row)
    return fromOne(answer) ? [[name, of(true)], [`${name}: also had of these lots`, of(false)]] : [[name, of(false)]]
  }))
}

// Whether the trace started at something that has rows of its own.
function fromOne(answer: object): boolean {
  const start = 'start' in answer ? answer.start : null
  const from = start !== null && typeof start === 'object' && 'from' in start ? start.from : null
  return from === 'order' || from === 'customer' || from === 'receipt'
}

async function traceOf(open: Database, options: Tracing): Promise<Input> {
  const named = Object.entries(starts).flatMap(([name, from]) => {
    const value = options[name]
    return typeof value === 'string' ? [{ from, value }] : []
  })
  const [start, second] = named
  if (start === undefined) throw new Fault('Nothing to trace from was named.', 'Name one, for example: --lot A-17.')
  if (second !== undefined) throw new Fault('A trace has one start, and several were named.', 'Trace from each by itself.')
  if (options['forward'] === true && options['back'] === true) throw new Fault('A trace goes one way.', 'Choose --forward or --back.')
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined)
  const itemId = await maybeIdOf(open, 'item', text('item'))
  const supplierId = await maybeIdOf(open, 'supplier', text('supplier'))
  const { from, value } = start
  // A lot, an order or a customer that is not there is told as such; the others are looked for by the trace.
  const id = from === 'order' || from === 'customer' ? await idOf(open, from, value) : isId(value) ? value : undefined
  return {
    direction: options['back'] === true ? 'back' : 'forward', from, ...(id === undefined ? { code: value } : { id }), itemId,
    supplierId, position: text('position'), limit: text('limit'),
  }
}
