// The command line: what the API does, through the same doors. Refusals end with 1, faults with 2.
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { Fault, Refusal } from '#kernel'
import { dataFolder } from './connect.ts'
import { ask, call, refusedIn } from './cli-doors.ts'
import { addImportCommand } from './cli-import.ts'
import { addKeyCommands } from './cli-keys.ts'
import { addListCommands } from './cli-list.ts'
import { print } from './cli-print.ts'
import { addStockCommand } from './cli-stock.ts'

const program = new Command('lotline')
  .description('Lot and serial traceability for commerce')
  .option('--data <folder>', 'the data folder (LOTLINE_DATA, else ~/.lotline)')
  .option('--json', 'print JSON')
  .showHelpAfterError()

type Globals = { readonly data?: string; readonly json?: boolean }
const globals = (): Globals => program.opts<Globals>()

/** Asks a question and prints its answer. */
async function show(path: string, input: Readonly<Record<string, string | undefined>>): Promise<void> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  print(await ask(globals().data, path, Object.fromEntries(given)), globals().json === true)
}

/** Sends one command and prints its answer, or its refusal. */
async function tell(path: string, body: unknown): Promise<void> {
  const outcome = await call(globals().data, path, body)
  if (!outcome.ok) throw outcome.refusal
  print(outcome.answer, globals().json === true)
}

program
  .command('serve')
  .description('start Lotline: its database, server and worker')
  .option('--port <port>', 'the port (PORT, else 4210)')
  .option('--host <host>', 'the address to listen on', '127.0.0.1')
  .action(async (options: { port?: string; host: string }) => {
    const [{ serve }, { openLog }] = await Promise.all([import('./serve.ts'), import('#platform')])
    const port = options.port ?? process.env['PORT']
    const url = process.env['DATABASE_URL']
    const running = await serve({
      dataDir: dataFolder(globals().data),
      host: options.host,
      ...(port === undefined ? {} : { port: Number(port) }),
      ...(url === undefined ? {} : { databaseUrl: url }),
      loadExample: (await import('./example.ts')).loadExample,
      log: openLog(process.env['LOTLINE_LOG'] ?? 'warn'),
      print: () => {},
    })
    const stop = () => void running.stop().then(() => process.exit(0))
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    // Told last: whoever reads the address may stop it at once.
    if (globals().json === true) print({ address: running.address }, true)
    else console.log(`Lotline is at ${running.address}`)
  })

program
  .command('trace')
  .description('where it came from and where it went')
  .option('--lot <id or code>')
  .option('--serial <id or code>')
  .option('--order <id or number>')
  .option('--receipt <id or number>')
  .option('--supplier-lot <code>')
  .option('--customer <id or code>')
  .option('--forward', 'where it went (the default)')
  .option('--back', 'where it came from')
  .option('--json', 'print JSON')
  .action(async (options: Record<string, string | boolean | undefined>) => {
    const kinds = { lot: 'lot', serial: 'serial', order: 'order', receipt: 'receipt', supplierLot: 'supplier_lot', customer: 'customer' }
    const [kind] = Object.entries(kinds).filter(([name]) => typeof options[name] === 'string')
    if (kind === undefined) throw new Fault('Nothing to trace from was named.', 'Name one, for example: --lot ID.')
    const value = String(options[kind[0]])
    const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
    const answer = await ask(globals().data, '/trace', {
      direction: options['back'] === true ? 'back' : 'forward', from: kind[1], ...(isId ? { id: value } : { code: value }),
    })
    print(answer, globals().json === true || options['json'] === true)
  })

addStockCommand(program, globals)
addListCommands(program, globals)

const lot = program.command('lot').description('lots')
lot.command('list').option('--q <text>').action((options: { q?: string }) => show('/lots', { q: options.q }))
lot.command('show <id>').action((id: string) => show('/lots/:id', { id }))

const hold = program.command('hold').description('what may not be used')
hold.command('list').action(() => show('/holds', {}))
hold
  .command('place')
  .requiredOption('--item <id>')
  .requiredOption('--lot <id>')
  .requiredOption('--reason <reason>')
  .option('--location <id>')
  .action((options: { item: string; lot: string; reason: string; location?: string }) =>
    tell('/holds', {
      scope: options.location === undefined ? 'lot' : 'lot_in_location', itemId: options.item, lotId: options.lot,
      reason: options.reason, ...(options.location === undefined ? {} : { locationId: options.location }),
    }),
  )
