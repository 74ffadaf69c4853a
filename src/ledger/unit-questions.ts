// What people ask about units with their own number: where is it, who has it, what happened to it.
import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { listDoor, query, type QueryDoor, queryDoor, type Statement, type Unwritten } from '#platform'
import { UnitPage, type UnitRow } from './contract.ts'
import { unitColumns, unitJoins, unitList } from './stock-lists.ts'

const columns = Object.entries(unitColumns).map(([name, sql]) => `${sql} as "${name}"`).join(', ')

const oneUnit: Statement = { name: 'ledger.one-unit', text: `select ${columns} from ledger.serial t ${unitJoins} where t.id = $1` }
const journey: Statement = {
  name: 'ledger.unit-journey',
  text: `select m.document_id || '.' || m.line as id, m.document_id as "documentId", m.kind,
      nullif(m.lot_id, '${NIL}') as "lotId", l.code as lot, m.from_location_id as "fromLocationId", f.code as "from",
      m.to_location_id as "toLocationId", t.code as "to", m.occurred_at as "occurredAt",
      d.recorded_at as "recordedAt", d.actor_id as "actorId", d.reason, m.reference_id as "referenceId",
      m.corrects_document_id || '.' || m.corrects_line as corrects
    from ledger.movement m join locations.location f on f.id = m.from_location_id
    join locations.location t on t.id = m.to_location_id join platform.document d on d.id = m.document_id
    left join lots.lot l on l.id = m.lot_id where m.serial_id = $1 order by d.recorded_at, m.document_id, m.line`,
}
const holdsOfUnit: Statement = {
  name: 'ledger.holds-of-unit',
  text: `select h.id, h.document_id as "documentId", h.reason, h.placed_at as "placedAt", r.released_at as "releasedAt", r.reason as "releaseReason"
    from ledger.hold h left join ledger.hold_release r on r.hold_id = h.id
    where h.serial_id = $1 order by h.placed_at, h.id`,
}

type Page = Unwritten<UnitPage>

export const unitQuestions: QueryDoor[] = [
  listDoor(unitList),
  queryDoor({
    path: '/serials/:id', summary: 'One unit, its movements and its holds',
    permission: 'record.read', input: Type.Object({ id: WireId }), answer: UnitPage,
    ask: async (database, { id }) => {
      const [[unit], movements, holds] = await Promise.all([
        query<Unwritten<UnitRow>>(database, oneUnit, [id]), query<Page['movements'][number]>(database, journey, [id]),
        query<Page['holds'][number]>(database, holdsOfUnit, [id]),
      ])
      return unit === undefined ? null : { ...unit, movements, holds }
    },
  }),
]
