// `lotline lot` and `lotline hold`: what is recorded of lots, and what of them may not be used.
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { type Cli, examples, type Input, show, tell } from './cli-act.ts'
import { idOf, itemOf, maybeIdOf } from './cli-find.ts'
import { addListCommand } from './cli-list.ts'

/** Adds `lotline lot list|show`. */
export function addLotCommands(cli: Cli): void {
  const lot = cli.program.command('lot').description('lots')
  examples(addListCommand(lot, 'list', '/lots', cli.globals), 'lot list --item TEA-1 --expiring-before 2027-01-01')
  examples(lot
    .command('show <lot>')
    .description('one lot by id or code: its dates, attributes and every change')
    .option('--item <id or SKU>', 'whose lot, where several items have the code'), 'lot show A-17 --item TEA-1')
    .action((wanted: string, { item }: { item?: string }) =>
      show(cli, '/lots/:id', async (open) => ({ id: await idOf(open, 'lot', wanted, await maybeIdOf(open, 'item', item)) })))
}

type Placing = {
  readonly [name in 'item' | 'lot' | 'location' | 'serial' | 'supplier']?: string
} & { readonly reason: string }

/** Adds `lotline hold list|place|release`. */
export function addHoldCommands(cli: Cli): void {
  const hold = cli.program.command('hold').description('what may not be used, and why')
  examples(addListCommand(hold, 'list', '/holds', cli.globals), 'hold list', 'hold list --which all --json')
  examples(hold
    .command('place')
    .description('hold a lot, a lot in one location, one unit, or all that comes of an item from a supplier from now on')
    .option('--item <id or SKU>')
    .option('--lot <id or code>')
    .option('--location <id or code>', 'the lot in this location only')
    .option('--serial <code>', 'one unit')
    .option('--supplier <id or code>', 'what will come of the item from this supplier; not what is here already')
    .requiredOption('--reason <reason>'),
  'hold place --item TEA-1 --lot A-17 --reason "The farm calls it back"',
  'hold place --item TEA-1 --supplier FARM --reason "Waiting for papers"')
    .action((options: Placing) => tell(cli, '/holds', (open) => holdOf(open, options)))
  examples(hold
    .command('release <hold>')
    .description('let what was held be used again')
    .requiredOption('--reason <reason>'), 'hold release 01900000-0000-7000-8000-00000000000f --reason "Papers came"')
    .action((holdId: string, { reason }: { reason: string }) => tell(cli, '/holds/release', () => ({ holdId, reason })))
}

async function holdOf(open: Database, { item, lot, location, serial, supplier, reason }: Placing): Promise<Input> {
  const known = await maybeIdOf(open, 'item', item)
  const lotId = await maybeIdOf(open, 'lot', lot, known)
  const itemId = known ?? (lotId === undefined ? undefined : await itemOf(open, lotId))
  if (itemId === undefined) throw new Fault('Nothing to hold was named.', 'Name it, for example: --item TEA-1 --lot A-17.')
  const locationId = await maybeIdOf(open, 'location', location)
  const supplierId = await maybeIdOf(open, 'supplier', supplier)
  const scope = serial !== undefined ? 'serial' : supplierId !== undefined ? 'item_supplier'
    : locationId !== undefined ? 'lot_in_location' : 'lot'
  return { scope, itemId, lotId, locationId, serial, supplierId, reason }
}
