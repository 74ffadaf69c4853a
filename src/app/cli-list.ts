// `lotline list <what>`: every list, with the filters and sorts it declares. Codes are taken as people know them.
import type { Command } from 'commander'
import { Fault } from '#kernel'
import type { Database, QueryDoor } from '#platform'
import { askIn, refusedIn } from './cli-doors.ts'
import { printAnswer } from './cli-print.ts'
import { writeList } from './cli-list-file.ts'
import { withDatabase } from './connect.ts'
import { questions } from './wiring.ts'

type Globals = { readonly data?: string; readonly json?: boolean }
type Options = { readonly [name: string]: string | boolean | undefined }

/** Adds a command for every list. */
export function addListCommands(program: Command, globals: () => Globals): void {
  const lists = program.command('list').description('any list, filtered, sorted and page by page')
  for (const { path, list } of questions) {
    if (list !== undefined) addListCommand(lists, path.slice(1).replaceAll('/', '-'), path, globals)
  }
}

/** Adds the command of one list under some name. */
export function addListCommand(parent: Command, name: string, path: string, globals: () => Globals): Command {
  const door = questions.find((one) => one.path === path)
  if (door?.list === undefined) throw new Error(`There is no list ${path}.`)
  const { summary, list } = door
  const command = parent.command(name).description(summary)
  for (const [filter, { is }] of Object.entries(list.filters)) command.option(`--${dashed(filter)} <value>`, toldOf(is))
  return command
    .option('--sort <column>', `${Object.keys(list.sorts).join(', ')}; with - before it the highest first (${list.sort} unless said)`)
    .option('--after <next>', 'the page after this one')
    .option('--before <previous>', 'the page before this one')
    .option('--limit <rows>', 'rows of a page, at most 500')
    .option('--all', 'every page, one JSON row a line')
    .option('--format <format>', 'all rows as a file: csv, xlsx or pdf')
    .option('--columns <columns>', 'of such a file, joined by commas: code,sku:Item')
    .option('--zone <zone>', 'of such a file: the time zone of its moments (UTC unless said)')
    .option('--file <path>', 'where the file goes; to standard output unless said')
    .action((options: Options) =>
      withDatabase(globals().data, async (database) => {
        const { all, format, columns, zone, file, ...rest } = options
        const input = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
        if (format !== undefined) await writeList(database, path, input, { format: String(format), columns, zone, to: file })
        else if (all === true) await printAll(database, door, input)
        else await printPage(database, await askIn(database, path, input), globals().json === true)
      }),
    )
}

async function printPage(database: Database, page: unknown, json: boolean): Promise<void> {
  if (json || page === null || typeof page !== 'object') return printAnswer(database, page, json)
  const { total, totalIsExact, next, rows } = { total: 0, totalIsExact: true, next: null, rows: [], ...page }
  await printAnswer(database, rows, false)
  console.log(`\n${totalIsExact ? '' : 'more than '}${total} in all${next === null ? '' : `; the next page: --after ${next}`}`)
}

async function printAll(database: Database, { path }: QueryDoor, input: object): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const page = pageOf(await askIn(database, path, { ...input, limit: '500', ...(after === '' ? {} : { after }) }))
    for (const row of page.rows) console.log(JSON.stringify(row, refusedIn))
    after = page.next
  }
}

function pageOf(answer: unknown): { readonly rows: readonly unknown[]; readonly next: string | null } {
  if (answer !== null && typeof answer === 'object' && 'rows' in answer && 'next' in answer && Array.isArray(answer.rows)) {
    return { rows: answer.rows, next: typeof answer.next === 'string' ? answer.next : null }
  }
  throw new Fault('The answer is no page.', 'Ask without --all.')
}

function toldOf(schema: object): string {
  const told = 'description' in schema ? String(schema.description) : ''
  const choices = 'enum' in schema && Array.isArray(schema.enum) ? ` (${schema.enum.join(', ')})` : ''
  return `${told}${choices}`
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
