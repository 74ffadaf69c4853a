// `lotline announce|change-announcement|close-announcement|receive|return|move|adjust|dispose`: what is done with goods, by the codes people know.
import { type Command, Option } from 'commander'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { type Cli, type Envelope, envelopeOf, examples, given, type Input, records, tell } from './cli-act.ts'
import { askIn } from './cli-doors.ts'
import { idOf, itemOf, maybeIdOf } from './cli-find.ts'
import {
  dateWords, goodsOf, linesOf, lotOf, lotsOf, onlyPlaceOf, placeOf, serialsOf, someLinesOf, takesLines, unitOf, type WrittenLine, wordOf, wordsAs,
} from './cli-lines.ts'

/** Adds them. */
export function addGoodsCommands(cli: Cli): void {
  addAnnounce(cli)
  addReceive(cli)
  addReturn(cli)
  addMove(cli)
  addAdjust(cli)
  addDispose(cli)
}

type Announcing = Envelope & { readonly kind: string; readonly expected?: string; readonly line?: readonly string[] } & {
  readonly [name in 'number' | 'supplier' | 'site']: string
}

type Changing = Envelope & { readonly expected?: string; readonly line?: readonly string[]; readonly add?: readonly string[]; readonly reason: string }

function addAnnounce(cli: Cli): void {
  const command = cli.program
    .command('announce')
    .description('goods that are expected: what was ordered of a supplier, or what they say is coming')
    .requiredOption('--number <number>')
    .requiredOption('--supplier <id or code>')
    .requiredOption('--site <id or code>')
    .addOption(new Option('--kind <kind>').choices(['purchase_order', 'advance_notice']).default('purchase_order'))
    .option('--expected <day>', 'for example: 2027-01-15')
  takesLines(command, '--line', 'what is expected', ['lot'])
  examples(records(command), 'announce --number PO-1 --supplier FARM --site MAIN --line TEA-1=200 --line CUP-1=50')
    .action(({ number, supplier, site, kind, expected, line, ...envelope }: Announcing) =>
      tell(cli, '/announcements', async (open) => ({
        ...envelopeOf(envelope), number, kind, expectedOn: expected,
        supplierId: await idOf(open, 'supplier', supplier), siteId: await idOf(open, 'site', site),
        lines: await Promise.all(someLinesOf('--line', line, ['lot']).map(async (one) => ({
          itemId: await idOf(open, 'item', one.what, undefined, one.called), quantity: one.quantity, ...wordsAs(one, { lot: 'lotCode' }),
        }))),
      })))
  const change = cli.program
    .command('change-announcement <announcement>')
    .description('it comes another day, less or more of it, or something else besides')
    .option('--expected <day>', 'for example: 2027-02-01; none: nobody knows when')
    .option('--line <line...>', 'a line as people count them and how much is expected of it now, 0 calls it off: 2=150')
    .requiredOption('--reason <reason>')
  takesLines(change, '--add', 'what is expected besides', ['lot'])
  examples(records(change), 'change-announcement PO-1 --expected 2027-02-01 --line 2=150 --add CUP-2=20 --reason "The farm wrote"')
    .action((wanted: string, options: Changing) => tell(cli, '/announcements/change', (open) => changeOf(open, wanted, options)))
  examples(records(cli.program
    .command('close-announcement <announcement>')
    .description('nothing more is expected of it')
    .requiredOption('--reason <reason>')), 'close-announcement PO-1 --reason "The rest is sold out"')
    .action((wanted: string, { reason, ...envelope }: Envelope & { reason: string }) =>
      tell(cli, '/announcements/close', async (open) => ({
        ...envelopeOf(envelope), announcementId: await idOf(open, 'announcement', wanted), reason,
      })))
}

async function changeOf(open: Database, wanted: string, { expected, line, add, reason, ...envelope }: Changing): Promise<Input> {
  const announcementId = await idOf(open, 'announcement', wanted)
  const lines = await linesIn(open, '/announcements/:id', announcementId)
  const idOfLine = (number: string) => {
    const found = lines.find((one) => String(one.line) === number)
    if (found === undefined) throw new Fault(`Announcement ${wanted} has no line ${number}.`, `It has ${lines.length}: lotline ask /announcements/:id id=${announcementId}`)
    return found.id
  }
  const more = await Promise.all(linesOf('--add', add, ['lot']).map(async (one) => ({
    itemId: await idOf(open, 'item', one.what, undefined, one.called), quantity: one.quantity, ...wordsAs(one, { lot: 'lotCode' }),
  })))
  return {
    ...envelopeOf(envelope), announcementId, reason, expectedOn: expected === 'none' ? null : expected,
    lines: line === undefined ? undefined : linesOf('--line', line, []).map(({ what, quantity }) => ({ lineId: idOfLine(what), quantity })),
    add: more.length === 0 ? undefined : more,
  }
}

