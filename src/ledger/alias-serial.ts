// A second code for a unit: its number was misread, or it bears two. From then on either code means it.
import { readItems } from '#catalog'
import type { Accepted, Action, Command, Statement } from '#platform'
import type { SerialAliased } from './contract.ts'
import { refuse } from './refusals.ts'
import { openSheet } from './open-sheet.ts'
import { attempt, type Sheet } from './sheet.ts'
import type { PoolKey } from './stock.ts'
import { addGates, closeGates, poolsOfItems } from './store.ts'

/** Another code for the unit that `serial` means. */
export type WantedAlias = {
  readonly itemId: string
  readonly serial: string
  readonly alias: string
  readonly reason: string
}

const insertAliases: Statement = {
  name: 'ledger.insert-aliases',
  text: `insert into ledger.serial_alias (item_id, code, serial_id, document_id)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[])`,
}

/** Says that another code means a unit. A code means one unit of its item, whatever the place it is in. */
export const aliasSerial: Action<WantedAlias, SerialAliased> = {
  kind: 'alias_serial',
  permission: 'lot.write',
  constraints: {
    serial_alias_pkey: ({ payload: { alias, serial } }) => refuse('serial_alias_taken', { alias, serial }),
  },
  async run(ctx, commands) {
    // With the gates and all pools of the items nobody receives a unit under the code meanwhile.
    const itemIds = [...new Set(commands.map(({ payload }) => payload.itemId))]
    const items = await readItems(ctx.tx, itemIds)
    ctx.tx.write(addGates, [[...items.keys()]])
    await ctx.tx.read(closeGates, [itemIds])
    type Key = { item_id: string; owner_id: string; site_id: string }
    const keys = await ctx.tx.read<Key>(poolsOfItems, [itemIds])
    const pools = keys.map((k): PoolKey => ({ itemId: k.item_id, ownerId: k.owner_id, siteId: k.site_id }))
    const sheet = await openSheet(ctx, pools, {
      serials: commands.flatMap(({ payload: { itemId, serial, alias } }) => [{ itemId, code: serial }, { itemId, code: alias }]),
    })
    const made: { command: Command<WantedAlias>; serialId: string }[] = []
    const results = commands.map((command) =>
      attempt(sheet, (): Accepted<SerialAliased> => {
        const { itemId, serial, reason } = command.payload
        if (!items.has(itemId)) throw refuse('item_unknown', { itemId })
        const serialId = judge(sheet, command.payload)
        made.push({ command, serialId })
        return { answer: { serialId, itemId, serial }, reason }
      }),
    )
    if (made.length > 0) {
      ctx.tx.write(insertAliases, [
        made.map(({ command }) => command.payload.itemId), made.map(({ command }) => command.payload.alias),
        made.map(({ serialId }) => serialId), made.map(({ command }) => command.id),
      ])
    }
    return results
  },
}

function judge(sheet: Sheet, { itemId, serial, alias }: WantedAlias): string {
  const unit = sheet.serials.get(itemId + serial)
  if (unit === undefined) throw refuse('serial_unknown', { itemId, serial })
  const other = sheet.serials.get(itemId + alias)
  if (other === unit) throw refuse('serial_alias_known', { alias, serial })
  if (other !== undefined) throw refuse('serial_alias_taken', { alias, serial })
  sheet.serials.set(itemId + alias, unit)
  sheet.undo.push(() => sheet.serials.delete(itemId + alias))
  return unit.id
}
