// What things are called whose ids stand in an answer: one question for all of a page.
import { SYSTEM_ACTOR } from '#auth'
import { type Database, query, type Statement } from '#platform'
import { type Html, html, link } from './html.ts'

/** A thing with a name. `detail` is its longer name (of a hold, its lot), `unit` the base unit of an item or of a lot's item. */
type Named = {
  readonly id: string
  readonly kind: 'order' | 'lot' | 'item' | 'partner' | 'location' | 'channel' | 'document' | 'account'
    | 'hold'
  readonly name: string
  readonly detail: string | null
  readonly unit: string | null
}

/** The names of a page. */
export type Names = {
  /** The name; what is said otherwise when it has none. */
  name(id: string, otherwise?: string): string
  detail(id: string): string
  unit(id: string): string
  /** The name, as a link where the thing has a page. */
  link(id: string, otherwise?: string): Html
  /** Who did something. */
  actor(id: string): string
}

const readNames: Statement = {
  name: 'app.read-names',
  text: `select o.id, 'order' as kind, o.number as name, null as detail, null as unit
      from orders.sales_order o where o.id = any($1::uuid[])
    union all select l.id, 'lot', l.code, i.sku, i.base_unit
      from lots.lot l join catalog.item i on i.id = l.item_id where l.id = any($1::uuid[])
    union all select i.id, 'item', i.sku, i.name, i.base_unit
      from catalog.item i where i.id = any($1::uuid[])
    union all select p.id, 'partner', coalesce(d.name, p.code), p.code, null
      from partners.partner p left join partners.partner_detail d on d.partner_id = p.id
      where p.id = any($1::uuid[])
    union all select p.id, 'location', p.code, p.name, null
      from locations.location p where p.id = any($1::uuid[])
    union all select c.id, 'channel', c.code, c.name, null
      from orders.channel c where c.id = any($1::uuid[])
    union all select r.document_id, 'document', r.number, null, null
      from receiving.receipt r
      where r.document_id = any($1::uuid[]) and r.number <> r.document_id::text
    union all select r.document_id, 'document', r.number, null, null
      from orders.customer_return r where r.document_id = any($1::uuid[])
    union all select h.id, 'hold', coalesce(l.code, i.sku), h.lot_id::text, null
      from ledger.hold h join catalog.item i on i.id = h.item_id left join lots.lot l on l.id = h.lot_id
      where h.id = any($1::uuid[])
    union all select e.document_id, 'document', string_agg(distinct l.code, ', ' order by l.code), null, null
      from production.edge e join lots.lot l on l.id = e.output_lot_id
      where e.document_id = any($1::uuid[]) group by e.document_id
    union all select a.id, 'account', a.name, a.login, null
      from auth.account a where a.id = any($1::uuid[])
    union all select k.id, 'account', k.name, null, null
      from auth.api_key k where k.id = any($1::uuid[])`,
}

const places: Partial<Record<Named['kind'], string>> = {
  order: '/orders/', lot: '/lots/', item: '/items/', document: '/documents/',
}

/** Reads the names of these ids; texts that are no ids are left out. */
export async function readNamesOf(database: Database, texts: readonly string[]): Promise<Names> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
  const ids = [...new Set(texts)].filter((text) => isId.test(text))
  const rows = ids.length === 0 ? [] : await query<Named>(database, readNames, [ids])
  const found = new Map(rows.map((row) => [row.id, row]))
  const name = (id: string, otherwise = '') => found.get(id)?.name ?? otherwise
  return {
    name,
    detail: (id) => found.get(id)?.detail ?? '',
    unit: (id) => found.get(id)?.unit ?? '',
    link(id, otherwise = '') {
      const named = found.get(id)
      if (named?.kind === 'hold' && named.detail !== null) return link(`/lots/${named.detail}`, named.name)
      const place = named === undefined ? undefined : places[named.kind]
      return place === undefined ? html`${name(id, otherwise)}` : link(place + id, name(id))
    },
    actor: (id) => (id === SYSTEM_ACTOR.id ? 'Lotline on this machine' : name(id, 'somebody')),
  }
}