type Receiving = Envelope & {
  readonly [name in 'supplier' | 'number' | 'announcement' | 'to']?: string
} & { readonly site: string; readonly opening?: boolean; readonly line?: readonly string[] }

const labelled = { 'own-code': 'ownCode', 'regulatory-code': 'regulatoryCode', 'regulatory-source': 'regulatorySource', facility: 'facility' } as const
const ofLot = ['lot', 'origin', ...Object.keys(dateWords), ...Object.keys(labelled)]
const ofArrival = { unit: 'unit', 'second-quantity': 'secondQuantity', 'supplier-lot': 'supplierLotCode', override: 'overrideReason' } as const
const arriving = [...ofLot, ...Object.keys(ofArrival), 'serial', 'owner', 'to', 'announced']

function addReceive(cli: Cli): void {
  const command = cli.program
    .command('receive')
    .description('goods that arrived: what, how much, of which lot, with the dates of its label')
    .option('--supplier <id or code>', 'who brought it')
    .requiredOption('--site <id or code>')
    .option('--number <number>', 'of the receipt; the id of the command when left out')
    .option('--announcement <id or number>', 'what it was announced as; lines find theirs by the item, or by announced=2')
    .option('--to <id or code>', 'where it was put; the receiving location of the site when left out')
    .option('--opening', 'it is no delivery: it is there when Lotline begins')
  takesLines(command, '--line', 'what came', arriving)
  examples(records(command),
    'receive --supplier FARM --site MAIN --line TEA-1=20 lot=A-17 best-before=2030-12 --line CUP-1=2.5 unit=case',
    'receive --opening --site MAIN --to MAIN-STOCK --line TEA-1=7 lot=OLD-1')
    .action((options: Receiving) => {
      const { opening = false, supplier } = options
      if (opening && (supplier ?? options.announcement ?? options.number) !== undefined) {
        throw new Fault('What is there already was brought by nobody.', 'Leave out --supplier, --number and --announcement, or --opening.')
      }
      if (!opening && supplier === undefined) throw new Fault('Nobody says who brought it.', 'Name the supplier with --supplier FARM.')
      return tell(cli, opening ? '/opening-stock' : '/receipts', (open) => receiptOf(open, options))
    })
}

async function receiptOf(open: Database, { supplier, site, number, announcement, to, line, ...envelope }: Receiving): Promise<Input> {
  const announcementId = await maybeIdOf(open, 'announcement', announcement)
  const announced = announcementId === undefined ? [] : await linesIn(open, '/announcements/:id', announcementId)
  const lines = await Promise.all(someLinesOf('--line', line, arriving).map(async (one) => {
    const { itemId, ownerId } = await goodsOf(open, one)
    return {
      itemId, ownerId, quantity: one.quantity, ...wordsAs(one, ofArrival), ...serialsOf(one), lot: await arrivingLot(open, one),
      toLocationId: await placeOf(open, one, 'to', to, '--to'),
      announcementLineId: lineIn(announced, itemId, wordOf(one, 'announced'), { called: one.called, word: 'announced', needed: false }),
    }
  }))
  return {
    ...envelopeOf(envelope), number, announcementId, supplierId: await maybeIdOf(open, 'supplier', supplier),
    siteId: await idOf(open, 'site', site), lines: lines.map(given),
  }
}

async function arrivingLot(open: Database, line: WrittenLine): Promise<Input | undefined> {
  const code = wordOf(line, 'lot')
  if (code === undefined) {
    const said = ofLot.find((word) => line.words.has(word))
    if (said !== undefined) throw new Fault(`${line.called} says ${said}= and no lot.`, 'Name the lot as well: lot=A-17.')
    return undefined
  }
  const dates = wordsAs(line, dateWords)
  return given({
    code, originId: await maybeIdOf(open, 'partner', wordOf(line, 'origin'), undefined, `origin= of ${line.called}`),
    ...wordsAs(line, labelled), dates: Object.keys(dates).length === 0 ? undefined : dates,
  })
}