hold
  .command('release <id>')
  .requiredOption('--reason <reason>')
  .action((holdId: string, { reason }: { reason: string }) => tell('/holds/release', { holdId, reason }))

const order = program.command('order').description('orders')
order.command('list').option('--number <number>').action((options: { number?: string }) => show('/orders', { number: options.number }))
order.command('show <id>').action((id: string) => show('/orders/:id', { id }))
order
  .command('replay <id>')
  .description('decide again which lots it got, and say whether that comes out the same')
  .action((id: string) => show('/orders/:id/replay', { id }))
for (const verb of ['reserve', 'pick', 'pack', 'ship', 'deliver', 'unpick']) {
  order.command(`${verb} <id>`).action((orderId: string) => tell(`/orders/${verb}`, { orderId }))
}
order
  .command('cancel <id>')
  .requiredOption('--reason <reason>')
  .action((orderId: string, { reason }: { reason: string }) => tell('/orders/cancel', { orderId, reason }))

addKeyCommands(program, globals)

program
  .command('call <path>')
  .description('perform any command with a JSON body from stdin, for example: lotline call /items')
  .action((path: string) => tell(path, JSON.parse(readFileSync(0, 'utf8'))))
program
  .command('ask <path> [input...]')
  .description('ask any question, for example: lotline ask /movements limit=10')
  .action((path: string, input: string[]) =>
    show(path, Object.fromEntries(input.map((one) => [one.split('=')[0], one.split('=').slice(1).join('=')]))),
  )

program
  .command('check')
  .description('rebuild every derived table, compare, and say every difference')
  .action(async () => {
    const [{ withDatabase }, { checkDatabase }] = await Promise.all([import('./connect.ts'), import('./check.ts')])
    const report = await withDatabase(globals().data, checkDatabase)
    if (globals().json === true) print(report, true)
    else console.log(report.text)
    process.exitCode = report.exitCode
  })

program
  .command('export <what>')
  .description('items, lots, documents, movements, transformations, balances, orders, shipments, returns or holds')
  .option('--format <format>', 'csv (the default) or ndjson (the default with --json)')
  .action(async (what: string, options: { format?: string }) => {
    const [{ withDatabase }, { exportTo }] = await Promise.all([import('./connect.ts'), import('./cli-export.ts')])
    await withDatabase(globals().data, (database) => exportTo(database, what, options.format ?? (globals().json === true ? 'ndjson' : 'csv')))
  })

addImportCommand(program, globals)

program
  .command('backup <file>')
  .description('write everything to one file while Lotline runs')
  .action(async (path: string) => {
    const [{ withDatabase }, { backUp }] = await Promise.all([import('./connect.ts'), import('./backup.ts')])
    print(await withDatabase(globals().data, (database) => backUp(database, path)), globals().json === true)
  })

program
  .command('restore <file>')
  .description('fill an empty Lotline from a backup')
  .action(async (path: string) => {
    const [{ withDatabase }, { restore }] = await Promise.all([import('./connect.ts'), import('./backup.ts')])
    print(await withDatabase(globals().data, (database) => restore(database, path)), globals().json === true)
  })

program
  .command('doctor')
  .description('say what is wrong, and how to mend it')
  .option('--port <port>', 'the port Lotline is to have (PORT, else 4210)')
  .action(async (options: { port?: string }) => {
    const { examine } = await import('./doctor.ts')
    const port = options.port ?? process.env['PORT']
    const findings = await examine(dataFolder(globals().data), port === undefined ? undefined : Number(port))
    print(findings, globals().json === true)
    if (findings.some(({ ok }) => !ok)) process.exitCode = 1
  })

try {
  await program.parseAsync()
} catch (error) {
  const json = globals().json === true
  if (error instanceof Refusal) {
    const told = { code: error.code, says: error.message, facts: error.facts }
    console.error(json ? JSON.stringify(told, refusedIn) : error.message)
    process.exitCode = 1
  } else if (error instanceof Fault) {
    console.error(json ? JSON.stringify({ says: error.message, mend: error.mend }) : `${error.message}\n${error.mend}`)
    process.exitCode = 2
  } else {
    throw error
  }
}
