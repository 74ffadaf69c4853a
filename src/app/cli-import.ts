// `lotline import`: a list of somebody else's, as CSV.
import { type Command, Option } from 'commander'
import { print } from './cli-print.ts'
import { withDatabase } from './connect.ts'
import type { ImportOptions, ImportReport } from './import.ts'

type Globals = { readonly data?: string; readonly json?: boolean }
type Options = {
  readonly dryRun?: true
  readonly map: readonly string[]
  readonly encoding: string
  readonly errors?: string
  readonly leaveOut?: true
  readonly decimal?: string
  readonly dates?: string
}

const SHOWN = 20

/** Adds `lotline import`. */
export function addImportCommand(program: Command, globals: () => Globals): void {
  program
    .command('import <kind> <file>')
    .description('read items, partners, locations, lots, receipts, orders, shipments or returns from CSV (also .gz; - is standard input)')
    .option('--dry-run', 'check everything, apply nothing')
    .option('--map <theirs=ours>', 'which header is which column; may be given several times', (one: string, all: readonly string[]) => [...all, one], [])
    .option('--encoding <name>', 'for example windows-1252', 'utf-8')
    .option('--errors <file>', 'write everything that is wrong to this file, as CSV')
    .option('--leave-out', 'leave out the documents that are wrong, and do the rest')
    .addOption(new Option('--decimal <sign>', 'what stands before the parts of a whole in numbers').choices(['.', ',']))
    .addOption(new Option('--dates <order>', 'how dates are written besides YYYY-MM-DD').choices(['ymd', 'dmy', 'mdy']))
    .addHelpText('after', `
All of the file is checked first; with one error nothing of it is done, unless --leave-out says so. What only the record can judge, such as stock that
is not there, is refused then, document by document. Sending a file again changes nothing. An item that is there already
is changed to what the file says; blank cells change nothing. Headers that are no column are left unread, and are told.

Examples:
  lotline import items items.csv --dry-run
  lotline import receipts delivery.csv.gz --map Artikel=item --map Menge=quantity --errors wrong.csv
  curl -s https://shop.example/orders.csv | lotline import orders -`)
    .action(async (kind: string, path: string, { dryRun, map, encoding, errors, leaveOut, decimal, dates }: Options) => {
      const { importFile } = await import('./import.ts')
      const json = globals().json === true
      const report = await withDatabase(globals().data, (database) =>
        importFile(database, {
          kind, path, encoding, dryRun: dryRun === true, leavesOut: leaveOut === true, mapping: map, formats: formatsOf(decimal, dates),
          ...(errors === undefined ? {} : { errorsTo: errors }),
          progress: (done, of) => console.error(`${done} of ${of} documents`),
        }),
      )
      if (json) print(report, true)
      else tell(report, { dryRun: dryRun === true, leavesOut: leaveOut === true, errorsTo: errors })
      if (report.wrong > 0 || report.notApplied > 0) process.exitCode = 1
    })
}

function formatsOf(decimal: string | undefined, dates: string | undefined): NonNullable<ImportOptions['formats']> {
  return {
    ...(decimal === '.' || decimal === ',' ? { decimal } : {}),
    ...(dates === 'ymd' || dates === 'dmy' || dates === 'mdy' ? { dates } : {}),
  }
}

type How = { readonly dryRun: boolean; readonly leavesOut: boolean; readonly errorsTo: string | undefined }

function tell(report: ImportReport, { dryRun, leavesOut, errorsTo }: How): void {
  const { rows, unread, documents, applied, repeated, changing, changes, notApplied, refused, wrong, errors } = report
  const all = errorsTo === undefined ? 'Name a file with --errors to have them all.' : `All are in ${errorsTo}.`
  if (unread.length > 0) console.log(`Not read, as no column is called so: ${unread.join(', ')}.\n`)
  if (wrong > 0) {
    print(errors.slice(0, SHOWN), false)
    const isLeftOut = leavesOut && !errors.some(({ row }) => row === 1)
    console.log(`\n${wrong} errors in ${rows} rows; ${isLeftOut ? `${report.failing} documents are left out.` : 'nothing was done.'}${wrong > SHOWN ? ` ${all}` : ''}`)
    if (!isLeftOut) return
  }
  if (changing > 0) {
    print(changes.slice(0, SHOWN), false)
    console.log(`\n${changing} of what is there already ${dryRun ? 'would be' : 'was to be'} changed so.${changes.length > SHOWN ? ' --json tells more.' : ''}\n`)
  }
  const sound = documents - report.failing
  if (dryRun) console.log(`${rows} rows make ${documents} documents, and nothing is wrong with ${sound === documents ? 'them' : `${sound} of them`}. Nothing was done.`)
  else {
    if (notApplied > 0) print(refused.slice(0, SHOWN), false)
    console.log(`${rows} rows made ${sound} documents: ${applied} applied, ${repeated} were there already, ${notApplied} refused.`)
    if (notApplied > SHOWN) console.log(all)
  }
}
