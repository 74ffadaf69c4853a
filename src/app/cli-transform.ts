// `lotline transform`: lots become other lots, by the codes people know.
import { Argument } from 'commander'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { type Cli, type Envelope, envelopeOf, examples, given, type Input, records, tell } from './cli-act.ts'
import { idOf } from './cli-find.ts'
import { dateWords, goodsOf, lotOf, onlyPlaceOf, placeOf, serialsOf, someLinesOf, takesLines, type WrittenLine, wordOf, wordsAs } from './cli-lines.ts'

type Options = Envelope & {
  readonly site: string
  readonly from?: readonly string[]
  readonly into?: readonly string[]
  readonly edge?: readonly string[]
}

const kinds = ['make', 'repack', 'kit', 'unkit', 'split', 'merge', 'rework']
const measured = { 'second-quantity': 'secondQuantity' } as const
const labelled = { 'own-code': 'ownCode', 'regulatory-code': 'regulatoryCode', 'regulatory-source': 'regulatorySource', facility: 'facility' } as const
const goingIn = ['lot', 'location', 'owner', 'serial', ...Object.keys(measured)]
const comingOut = [...goingIn, 'part', ...Object.keys(dateWords), ...Object.keys(labelled)]

/** Adds `lotline transform make|repack|kit|unkit|split|merge|rework`. */
export function addTransformCommand(cli: Cli): void {
  const command = cli.program
    .command('transform')
    .addArgument(new Argument('<kind>', 'what was done').choices(kinds))
    .description('lots that became other lots; what comes out has the shortest life of what went in, unless told otherwise')
    .requiredOption('--site <id or code>')
  takesLines(command, '--from', 'what went in; its location may be left out while the lot lies in one place only', goingIn)
  takesLines(command, '--into', 'what came out, with the code of its new lot; it lies where the first input lay, unless told otherwise. part= names the units in a unit', comingOut)
  command.option('--edge <input:output=quantity...>', 'how much of which input is in which output, as 1:2=5, or 1:2=5:4 where 4 came of 5; in proportion when left out')
  examples(records(command),
    'transform split --site MAIN --from TEA-1=20 lot=A-17 --into TEA-1=12 lot=A-17-1 --into TEA-1=8 lot=A-17-2',
    'transform make --site MAIN --from LEAF=500 lot=L-3 --from TIN=10 lot=T-1 --into TEA-1=10 lot=B-1 best-before=2030-12')
    .action((kind: string, options: Options) => tell(cli, '/transformations', (open) => transformationOf(open, kind, options)))
}

async function transformationOf(open: Database, kind: string, { site, from, into, edge, ...envelope }: Options): Promise<Input> {
  const siteId = await idOf(open, 'site', site)
  const inputs = await Promise.all(someLinesOf('--from', from, goingIn).map((line) => inputOf(open, line, siteId)))
  const made = someLinesOf('--into', into, comingOut)
  const firstPlace = inputs[0]?.locationId
  const outputs = await Promise.all(made.map((line) => outputOf(open, line, firstPlace)))
  const parts = made.flatMap(partsOf)
  return {
    ...envelopeOf(envelope), kind, siteId, inputs: inputs.map(given), outputs,
    parts: parts.length === 0 ? undefined : parts, edges: edge?.map(edgeOf),
  }
}

async function inputOf(open: Database, line: WrittenLine, siteId: string) {
  const { itemId, ownerId } = await goodsOf(open, line)
  const lotId = await lotOf(open, line, itemId)
  const locationId = (await placeOf(open, line, 'location', undefined, '--from')) ??
    (await onlyPlaceOf(open, { itemId, lotId, ownerId, siteId }, { called: line.called, argument: 'location=' }))
  return { itemId, lotId, ownerId, locationId, quantity: line.quantity, ...wordsAs(line, measured), ...serialsOf(line) }
}

async function outputOf(open: Database, line: WrittenLine, firstPlace: string | undefined): Promise<Input> {
  const { itemId, ownerId } = await goodsOf(open, line)
  const code = wordOf(line, 'lot')
  if (code === undefined) throw new Fault(`${line.called} names no lot, and what comes out is a new lot.`, 'Give it a code: lot=B-1.')
  const dates = wordsAs(line, dateWords)
  return given({
    itemId, ownerId, code, quantity: line.quantity, locationId: (await placeOf(open, line, 'location', undefined, '--into')) ?? firstPlace,
    dates: Object.keys(dates).length === 0 ? undefined : dates, ...wordsAs(line, labelled), ...wordsAs(line, measured), ...serialsOf(line),
  })
}

// The units that went into the one unit of a line.
function partsOf(line: WrittenLine): Input[] {
  const parts = line.words.get('part')
  if (parts === undefined) return []
  const serial = wordOf(line, 'serial')
  if (serial === undefined) throw new Fault(`${line.called} says part= of no unit.`, 'Name the unit that has the parts: serial=K-1.')
  return [{ serial, parts }]
}

function edgeOf(written: string): Input {
  const [, input, output, inputQuantity, outputQuantity = inputQuantity] = /^(\d{1,4}):(\d{1,4})=(\d{1,13})(?::(\d{1,13}))?$/.exec(written) ?? []
  if (input !== undefined) return { input: Number(input), output: Number(output), inputQuantity, outputQuantity }
  throw new Fault(`--edge ${written} is no edge.`, 'Write it as 1:2=5, or 1:2=5:4: 5 of input 1 became 4 of output 2.')
}
