// `lotline correct`: what a line of a document really was, by the codes people know.
import { Fault, isId } from '#kernel'
import { type Database, query, type Statement } from '#platform'
import { type Cli, examples, type Input, tell } from './cli-act.ts'
import { idOf, maybeIdOf } from './cli-find.ts'

type Options = {
  readonly [name in 'line' | 'quantity' | 'unit' | 'lot' | 'item' | 'supplier' | 'location' | 'origin' | 'bestBefore' | 'useBy']?: string
} & { readonly reason: string; readonly neverHappened?: boolean; readonly dryRun?: boolean }

const documentsNamed: Statement = {
  name: 'app.documents-named',
  text: `select document_id as id, 'receipt ' || number as seen from receiving.receipt where number = $1
    union all select document_id, 'return ' || number from orders.customer_return where number = $1
    union all select distinct m.document_id, 'shipment of order ' || o.number || ' at ' || to_char(m.occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI"Z"')
      from orders.sales_order o join orders.line l on l.order_id = o.id
      join ledger.movement m on m.reference_id = l.id and m.kind = 'ship' where o.number = $1`,
}
const oneLine: Statement = {
  name: 'app.line-corrected',
  text: 'select kind, item_id as "itemId" from ledger.movement where document_id = $1 and line = $2',
}

/** Adds `lotline correct`. */
export function addCorrectCommand(cli: Cli): void {
  examples(cli.program
    .command('correct <document>')
    .description('say what a line of a document really was, by its id, or the number of the receipt, return or shipped order')
    .option('--line <number>', 'the line, as the document numbered it')
    .option('--quantity <quantity>', 'how much it really was; 0: it never happened')
    .option('--unit <unit>', 'what the quantity counts, when it is not the base unit')
    .option('--lot <id or code>', 'its lot: of a receipt the code on the label, else a lot that is known')
    .option('--origin <id or code>', 'who assigned the code on the label, when it was not the supplier')
    .option('--best-before <date>', 'of a receipt, as on the label')
    .option('--use-by <date>', 'of a receipt, as on the label')
    .option('--item <id or SKU>', 'the item it really was')
    .option('--supplier <id or code>', 'of a receipt, who really brought it')
    .option('--location <id or code>', 'where the goods of the difference lie; of a move, where they really went')
    .option('--never-happened', 'the whole document; name no line')
    .option('--dry-run', 'say what would follow, or why it would be refused; record nothing')
    .requiredOption('--reason <reason>'),
  'correct R-1001 --line 1 --quantity 8 --reason "Counted again at the dock"',
  'correct R-1001 --line 2 --lot A-17 --best-before 2027-03 --reason "Misread"',
  'correct R-1001 --line 1 --quantity 2.5 --unit case --reason "A half case was missing"',
  'correct R-1002 --never-happened --reason "Booked twice" --dry-run')
    .action((wanted: string, options: Options) => tell(cli, '/corrections', (open) => correctionOf(open, wanted, options), { isRehearsal: options.dryRun === true }))
}

async function correctionOf(open: Database, wanted: string, options: Options): Promise<Input> {
  const documentId = await documentOf(open, wanted)
  const { reason, line } = options
  if (options.neverHappened === true) {
    if (line !== undefined) throw new Fault('A document that never happened has no line to correct.', 'Leave out --line, or --never-happened.')
    return { reason, documents: [documentId] }
  }
  if (line === undefined || !/^[1-9]\d{0,8}$/.test(line)) {
    throw new Fault(`${line ?? 'Nothing'} is no line of a document.`, 'Name it with --line 1; lotline ask /movements documentId=ID shows them.')
  }
  return { reason, lines: [{ documentId, line: Number(line), ...(await lineOf(open, documentId, options)) }] }
}

async function lineOf(open: Database, documentId: string, options: Options): Promise<Input> {
  const [known] = await query<{ kind: string; itemId: string }>(open, oneLine, [documentId, Number(options.line)])
  const itemId = await maybeIdOf(open, 'item', options.item)
  const { lot, bestBefore, useBy } = options
  const onLabel = known?.kind === 'receipt' || known?.kind === 'opening' || known?.kind === 'produce'
  const originId = await maybeIdOf(open, 'partner', options.origin)
  const dates = { ...(bestBefore === undefined ? {} : { bestBefore }), ...(useBy === undefined ? {} : { useBy }) }
  const labelled = (onLabel && lot !== undefined && !isId(lot)) || originId !== undefined || Object.keys(dates).length > 0
  return {
    ...(options.quantity === undefined ? {} : { quantity: options.quantity }),
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    ...(itemId === undefined ? {} : { itemId }),
    ...(labelled
      ? { lot: { ...(lot === undefined ? {} : { code: lot }), ...(originId === undefined ? {} : { originId }), ...(Object.keys(dates).length === 0 ? {} : { dates }) } }
      : lot === undefined ? {} : { lotId: await idOf(open, 'lot', lot, itemId ?? known?.itemId) }),
    ...named('supplierId', await maybeIdOf(open, 'supplier', options.supplier)),
    ...named('locationId', await maybeIdOf(open, 'location', options.location)),
  }
}

function named(name: string, id: string | undefined): Input {
  return id === undefined ? {} : { [name]: id }
}

async function documentOf(open: Database, wanted: string): Promise<string> {
  const found = await query<{ id: string; seen: string }>(open, documentsNamed, [wanted])
  const [first, second] = found
  if (first === undefined) {
    if (isId(wanted)) return wanted
    throw new Fault(`There is no receipt, return or shipped order ${wanted}.`, 'Look for its id with: lotline ask /documents')
  }
  if (second === undefined) return first.id
  throw new Fault(`Several documents are of ${wanted}: ${found.map((one) => `${one.seen} (${one.id})`).join(', ')}.`, 'Name it by its id.')
}
