// The command line: what the API does, through the same doors.
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { Fault, Refusal } from '#kernel'
import { type Cli, examples, type Globals, show, tell } from './cli-act.ts'
import { addCorrectCommand } from './cli-correct.ts'
import { addDemoCommands } from './cli-demo.ts'
import { askable, callable, refusedIn } from './cli-doors.ts'
import { addGoodsCommands } from './cli-goods.ts'
import { addImportCommand } from './cli-import.ts'
import { addKeyCommands } from './cli-keys.ts'
import { addListCommands } from './cli-list.ts'
import { addOrderCommands } from './cli-orders.ts'
import { print } from './cli-print.ts'
import { addHoldCommands, addLotCommands } from './cli-record.ts'
import { addStockCommand, addTraceCommand } from './cli-stock.ts'
import { addTransformCommand } from './cli-transform.ts'
import { addUpkeepCommands } from './cli-upkeep.ts'
import { dataFolder } from './connect.ts'

const HINT = 'Ask for help with --help.'
// Who reads JSON reads what is wrong with the words as such, too.
const wrongWordsAsJson = {
  outputError: (text: string, write: (text: string) => void) =>
    write(`${JSON.stringify({ says: text.trim().replace(/^error: /, ''), mend: HINT })}\n`),
  writeErr: (text: string) => {
    if (text.trim() !== HINT) process.stderr.write(text)
  },
}
const program = new Command('lotline')
  .description('Lot and serial traceability for commerce')
  .option('--data <folder>', 'the data folder (LOTLINE_DATA, else ~/.lotline)')
  .option('--json', 'print JSON, whole')
  .showHelpAfterError(HINT)
  .configureOutput(process.argv.includes('--json') ? wrongWordsAsJson : {})
  .exitOverride()
  .addHelpText('after', `
Every command uses the running server's database, that of DATABASE_URL, or starts the one of the data folder for its time.
It ends with 0 when it is done; 1 when it was refused, a file has errors, or check or doctor found something;
2 when it could not be done (wrong words, no database, no disk); 3 for a bug of Lotline.`)

const globals = (): Globals => program.opts<Globals>()
const cli: Cli = { program, globals }

examples(program
  .command('serve')
  .description('start Lotline: its database, server and worker')
  .option('--port <port>', 'the port (PORT, else 4210)')
  .option('--host <host>', 'the address to listen on', '127.0.0.1')
  .option('--behind-https', 'a proxy in front speaks https (LOTLINE_BEHIND_HTTPS=yes)')
  .option('--private-webhooks', 'webhooks may go to this machine and its own network (LOTLINE_PRIVATE_WEBHOOKS=yes)'), 'serve --port 8080 --data /srv/lotline')
  .action(async (options: { port?: string; host: string; behindHttps?: boolean; privateWebhooks?: boolean }) => {
    const [{ serve }, { mailSettings, openLog }] = await Promise.all([import('./serve.ts'), import('#platform')])
    const port = options.port ?? process.env['PORT']
    const url = process.env['DATABASE_URL']
    const running = await serve({
      dataDir: dataFolder(globals().data),
      host: options.host,
      ...(port === undefined ? {} : { port: Number(port) }),
      ...(url === undefined ? {} : { databaseUrl: url }),
      loadExample: (await import('./example.ts')).loadExample,
      log: openLog(process.env['LOTLINE_LOG'] ?? 'warn'),
      https: options.behindHttps === true || process.env['LOTLINE_BEHIND_HTTPS'] === 'yes',
      privateWebhooks: options.privateWebhooks === true || process.env['LOTLINE_PRIVATE_WEBHOOKS'] === 'yes',
      mail: mailSettings(process.env),
      print: () => {},
    })
    const stop = () => void running.stop().then(() => process.exit(0))
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    // Told last: whoever reads the address may stop it at once.
    if (globals().json === true) print({ address: running.address }, true)
    else console.log(`Lotline is at ${running.address}`)
  })

addTraceCommand(cli)
addStockCommand(cli)
addListCommands(program, globals)
addLotCommands(cli)
addHoldCommands(cli)
addOrderCommands(cli)
addGoodsCommands(cli)
addTransformCommand(cli)
addCorrectCommand(cli)
addKeyCommands(program, globals)

examples(program
  .command('call <path>')
  .description('perform any command of the API with a JSON body from standard input'), 'call /items < item.json')
  .addHelpText('after', () => `\nCommands:\n${callable()}\n\nWhat each takes stands at /api/openapi.json of a running server.`)
  .action((path: string) => tell(cli, path, () => bodyFrom(readFileSync(0, 'utf8')), { argument: (place) => place }))
examples(program
  .command('ask <path> [input...]')
  .description('ask any question of the API'), 'ask /movements limit=10', 'ask /items/:id id=01900000-0000-7000-8000-00000000000b')
  .addHelpText('after', () => `\nQuestions:\n${askable()}`)
  .action((path: string, input: string[]) =>
    show(cli, path, () => Object.fromEntries(input.map((one) => [one.split('=')[0], one.split('=').slice(1).join('=')])), { argument: (place) => place }),
  )

addImportCommand(program, globals)
addDemoCommands(cli)
addUpkeepCommands(cli)

function bodyFrom(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return { ...body }
  } catch (cause) {
    throw new Fault(`The body is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 'Nothing was done.')
  }
  throw new Fault('The body is no JSON object.', 'Send one; nothing was done.')
}

// Whoever reads our output may have enough, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  const json = globals().json === true
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Refusal) {
    const told = { code: error.code, says: error.message, facts: error.facts }
    console.error(json ? JSON.stringify(told, refusedIn) : error.message)
    process.exitCode = 1
  } else if (error instanceof Fault) {
    console.error(json ? JSON.stringify({ says: error.message, mend: error.mend }) : `${error.message}\n${error.mend}`)
    process.exitCode = 2
  } else {
    console.error(error)
    console.error('This is a bug in Lotline. What was acknowledged is kept.')
    process.exitCode = 3
  }
}
