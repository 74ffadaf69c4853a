// `lotline stock`: what is where, or with a channel what it could promise now. Codes are taken as well as ids.
import type { Command } from 'commander'
import { Fault, isId } from '#kernel'
import { findItemsBySku } from '#catalog'
import { findLocationsByCode } from '#locations'
import { query, type Statement } from '#platform'
import { askIn } from './cli-doors.ts'
import { print } from './cli-print.ts'
import { withDatabase } from './connect.ts'

type Globals = { readonly data?: string; readonly json?: boolean }
type Options = { readonly [name in 'item' | 'lot' | 'serial' | 'location' | 'site' | 'channel' | 'after' | 'limit']?: string }

/** Adds `lotline stock`. */
export function addStockCommand(program: Command, globals: () => Globals): void {
  program
    .command('stock')
    .description('what is where; with --channel, what it could promise now')
    .option('--item <id or SKU>')
    .option('--lot <id>')
    .option('--serial <code>', 'where the unit with this number is, and who has it')
    .option('--location <id or code>')
    .option('--site <id or code>')
    .option('--channel <id or code>', 'by its least life and transit days, beside what is reserved')
    .option('--after <next>', 'the page after this one')
    .option('--limit <rows>', 'at most 500')
    .action((options: Options) =>
      withDatabase(globals().data, async (open) => {
        if (options.channel !== undefined && options.location !== undefined) {
          throw new Fault('A channel is promised from a site, not from one location.', 'Name the site with --site.')
        }
        const tx = { read: <Row extends object>(statement: Statement, values?: readonly unknown[]) => query<Row>(open, statement, values) }
        const itemId = await idOf('item', options.item, async (sku) => (await findItemsBySku(tx, [sku])).map(({ id }) => id))
        const place = async (code: string) => [...(await findLocationsByCode(tx, [code])).values()].map(({ id }) => id)
        const locationId = await idOf('location', options.location, place)
        const siteId = await idOf('site', options.site, place)
        const channelId = await idOf('channel', options.channel, async (code) => channelsNamed(await askIn(open, '/channels', {}), code))
        const { lot: lotId, serial: code, after, limit } = options
        const path = code !== undefined ? '/serials' : channelId === undefined ? '/balances' : '/availability'
        const asked = { itemId, lotId, code, locationId, siteId, channelId, after, limit }
        const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
        print(await askIn(open, path, given), globals().json === true)
      }),
    )
}

async function idOf(
  what: string,
  wanted: string | undefined,
  find: (code: string) => Promise<string[]>,
): Promise<string | undefined> {
  if (wanted === undefined || isId(wanted)) return wanted
  const [first, second] = await find(wanted)
  if (first === undefined) throw new Fault(`There is no ${what} ${wanted}.`, `Look for it with: lotline ask /${what === 'site' ? 'location' : what}s`)
  if (second !== undefined) throw new Fault(`Several owners have an ${what} ${wanted}.`, 'Name it by its id.')
  return first
}

function channelsNamed(answer: unknown, code: string): string[] {
  const rows: unknown = answer !== null && typeof answer === 'object' && 'rows' in answer ? answer.rows : []
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row: { readonly id: string; readonly code: string }) => (row.code === code ? [row.id] : []))
}
