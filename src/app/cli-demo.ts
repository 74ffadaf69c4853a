// `lotline demo`: a company to look around in.
import { SYSTEM_ACTOR } from '#auth'
import { Fault } from '#kernel'
import { type Cli, examples } from './cli-act.ts'
import { print } from './cli-print.ts'
import { withDatabase } from './connect.ts'

/** Adds `lotline demo load|remove`. */
export function addDemoCommands({ program, globals }: Cli): void {
  const json = () => globals().json === true
  const demo = program.command('demo').description('a company to look around in: a coffee and tea roaster, eighteen months to today')
  examples(demo
    .command('load')
    .description('fill an empty Lotline with it; a load that was cut off goes on'), 'demo load')
    .action(async () => {
      const { loadDemo } = await import('./demo/load.ts')
      let told = 0
      const progress = (done: number, of: number) => {
        if (done - told < of / 20 && done < of) return
        told = done
        console.error(`${done} of ${of} documents`)
      }
      const { done, until } = await withDatabase(globals().data, (database) => loadDemo(database, { progress }))
      print({ documents: done, until }, json())
    })
  examples(demo
    .command('remove')
    .description('remove it, and everything recorded besides; accounts, keys, webhooks, views, reports and alert rules stay')
    .option('--confirm <words>', 'the words "remove the demo"', '')
    .option('--others <count>', 'how many documents people recorded besides, which are lost as well', '0'), "demo remove --confirm 'remove the demo'")
    .action(async ({ confirm, others }: { confirm: string; others: string }) => {
      if (!/^\d{1,9}$/.test(others)) throw new Fault(`${others} is no count of documents.`, 'Write --others as a whole number; nothing was done.')
      const { removeDemo } = await import('./demo/remove.ts')
      print(await withDatabase(globals().data, (database) => removeDemo(database, { actor: SYSTEM_ACTOR, typed: confirm, others: Number(others) })), json())
    })
}