type Returning = Envelope & {
  readonly [name in 'customer' | 'number' | 'order']?: string
} & { readonly site: string; readonly line?: readonly string[] }

const returned = ['lot', 'serial', 'owner', 'line']

function addReturn(cli: Cli): void {
  const command = cli.program
    .command('return')
    .description('goods that came back: matched by their order, else by the customer, else kept apart as unknown')
    .option('--order <id or number>', 'the order they were shipped for; lines find theirs by the item, or by line=2')
    .option('--customer <id or code>', 'who sent them back, when the order is not known')
    .requiredOption('--site <id or code>', 'where they arrived')
    .option('--number <number>', 'of the return; the id of the command when left out')
  takesLines(command, '--line', 'what came back', returned)
  examples(records(command),
    'return --order 1001 --site MAIN --line TEA-1=2',
    'return --customer ANNA --site MAIN --line TEA-1=1 lot=A-17')
    .action((options: Returning) => tell(cli, '/returns', (open) => returnOf(open, options)))
}

async function returnOf(open: Database, { customer, number, order, site, line, ...envelope }: Returning): Promise<Input> {
  const orderId = await maybeIdOf(open, 'order', order)
  const sold = orderId === undefined ? [] : await linesIn(open, '/orders/:id', orderId)
  const lines = await Promise.all(someLinesOf('--line', line, returned).map(async (one) => {
    const { itemId, ownerId } = await goodsOf(open, one)
    const nth = wordOf(one, 'line')
    if (orderId === undefined && nth !== undefined) throw new Fault(`${one.called} names a line of no order.`, 'Name the order with --order 1001.')
    const needed = orderId !== undefined
    return {
      itemId, ownerId, quantity: one.quantity, lotId: await lotOf(open, one, itemId), ...serialsOf(one),
      orderLineId: lineIn(sold, itemId, nth, { called: one.called, word: 'line', needed }),
    }
  }))
  return {
    ...envelopeOf(envelope), number, customerId: await maybeIdOf(open, 'customer', customer),
    siteId: await idOf(open, 'site', site), lines: lines.map(given),
  }
}

type OneLine = { readonly id: string; readonly line: number; readonly itemId: string }

async function linesIn(open: Database, path: string, id: string): Promise<OneLine[]> {
  const answer = await askIn(open, path, { id })
  const lines: unknown = answer !== null && typeof answer === 'object' && 'lines' in answer ? answer.lines : []
  return Array.isArray(lines) ? lines.map((row: OneLine) => ({ id: row.id, line: row.line, itemId: row.itemId })) : []
}

// The line of an order or announcement that is meant: by its number, else the only one of the item.
function lineIn(
  lines: readonly OneLine[],
  itemId: string,
  nth: string | undefined,
  { called, word, needed }: { readonly called: string; readonly word: string; readonly needed: boolean },
): string | undefined {
  if (nth !== undefined) {
    const found = lines.find(({ line }) => String(line) === nth)
    if (found !== undefined) return found.id
    throw new Fault(`There is no line ${nth} (${word}= of ${called}).`, `There are: ${lines.map(({ line }) => line).join(', ') || 'none'}.`)
  }
  const [first, second] = lines.filter((one) => one.itemId === itemId)
  if (second !== undefined) {
    const which = lines.filter((one) => one.itemId === itemId).map(({ line }) => line).join(' and ')
    throw new Fault(`Lines ${which} are of that item: ${called}.`, `Say which with ${word}=${first?.line ?? 1}.`)
  }
  if (first === undefined && needed) throw new Fault(`No line of the order is of that item: ${called}.`, 'Leave --order out, or name the order it was shipped for.')
  return first?.id
}

type Moving = Envelope & { readonly from?: string; readonly to?: string; readonly line?: readonly string[] }

const moved = ['lot', 'serial', 'owner', 'from', 'to']

