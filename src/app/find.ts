// What people look for wherever they are: by the beginning of a code or a name, by what a scanner read, and what the
// things are called whose ids stand in an answer. Only here all kinds of things are seen at once.
import { type Static, Type } from 'typebox'
import { WireId, wireIds } from '#kernel/contract'
import { SYSTEM_ACTOR } from '#auth'
import { type Database, type QueryDoor, query, queryDoor, type Statement } from '#platform'
import { DEMO_ACTOR } from '#auth'

const MOST_OF_A_KIND = 6
const MOST_IDS = 500

const Kind = Type.Enum(['item', 'lot', 'serial', 'order', 'partner', 'location', 'receipt', 'return', 'announcement'])
const Found = Type.Object({
  kind: Kind,
  id: WireId,
  code: Type.String(),
  detail: Type.String({ description: 'What else helps to know it: a name, the item of a lot, the customer of an order.' }),
  isExact: Type.Boolean({ description: 'The whole code was asked for, not its beginning.' }),
})
const AskFind = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 200, description: 'The beginning of a code, number or name, or a GTIN.' }) },
  { additionalProperties: false },
)
const FoundList = Type.Object({ rows: Type.Array(Found) })

const NameKind = Type.Enum(['order', 'lot', 'item', 'partner', 'location', 'channel', 'document', 'account', 'hold'])
const AskNames = Type.Object(
  { ids: wireIds(MOST_IDS) },
  { additionalProperties: false },
)
const MaybeText = Type.Union([Type.String(), Type.Null()])
const Named = Type.Object({ id: WireId, kind: NameKind, name: Type.String(), detail: MaybeText, unit: MaybeText })
type Name = Static<typeof Named>
const NameList = Type.Object({ rows: Type.Array(Named) })

const readNames: Statement = {
  name: 'app.read-names-of-page',
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

/** The names of things by their ids; what has none is left out. */
async function namesOf(database: Database, ids: readonly string[]): Promise<Name[]> {
  const rows = await query<Name>(database, readNames, [ids])
  const machine: Name = { id: SYSTEM_ACTOR.id, kind: 'account', name: 'Lotline on this machine', detail: null, unit: null }
  const demo: Name = { ...machine, id: DEMO_ACTOR.id, name: 'Demo company' }
  return [...rows, ...[machine, demo].filter(({ id }) => ids.includes(id))]
}

/** What things are called, as one text each; however many. */
export async function nameTexts(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await namesOf(database, ids)).map(({ id, name }) => [id, name]))
}

/** Where each kind is looked for: the list that answers `q`, and what of its rows tells them apart. */
const searched = [
  { kind: 'lot', path: '/lots', by: 'q', code: 'code', details: ['sku', 'itemName'] },
  { kind: 'item', path: '/items', by: 'gtin', code: 'sku', details: ['name'] },
  { kind: 'item', path: '/items', by: 'q', code: 'sku', details: ['name'] },
  { kind: 'order', path: '/orders', by: 'q', code: 'number', details: ['customer'] },
  { kind: 'serial', path: '/serials', by: 'q', code: 'code', details: ['sku'] },
  { kind: 'location', path: '/locations', by: 'q', code: 'code', details: ['name'] },
  { kind: 'partner', path: '/partners', by: 'q', code: 'code', details: ['name'] },
  { kind: 'receipt', path: '/receipts', by: 'q', code: 'number', details: ['supplier'] },
  { kind: 'return', path: '/returns', by: 'q', code: 'number', details: ['customer'] },
  { kind: 'announcement', path: '/announcements', by: 'q', code: 'number', details: ['supplier'] },
] as const

/** The questions that see every kind of thing; `questions` are those of the modules. */
export function findQuestions(questions: readonly QueryDoor[]): QueryDoor[] {
  const doorAt = new Map(questions.map((door) => [door.path, door]))
  return [
    queryDoor({
      path: '/find',
      summary: 'Anything by its code, number, name or GTIN; what was meant exactly comes first',
      permission: 'record.read',
      input: AskFind,
      answer: FoundList,
      ask: async (database, { q }) => {
        const wanted = q.trim()
        if (wanted === '') return { rows: [] }
        const lists = await Promise.all(searched.map((place) => findIn(database, doorAt.get(place.path), place, wanted)))
        // A thing may be found twice, by its whole GTIN and by its beginning: what is exact counts.
        const found = lists.flat().sort((a, b) => Number(b.isExact) - Number(a.isExact))
        const once = new Set<string>()
        return { rows: found.filter(({ id }) => !once.has(id) && once.add(id)) }
      },
    }),
    queryDoor({
      path: '/names',
      summary: 'What things are called, by their ids',
      permission: 'record.read',
      input: AskNames,
      answer: NameList,
      ask: async (database, { ids }) => ({ rows: await namesOf(database, [...new Set(ids.split(','))]) }),
    }),
  ]
}

async function findIn(database: Database, door: QueryDoor | undefined, place: (typeof searched)[number], wanted: string) {
  if (door === undefined) throw new Error(`Nobody answers the question ${place.path}.`)
  const input = { [place.by]: wanted, limit: String(MOST_OF_A_KIND) }
  // What cannot be a GTIN, say, is simply not found by it.
  if (door.complaints(input).length > 0) return []
  const { rows } = Object(await door.ask(database, input))
  const list: unknown[] = Array.isArray(rows) ? rows : []
  return list.map((row) => {
    const text = (name: string) => String(Object(row)[name] ?? '')
    const code = text(place.code)
    return {
      kind: place.kind,
      id: text('id'),
      code,
      detail: place.details.map(text).filter((word) => word !== '').join(' · '),
      isExact: place.by === 'gtin' || code.toLowerCase() === wanted.toLowerCase(),
    }
  })
}
