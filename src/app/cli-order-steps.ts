// `lotline order change|cancel|reserve|pick|unpick|pack|ship|deliver`: what is done to an order that is placed. Its lines are
// named as people count them.
import type { Command } from 'commander'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { type Cli, type Envelope, envelopeOf, examples, given, type Input, records, tell } from './cli-act.ts'
import { askIn } from './cli-doors.ts'
import { idOf, maybeIdOf } from './cli-find.ts'
import { goodsOf, linesOf, lotOf, lotsOf, placeOf, serialsOf, takesLines } from './cli-lines.ts'

/** Adds them. */
export function addOrderSteps(order: Command, cli: Cli): void {
  examples(records(order.command('reserve <order>').description('reserve again what it lacks')), 'order reserve 1001')
    .action((wanted: string, options: Envelope) => step(cli, 'reserve', wanted, options))
  addPick(order, cli)
  examples(records(order
    .command('unpick <order>')
    .description('put back what was picked: of all of it, or of one line')
    .option('--line <number>', 'only this line, by its number in the order')
    .option('--reason <reason>')), 'order unpick 1001 --line 2')
    .action((wanted: string, { line, reason, ...envelope }: Envelope & { line?: string; reason?: string }) =>
      tell(cli, '/orders/unpick', async (open) => {
        const of = await orderIn(open, wanted)
        return { ...envelopeOf(envelope), orderId: of.id, lineId: line === undefined ? undefined : of.line(line, '--line').id, reason }
      }))
  for (const [verb, says] of [['pack', 'note that it is packed'], ['deliver', 'note that it arrived']] as const) {
    examples(records(order.command(`${verb} <order>`).description(says).option('--parcel <number>')), `order ${verb} 1001 --parcel DHL-77`)
      .action((wanted: string, { parcel, ...envelope }: Envelope & { parcel?: string }) => step(cli, verb, wanted, envelope, { parcel }))
  }
  addShip(order, cli)
  addChange(order, cli)
  examples(records(order
    .command('cancel <order>')
    .description('cancel what has not shipped: of all of it, or of some lines')
    .option('--line <number...>', 'only these lines, by their numbers in the order')
    .requiredOption('--reason <reason>')), 'order cancel 1001 --line 2 --reason "The customer changed her mind"')
    .action((wanted: string, { reason, line, ...envelope }: Envelope & { reason: string; line?: readonly string[] }) =>
      tell(cli, '/orders/cancel', async (open) => {
        const of = await orderIn(open, wanted)
        return { ...envelopeOf(envelope), orderId: of.id, reason, lineIds: line?.map((one) => of.line(one, '--line').id) }
      }))
}

function step(cli: Cli, verb: string, wanted: string, envelope: Envelope, more: Input = {}): Promise<void> {
  return tell(cli, `/orders/${verb}`, async (open) => ({ ...envelopeOf(envelope), orderId: await idOf(open, 'order', wanted), ...more }))
}

const scanned = ['lot', 'location', 'serial']

function addPick(order: Command, cli: Cli): void {
  const command = order.command('pick <order>').description('pick all that is reserved, by its policy; or lines, lots and units as they were scanned')
  takesLines(command, '--line', 'only this line, by its number in the order, and how much of it', scanned)
  examples(records(command), 'order pick 1001', 'order pick 1001 --line 1=2 lot=A-17 --line 1=1 lot=A-18')
    .action((wanted: string, { line, ...envelope }: Envelope & { line?: readonly string[] }) =>
      tell(cli, '/orders/pick', async (open) => {
        const of = await orderIn(open, wanted)
        return { ...envelopeOf(envelope), orderId: of.id, lines: line === undefined ? undefined : await pickedOf(open, of, line) }
      }))
}

// A line that is named several times was picked of several lots.
async function pickedOf(open: Database, of: InOrder, said: readonly string[]): Promise<Input[]> {
  const all = await Promise.all(linesOf('--line', said, scanned).map(async (written) => {
    const { id, itemId } = of.line(written.what, '--line')
    const lotId = await lotOf(open, written, itemId)
    const locationId = await placeOf(open, written, 'location', undefined, '--line')
    if (lotId === undefined && locationId !== undefined) throw new Fault(`${written.called} names a place and no lot.`, 'Name the lot as well: lot=A-17.')
    const { quantity } = written
    return { id, quantity, called: written.called, ...serialsOf(written), lot: lotId === undefined ? null : given({ lotId, locationId, quantity, ...serialsOf(written) }) }
  }))
  return [...new Set(all.map(({ id }) => id))].map((lineId) => {
    const mine = all.filter(({ id }) => id === lineId)
    const lots = mine.flatMap(({ lot }) => (lot === null ? [] : [lot]))
    const [first, second] = mine
    if (lots.length === mine.length) return { lineId, lots }
    if (first === undefined || second !== undefined) throw new Fault(`One line is named twice: ${second?.called}.`, 'Name it once, or each time with its lot.')
    return given({ lineId, quantity: first.quantity, serials: first.serials })
  })
}

type Shipping = Envelope & { readonly parcel?: string; readonly serial?: readonly string[]; readonly override?: string }

