// What people ask about units with their own number: where is it, who has it, what happened to it.
import { type Static, Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { type Database, type QueryDoor, query, queryDoor, type Statement } from '#platform'

const Code = Type.String({ minLength: 1, maxLength: 100 })
const AskUnits = Type.Object(
  {
    itemId: Type.Optional(WireId),
    /** Its number, or another code that means it. */
    code: Type.Optional(Code),
    lotId: Type.Optional(WireId),
    locationId: Type.Optional(WireId),
    siteId: Type.Optional(WireId),
    /** Units this partner has: a customer's, a supplier's. */
    partnerId: Type.Optional(WireId),
    /** Only units in stock, picked, held, or outside. */
    state: Type.Optional(
      Type.Union([Type.Literal('in_stock'), Type.Literal('picked'), Type.Literal('held'), Type.Literal('outside')]),
    ),
    after: Type.Optional(WireId),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
  },
  { additionalProperties: false },
)
const Row = Type.Record(Type.String(), Type.Unknown())
const Rows = Type.Object({ rows: Type.Array(Row), next: Type.Union([Type.String(), Type.Null()]) })

const columns = `s.id, s.item_id as "itemId", i.sku, s.code, nullif(s.lot_id, '00000000-0000-0000-0000-000000000000') as "lotId",
      l.code as lot, s.owner_id as "ownerId", p.site_id as "siteId", s.location_id as "locationId", p.code as location,
      p.kind, case when p.own then p.role else 'outside' end as role, p.partner_id as "partnerId", a.code as partner,
      s.held, (select k.reservation_id from ledger.pick k where k.serial_id = s.id limit 1) as "pickedFor",
      array(select x.code from ledger.serial_alias x where x.serial_id = s.id order by x.code) as aliases`
const joins = `join catalog.item i on i.id = s.item_id join locations.location p on p.id = s.location_id
      left join lots.lot l on l.id = s.lot_id left join partners.partner a on a.id = p.partner_id`

const unitsWhere = (named: string): string => `select ${columns} from (
      select s.* from ledger.serial s join locations.location p on p.id = s.location_id
      where ${named} and ($2::uuid is null or s.item_id = $2) and ($3::uuid is null or s.lot_id = $3)
        and ($4::uuid is null or s.location_id = $4) and ($5::uuid is null or p.partner_id = $5)
        and case $6::text when 'in_stock' then p.own when 'outside' then not p.own when 'held' then s.held > 0
          when 'picked' then exists (select 1 from ledger.pick k where k.serial_id = s.id) else true end
        and ($7::uuid is null or s.id > $7) and ($8::uuid is null or p.site_id = $8)
      order by s.id limit $9) s ${joins} order by s.id`
const listUnits: Statement = { name: 'ledger.list-units', text: unitsWhere('$1::text is null') }
const unitsByCode: Statement = {
  name: 'ledger.units-by-code',
  text: unitsWhere(`s.id in (select id from ledger.serial where code = $1
        union select serial_id from ledger.serial_alias where code = $1)`),
}
const oneUnit: Statement = { name: 'ledger.one-unit', text: `select ${columns} from ledger.serial s ${joins} where s.id = $1` }
const journey: Statement = {
  name: 'ledger.unit-journey',
  text: `select m.document_id || '.' || m.line as id, m.kind, m.lot_id as "lotId", f.code as "from", t.code as "to",
      m.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.reason, m.reference_id as "referenceId",
      m.corrects_document_id || '.' || m.corrects_line as corrects
    from ledger.movement m join locations.location f on f.id = m.from_location_id
    join locations.location t on t.id = m.to_location_id join platform.document d on d.id = m.document_id
    where m.serial_id = $1 order by d.recorded_at, m.document_id, m.line`,
}
const holdsOfUnit: Statement = {
  name: 'ledger.holds-of-unit',
  text: `select h.id, h.reason, h.placed_at as "placedAt", r.released_at as "releasedAt", r.reason as "releaseReason"
    from ledger.hold h left join ledger.hold_release r on r.hold_id = h.id
    where h.serial_id = $1 order by h.placed_at, h.id`,
}

async function units(database: Database, ask: Static<typeof AskUnits>) {
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const { code, itemId, lotId, locationId, partnerId, state, after, siteId } = ask
  const values = [code, itemId, lotId, locationId, partnerId, state, after, siteId].map((value) => value ?? null)
  const rows = await query<{ id: string }>(database, code === undefined ? listUnits : unitsByCode, [...values, most + 1])
  return { rows: rows.slice(0, most), next: rows.length > most ? (rows[most - 1]?.id ?? null) : null }
}

export const unitQuestions: QueryDoor[] = [
  queryDoor({
    path: '/serials', summary: 'Units with their own number: where they are and who has them',
    permission: 'record.read', input: AskUnits, answer: Rows, ask: units,
  }),
  queryDoor({
    path: '/serials/:id', summary: 'One unit, its movements and its holds',
    permission: 'record.read', input: Type.Object({ id: WireId }), answer: Row,
    ask: async (database, { id }) => {
      const [[unit], movements, holds] = await Promise.all([
        query<object>(database, oneUnit, [id]), query<object>(database, journey, [id]), query<object>(database, holdsOfUnit, [id]),
      ])
      return unit === undefined ? null : { ...unit, movements, holds }
    },
  }),
]
