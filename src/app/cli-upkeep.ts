// What keeps a Lotline well: check, export, backup, restore, doctor.
import { Fault } from '#kernel'
import { type Cli, examples } from './cli-act.ts'
import { print } from './cli-print.ts'
import { dataFolder, withDatabase } from './connect.ts'

/** Adds `lotline check|export|backup|restore|doctor`. */
export function addUpkeepCommands({ program, globals }: Cli): void {
  const json = () => globals().json === true
  examples(program
    .command('check')
    .description('rebuild every derived table, compare, and say every difference; ends with 1 when there is one'), 'check')
    .action(async () => {
      const { checkDatabase } = await import('./check.ts')
      const report = await withDatabase(globals().data, checkDatabase)
      if (json()) print(report, true)
      else console.log(report.text)
      process.exitCode = report.exitCode
    })
  addExport()
  examples(program
    .command('backup <file>')
    .description('write everything to one file while Lotline runs'), 'backup lotline-2026-11-26.backup')
    .action(async (path: string) => {
      const { backUp } = await import('./backup.ts')
      print(await withDatabase(globals().data, (database) => backUp(database, path)), json())
    })
  examples(program
    .command('restore <file>')
    .description('fill an empty Lotline from a backup, whole or not at all'), 'restore lotline-2026-11-26.backup --data new-folder')
    .action(async (path: string) => {
      const { restore } = await import('./backup.ts')
      print(await withDatabase(globals().data, (database) => restore(database, path)), json())
    })
  examples(program
    .command('doctor')
    .description('say what is wrong and how to mend it; changes nothing, and ends with 1 when something is wrong')
    .option('--port <port>', 'the port Lotline is to have (PORT, else 4210)'), 'doctor', 'doctor --data /srv/lotline --json')
    .action(async (options: { port?: string }) => {
      const { examine } = await import('./doctor.ts')
      const port = options.port ?? process.env['PORT']
      const findings = await examine(dataFolder(globals().data), port === undefined ? undefined : Number(port))
      print(findings, json())
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1
    })

  function addExport(): void {
    const examplesOf = ['export movements > movements.csv', 'export lots --format ndjson | gzip > lots.ndjson.gz', 'export --all year-end']
    examples(program
      .command('export [what]')
      .description('items, partners, locations, lots, lot-changes, documents, movements, transformations, balances, orders, reservations, shipments, returns or holds, streamed to standard output; or all of them into a folder')
      .option('--all <folder>', 'everything, a file of each kind, all as of one moment')
      .option('--format <format>', 'csv (the default) or ndjson (the default with --json)')
      .addHelpText('after', `
CSV is safe to open in a spreadsheet: a cell it would take for a formula has an apostrophe in front, which
\`lotline import\` takes off again. NDJSON has every value as it is.`), ...examplesOf)
      .action(async (what: string | undefined, options: { format?: string; all?: string }) => {
        const { exportAllTo, exportTo } = await import('./cli-export.ts')
        const { all } = options
        if ((what === undefined) === (all === undefined)) {
          throw new Fault('Nothing or too much is to be exported.', 'Name one kind, or --all and a folder.')
        }
        if (all !== undefined) {
          print(await withDatabase(globals().data, (database) => exportAllTo(database, all, options.format ?? 'csv')), json())
        } else if (what !== undefined) {
          await withDatabase(globals().data, (database) => exportTo(database, what, options.format ?? (json() ? 'ndjson' : 'csv')))
        }
      })
  }
}
