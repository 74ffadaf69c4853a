// `lotline order`: an order from placing to delivery, by its number.
import { type Command, Option } from 'commander'
import type { Database } from '#platform'
import { type Cli, type Envelope, envelopeOf, examples, given, type Input, records, show, tell } from './cli-act.ts'
import { idOf, maybeIdOf } from './cli-find.ts'
import { goodsOf, lotOf, serialsOf, someLinesOf, takesLines } from './cli-lines.ts'
import { addListCommand } from './cli-list.ts'
import { orderForPeople } from './cli-order-print.ts'
import { addOrderSteps } from './cli-order-steps.ts'

type ShipTo = { readonly [name in 'name' | 'address' | 'country']?: string }
type Placing = Envelope & ShipTo & {
  readonly number: string
  readonly channel: string
  readonly site: string
  readonly customer?: string
  readonly owner?: string
  readonly line?: readonly string[]
  readonly through?: string
}

const ordered = ['lot', 'owner', 'serial']

/** Adds `lotline order list|show|replay|waiting|place|change|cancel|reserve|reserve-waiting|pick|unpick|pack|ship|deliver`. */
export function addOrderCommands(cli: Cli): void {
  const order = cli.program.command('order').description('orders, from placing to delivery')
  examples(addListCommand(order, 'list', '/orders', cli.globals), 'order list --customer ANNA --state shipped')
  examples(order
    .command('show <order>')
    .description('one order by id or number: where each line stands, its lots, and why these'), 'order show 1001')
    .action((wanted: string) =>
      show(cli, '/orders/:id', async (open) => ({ id: await idOf(open, 'order', wanted) }), { forPeople: orderForPeople }))
  examples(order
    .command('replay <order>')
    .description('decide again which lots it got, and say whether that comes out the same'), 'order replay 1001')
    .action((wanted: string) => show(cli, '/orders/:id/replay', async (open) => ({ id: await idOf(open, 'order', wanted) })))
  addPlace(order, cli)
  addOrderSteps(order, cli)
  addWaiting(order, cli)
}

function addPlace(order: Command, cli: Cli): void {
  const place = order
    .command('place')
    .description('place an order and reserve its lines')
    .requiredOption('--number <number>')
    .requiredOption('--channel <id or code>')
    .requiredOption('--site <id or code>')
    .option('--customer <id or code>', 'left out for a guest')
    .option('--owner <id or code>', 'whose stock it takes, when it is not ours')
  takesLines(place, '--line', 'what is ordered; lot= where it must be of one lot', ordered)
  examples(records(place
    .addOption(new Option('--through <step>', 'how far it goes at once: placed is only noted; reserved when left out').choices(['placed', 'reserved', 'picked', 'shipped']))
    .option('--name <name>', 'of whom it goes to')
    .option('--address <address>', 'where it goes')
    .option('--country <country>')),
  'order place --number 1001 --channel WEB --site MAIN --customer ANNA --line TEA-1=3 --line CUP-2=1')
    .action((options: Placing) => tell(cli, '/orders', (open) => orderOf(open, options)))
}

async function orderOf(open: Database, { number, channel, site, customer, owner, line, through, name, address, country, ...envelope }: Placing): Promise<Input> {
  const ownerId = await maybeIdOf(open, 'owner', owner)
  const lines = await Promise.all(someLinesOf('--line', line, ordered).map(async (one) => {
    const goods = await goodsOf(open, one)
    return given({
      itemId: goods.itemId, ownerId: goods.ownerId ?? ownerId, quantity: one.quantity, ...serialsOf(one),
      wantedLotId: await lotOf(open, one, goods.itemId),
    })
  }))
  const shipTo = given({ name, address, country })
  return {
    ...envelopeOf(envelope), number, channelId: await idOf(open, 'channel', channel), siteId: await idOf(open, 'site', site),
    customerId: await maybeIdOf(open, 'customer', customer), through, lines,
    shipTo: Object.keys(shipTo).length === 0 ? undefined : shipTo,
  }
}

// What waits for stock, and serving it.
function addWaiting(order: Command, cli: Cli): void {
  examples(order
    .command('waiting')
    .description('order lines that wait for stock, the oldest order first')
    .option('--item <id or SKU>')
    .option('--site <id or code>')
    .option('--after <next>', 'the page after this one'), 'order waiting --item TEA-1')
    .action((options: Scope & { after?: string }) =>
      show(cli, '/orders/waiting', async (open) => ({ ...(await scopeOf(open, options)), after: options.after })))
  examples(order
    .command('reserve-waiting')
    .description('set aside for the orders that wait for stock, the oldest first, up to a thousand lines')
    .option('--item <id or SKU>')
    .option('--site <id or code>')
    .option('--after <next>', 'go on behind the lines served before'), 'order reserve-waiting --site MAIN')
    .action((options: Scope & { after?: string }) =>
      tell(cli, '/orders/reserve-waiting', async (open) => ({ ...(await scopeOf(open, options)), after: options.after })))
}

type Scope = { readonly item?: string; readonly site?: string }

async function scopeOf(open: Database, { item, site }: Scope) {
  return { itemId: await maybeIdOf(open, 'item', item), siteId: await maybeIdOf(open, 'site', site) }
}
