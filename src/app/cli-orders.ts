// `lotline order`: an order from placing to delivery, by its number.
import type { Command } from 'commander'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { type Cli, examples, type Input, show, tell } from './cli-act.ts'
import { askIn } from './cli-doors.ts'
import { idOf, maybeIdOf } from './cli-find.ts'
import { addListCommand } from './cli-list.ts'

type Placing = {
  readonly number: string
  readonly channel: string
  readonly site: string
  readonly customer?: string
  readonly owner?: string
  readonly line: readonly string[]
  readonly through?: string
}

const steps: readonly (readonly [verb: string, says: string])[] = [
  ['reserve', 'reserve again what it lacks'], ['pick', 'pick all that is reserved, by its policy'],
  ['unpick', 'put back what was picked'],
]
const parcelSteps: readonly (readonly [verb: string, says: string])[] = [
  ['pack', 'note that it is packed'], ['ship', 'ship what is picked'], ['deliver', 'note that it arrived'],
]

/** Adds `lotline order list|show|waiting|place|reserve|reserve-waiting|pick|unpick|pack|ship|deliver|cancel|replay`. */
export function addOrderCommands(cli: Cli): void {
  const order = cli.program.command('order').description('orders, from placing to delivery')
  examples(addListCommand(order, 'list', '/orders', cli.globals), 'order list --customer ANNA --state shipped')
  examples(order
    .command('show <order>')
    .description('one order by id or number: where each line stands, its lots, and why these'), 'order show 1001')
    .action((wanted: string) => show(cli, '/orders/:id', async (open) => ({ id: await idOf(open, 'order', wanted) })))
  examples(order
    .command('replay <order>')
    .description('decide again which lots it got, and say whether that comes out the same'), 'order replay 1001')
    .action((wanted: string) => show(cli, '/orders/:id/replay', async (open) => ({ id: await idOf(open, 'order', wanted) })))
  examples(order
    .command('place')
    .description('place an order and reserve its lines')
    .requiredOption('--number <number>')
    .requiredOption('--channel <id or code>')
    .requiredOption('--site <id or code>')
    .option('--customer <id or code>', 'left out for a guest')
    .option('--owner <id or code>', 'whose stock it takes, when it is not ours')
    .requiredOption('--line <sku=quantity>', 'may be given several times', (one: string, all: readonly string[] | undefined) => [...(all ?? []), one])
    .option('--through <step>', 'placed (only noted), reserved (the default), picked or shipped'),
  'order place --number 1001 --channel WEB --site MAIN --customer ANNA --line TEA-1=3 --line CUP-2=1')
    .action((options: Placing) => tell(cli, '/orders', (open) => orderOf(open, options)))
  for (const [verb, says] of steps) {
    examples(order.command(`${verb} <order>`).description(says), `order ${verb} 1001`)
      .action((wanted: string) => tell(cli, `/orders/${verb}`, async (open) => ({ orderId: await idOf(open, 'order', wanted) })))
  }
  for (const [verb, says] of parcelSteps) {
    examples(order.command(`${verb} <order>`).description(says).option('--parcel <number>'), `order ${verb} 1001 --parcel DHL-77`)
      .action((wanted: string, { parcel }: { parcel?: string }) =>
        tell(cli, `/orders/${verb}`, async (open) => ({ orderId: await idOf(open, 'order', wanted), parcel })))
  }
  examples(order
    .command('cancel <order>')
    .description('cancel what has not shipped: of all of it, or of some lines')
    .option('--line <number...>', 'only these lines, by their numbers in the order')
    .requiredOption('--reason <reason>'), 'order cancel 1001 --line 2 --reason "The customer changed her mind"')
    .action((wanted: string, { reason, line }: { reason: string; line?: readonly string[] }) =>
      tell(cli, '/orders/cancel', async (open) => {
        const orderId = await idOf(open, 'order', wanted)
        return { orderId, reason, lineIds: line === undefined ? undefined : await lineIdsOf(open, { orderId, wanted }, line) }
      }))
  addWaiting(order, cli)
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

// Lines as people count them.
async function lineIdsOf(
  open: Database,
  { orderId, wanted }: { orderId: string; wanted: string },
  numbers: readonly string[],
): Promise<string[]> {
  const order = await askIn(open, '/orders/:id', { id: orderId })
  const lines: unknown = order !== null && typeof order === 'object' && 'lines' in order ? order.lines : []
  const ids = new Map(Array.isArray(lines) ? lines.map((row: { line: unknown; id: unknown }) => [String(row.line), String(row.id)]) : [])
  return numbers.map((number) => {
    const id = ids.get(number)
    if (id === undefined) throw new Fault(`Order ${wanted} has no line ${number}.`, `Look at it with: lotline order show ${wanted}`)
    return id
  })
}

async function orderOf(open: Database, { number, channel, site, customer, owner, line, through }: Placing): Promise<Input> {
  const ownerId = await maybeIdOf(open, 'owner', owner)
  const lines = await Promise.all(line.map(async (one) => {
    const [, item, quantity] = /^(.+)=([1-9]\d*)$/.exec(one) ?? []
    if (item === undefined) throw new Fault(`${one} is no order line.`, 'Write it as SKU=QUANTITY, for example: --line TEA-1=3.')
    return { itemId: await idOf(open, 'item', item), quantity, ...(ownerId === undefined ? {} : { ownerId }) }
  }))
  return {
    number, channelId: await idOf(open, 'channel', channel), siteId: await idOf(open, 'site', site),
    customerId: await maybeIdOf(open, 'customer', customer), through, lines,
  }
}