function addMove(cli: Cli): void {
  const command = cli.program
    .command('move')
    .description('from one location of ours to another: put away, to quarantine, towards another site')
    .option('--from <id or code>', 'where it lay; may be left out while its lot lies in one place only')
    .option('--to <id or code>', 'where it lies now')
  takesLines(command, '--line', 'what was moved; several lot= mean one of these, nobody noted which', moved)
  examples(records(command),
    'move --from MAIN-RECEIVING --to MAIN-STOCK --line TEA-1=20 lot=A-17',
    'move --to MAIN-QUARANTINE --line KETTLE-1=1 serial=K-000471')
    .action((options: Moving) => tell(cli, '/stock/move', (open) => movesOf(open, options)))
}

async function movesOf(open: Database, { from, to, line, ...envelope }: Moving): Promise<Input> {
  const lines = await Promise.all(someLinesOf('--line', line, moved).map(async (one) => {
    const { itemId, ownerId } = await goodsOf(open, one)
    const lots = await lotsOf(open, one, itemId)
    const [lotId, another] = lots
    const serial = wordOf(one, 'serial')
    const unit = serial === undefined ? undefined : await unitOf(open, itemId, serial)
    const toLocationId = await placeOf(open, one, 'to', to, '--to')
    if (toLocationId === undefined) throw new Fault(`Nothing says where it went: ${one.called}.`, 'Say it with --to MAIN-STOCK.')
    const known = lotId ?? unit?.lotId
    const fromLocationId = (await placeOf(open, one, 'from', from, '--from')) ?? unit?.locationId ??
      (await onlyPlaceOf(open, { itemId, ownerId, lotId: known }, { called: one.called, argument: '--from' }))
    return given({
      itemId, ownerId, fromLocationId, toLocationId, quantity: one.quantity, serial,
      ...(another === undefined ? { lotId: known } : { candidateIds: lots }),
    })
  }))
  return { ...envelopeOf(envelope), lines }
}

type OfOnePlace = Envelope & {
  readonly [name in 'item' | 'lot' | 'owner' | 'location']?: string
} & { readonly serial?: readonly string[]; readonly reason: string }

function ofOnePlace(command: Command): Command {
  return command
    .option('--item <id or SKU>', 'may be left out when the lot says it')
    .option('--lot <id or code>')
    .option('--owner <id or code>', 'whose goods, when they are not ours')
    .option('--location <id or code>', 'may be left out while it lies in one place only')
    .option('--serial <code...>', 'the units with their own number, all of them')
}

function addAdjust(cli: Cli): void {
  const command = ofOnePlace(cli.program
    .command('adjust')
    .description('say how much of a lot really lies in a location: the difference is found or lost')
    .requiredOption('--counted <quantity>', 'how much is really there; 0: nothing')
    .requiredOption('--reason <reason>'))
  examples(records(command), 'adjust --item TEA-1 --lot A-17 --location MAIN-STOCK --counted 18 --reason "Stocktaking"')
    .action(({ counted, ...options }: OfOnePlace & { counted: string }) =>
      tell(cli, '/stock/adjust', async (open) => ({ ...(await lyingOf(open, options)), counted })))
}

function addDispose(cli: Cli): void {
  const command = ofOnePlace(cli.program
    .command('dispose')
    .description('destroy goods, with a reason')
    .requiredOption('--quantity <quantity>')
    .requiredOption('--reason <reason>'))
  examples(records(command), 'dispose --item TEA-1 --lot A-17 --location MAIN-QUARANTINE --quantity 2 --reason "Wet"')
    .action(({ quantity, ...options }: OfOnePlace & { quantity: string }) =>
      tell(cli, '/stock/dispose', async (open) => ({ ...(await lyingOf(open, options)), quantity })))
}

async function lyingOf(open: Database, { item, lot, owner, location, serial, reason, ...envelope }: OfOnePlace): Promise<Input> {
  const known = await maybeIdOf(open, 'item', item)
  const lotId = await maybeIdOf(open, 'lot', lot, known)
  const itemId = known ?? (lotId === undefined ? undefined : await itemOf(open, lotId))
  if (itemId === undefined) throw new Fault('Neither --item nor --lot says what it is of.', 'Name it, for example: --item TEA-1 --lot A-17.')
  const ownerId = await maybeIdOf(open, 'owner', owner)
  const locationId = (await maybeIdOf(open, 'location', location)) ??
    (await onlyPlaceOf(open, { itemId, lotId, ownerId }, { called: [item, lot].filter((one) => one !== undefined).join(' '), argument: '--location' }))
  return { ...envelopeOf(envelope), itemId, lotId, ownerId, locationId, serials: serial, reason }
}
