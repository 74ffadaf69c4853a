// What people name on the command line by the codes they know: each is an id, or the code of exactly one thing.
import { Fault, isId } from '#kernel'
import { type Database, query } from '#platform'

/** What can be named. */
export type Findable = 'item' | 'lot' | 'order' | 'partner' | 'supplier' | 'customer' | 'owner' | 'location' | 'site' | 'channel' | 'announcement'

type Search = { readonly text: string; readonly look: string; readonly distinguish: string }

const partner = (and: string): Search => ({
  text: `select id, code as seen from partners.partner where code = $1 and ($2::uuid is null or true)${and}`,
  look: 'lotline list partners', distinguish: 'Name it by its id.',
})
const location = (and: string): Search => ({
  text: `select id, code as seen from locations.location where code = $1 and ($2::uuid is null or true)${and}`,
  look: 'lotline list locations', distinguish: 'Name it by its id.',
})
const searches: Readonly<Record<Findable, Search>> = {
  item: {
    text: `select i.id, i.sku || ' of ' || p.code as seen from catalog.item i join partners.partner p on p.id = i.owner_id
      where i.sku = $1 and ($2::uuid is null or true)`,
    look: 'lotline list items', distinguish: 'Name it by its id.',
  },
  lot: {
    text: `select l.id, i.sku || ' ' || l.code || coalesce(' of ' || p.code, '') as seen from lots.lot l
      join catalog.item i on i.id = l.item_id left join partners.partner p on p.id = l.origin_id
      where l.code = $1 and ($2::uuid is null or l.item_id = $2)`,
    look: 'lotline lot list', distinguish: 'Name its item too, with --item SKU, or the lot by its id.',
  },
  order: {
    text: 'select id, number as seen from orders.sales_order where number = $1 and ($2::uuid is null or true)',
    look: 'lotline order list', distinguish: 'Name it by its id.',
  },
  channel: {
    text: 'select id, code as seen from orders.channel where code = $1 and ($2::uuid is null or true)',
    look: 'lotline ask /channels', distinguish: 'Name it by its id.',
  },
  announcement: {
    text: 'select id, number as seen from receiving.announcement where number = $1 and ($2::uuid is null or true)',
    look: 'lotline list announcements', distinguish: 'Name it by its id.',
  },
  partner: partner(''),
  supplier: partner(' and is_supplier'),
  customer: partner(' and is_customer'),
  owner: partner(' and is_owner'),
  location: location(''),
  site: location(" and kind = 'site'"),
}

/**
 * The id of what is named; what is an id already stays. A lot's code may be told apart by its item. `argument` is what
 * named it, where its name is another than what it names.
 * @throws Fault when nothing has this code, or several have.
 */
export async function idOf(database: Database, what: Findable, wanted: string, itemId?: string, argument?: string): Promise<string> {
  if (isId(wanted)) return wanted
  const { text, look, distinguish } = searches[what]
  const found = await query<{ id: string; seen: string }>(database, { name: `app.find-${what}`, text }, [wanted, itemId ?? null])
  const [first, second] = found
  const by = argument === undefined ? '' : ` (${argument})`
  if (first === undefined) throw new Fault(`There is no ${what} ${wanted}${by}.`, `Look for it with: ${look}`)
  if (second === undefined) return first.id
  const seen = found.slice(0, 5).map((one) => `${one.seen} (${one.id})`).join(', ')
  throw new Fault(`Several are ${what} ${wanted}${by}: ${seen}.`, distinguish)
}

/** The same for what may be left out. */
export async function maybeIdOf(
  database: Database,
  what: Findable,
  wanted: string | undefined,
  itemId?: string,
  argument?: string,
): Promise<string | undefined> {
  return wanted === undefined ? undefined : idOf(database, what, wanted, itemId, argument)
}

/** The item a lot is of. */
export async function itemOf(open: Database, lotId: string): Promise<string | undefined> {
  const [row] = await query<{ item: string }>(open, {
    name: 'app.item-of-lot', text: 'select item_id as item from lots.lot where id = $1',
  }, [lotId])
  return row?.item
}