function addShip(order: Command, cli: Cli): void {
  examples(records(order
    .command('ship <order>')
    .description('ship what is picked')
    .option('--parcel <number>')
    .option('--serial <line=number...>', 'units that get their number now, each with its line; lot= behind it where the line has several')
    .option('--override <reason>', 'why it leaves although its life is too short by now')),
  'order ship 1001 --parcel DHL-77', 'order ship 1002 --serial 1=K-000471 --serial 1=K-000472')
    .action((wanted: string, { parcel, serial, override, ...envelope }: Shipping) =>
      tell(cli, '/orders/ship', async (open) => {
        const of = await orderIn(open, wanted)
        const serials = serial === undefined ? undefined : await unitsOf(open, of, serial)
        return { ...envelopeOf(envelope), orderId: of.id, parcel, overrideReason: override, serials }
      }))
}

async function unitsOf(open: Database, of: InOrder, said: readonly string[]): Promise<Input[]> {
  const units: { lineId: string; serial: string; lotId?: string }[] = []
  for (const one of said) {
    const [, nth, serial] = /^(\d{1,9})=(.+)$/.exec(one) ?? []
    const before = units.at(-1)
    if (nth !== undefined && serial !== undefined) units.push({ lineId: of.line(nth, '--serial').id, serial })
    else if (one.startsWith('lot=') && before !== undefined) {
      const line = of.lines.find(({ id }) => id === before.lineId)
      before.lotId = await idOf(open, 'lot', one.slice(4), line?.itemId, '--serial')
    } else throw new Fault(`--serial ${one} names no unit of a line.`, 'Write it as 1=K-000471, the line and the number; lot=A-17 behind it says its lot.')
  }
  return units
}

type Changing = Envelope & { readonly [name in 'customer' | 'name' | 'address' | 'country']?: string } & {
  readonly reason: string
  readonly line?: readonly string[]
  readonly add?: readonly string[]
  readonly guest?: boolean
  readonly forgetAddress?: boolean
  readonly reserve: boolean
}

const added = ['lot', 'owner']

function addChange(order: Command, cli: Cli): void {
  const command = order.command('change <order>').description('quantities, more lines, for whom it is, where it goes')
  takesLines(command, '--line', 'how much of a line, by its number in the order, is wanted now; 0: none', [])
  takesLines(command, '--add', 'one more line', added)
  examples(records(command
    .option('--customer <id or code>', 'for whom it is')
    .option('--guest', 'it is a guest’s')
    .option('--name <name>', 'of whom it goes to')
    .option('--address <address>', 'where it goes')
    .option('--country <country>')
    .option('--forget-address', 'forget where it was to go')
    .option('--no-reserve', 'what is more than before is not set aside now')
    .requiredOption('--reason <reason>')),
  'order change 1001 --line 2=5 --add CUP-1=1 --reason "The customer called"')
    .action((wanted: string, options: Changing) => tell(cli, '/orders/change', (open) => changeOf(open, wanted, options)))
}

async function changeOf(open: Database, wanted: string, options: Changing): Promise<Input> {
  const { reason, line, add, customer, guest, forgetAddress, reserve, name, address, country, ...envelope } = options
  if (guest === true && customer !== undefined) throw new Fault('It is for a customer or for a guest.', 'Leave out --customer or --guest.')
  const of = await orderIn(open, wanted)
  const shipTo = given({ name, address, country })
  const more = await Promise.all(linesOf('--add', add, added).map(async (one) => {
    const goods = await goodsOf(open, one)
    return given({ ...goods, quantity: one.quantity, wantedLotId: (await lotsOf(open, one, goods.itemId))[0] })
  }))
  return {
    ...envelopeOf(envelope), orderId: of.id, reason,
    lines: line === undefined ? undefined
      : linesOf('--line', line, []).map(({ what, quantity }) => ({ lineId: of.line(what, '--line').id, quantity })),
    add: more.length === 0 ? undefined : more,
    customerId: guest === true ? null : await maybeIdOf(open, 'customer', customer),
    shipTo: forgetAddress === true ? null : Object.keys(shipTo).length === 0 ? undefined : shipTo,
    reserve: reserve ? undefined : false,
  }
}

type OrderLine = { readonly id: string; readonly line: string; readonly itemId: string }
type InOrder = { readonly id: string; readonly lines: readonly OrderLine[]; line(number: string, argument: string): OrderLine }

async function orderIn(open: Database, wanted: string): Promise<InOrder> {
  const id = await idOf(open, 'order', wanted)
  const order = await askIn(open, '/orders/:id', { id })
  const rows: unknown = order !== null && typeof order === 'object' && 'lines' in order ? order.lines : []
  const lines = Array.isArray(rows)
    ? rows.map((row: OrderLine) => ({ id: row.id, line: String(row.line), itemId: row.itemId })) : []
  return {
    id, lines,
    line: (number, argument) => {
      const found = lines.find(({ line }) => line === number)
      if (found !== undefined) return found
      throw new Fault(`Order ${wanted} has no line ${number} (${argument}).`, `Look at it with: lotline order show ${wanted}`)
    },
  }
}
