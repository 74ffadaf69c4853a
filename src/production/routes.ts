import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { SELF } from '#partners'
import { commandDoor, listDoor, query, queryDoor, type Statement, type Unwritten } from '#platform'
import { Transform, TransformationPage, Transformed, UnitParts } from './contract.ts'
import { transformationList } from './lists.ts'
import { transform } from './transform.ts'
import { unitStands } from './units.ts'

export const productionDoors = [
  commandDoor({
    path: '/transformations',
    summary: 'Make, repack, kit, unkit, split, merge or rework lots into new lots',
    body: Transform,
    answer: Transformed,
    action: transform,
    parse: (body) => ({
      kind: body.kind,
      siteId: body.siteId,
      inputs: body.inputs.map((input) => ({
        ...input, lotId: input.lotId ?? NIL, ownerId: input.ownerId ?? SELF, quantity: BigInt(input.quantity),
        secondQuantity: input.secondQuantity === undefined ? null : BigInt(input.secondQuantity),
      })),
      outputs: body.outputs.map((output) => ({
        ...output,
        ownerId: output.ownerId ?? SELF,
        lotId: output.lotId ?? null,
        dates: output.dates ?? {},
        quantity: BigInt(output.quantity),
        secondQuantity: output.secondQuantity === undefined ? null : BigInt(output.secondQuantity),
      })),
      parts: body.parts ?? null,
      edges:
        body.edges?.map((edge) => ({
          input: edge.input - 1,
          output: edge.output - 1,
          inputQuantity: BigInt(edge.inputQuantity),
          outputQuantity: BigInt(edge.outputQuantity),
        })) ?? null,
    }),
  }),
]

type Page = Unwritten<TransformationPage>
type End = Page['inputs'][number] & { readonly side: 'consume' | 'produce' }

const oneOfThem: Statement = {
  name: 'production.one-transformation',
  text: `select t.document_id as id, t.kind, t.site_id as "siteId", s.code as site,
      d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.actor_id as "actorId", d.reason
    from production.transformation t join platform.document d on d.id = t.document_id
    join locations.location s on s.id = t.site_id where t.document_id = $1`,
}
// What went in and came out: as posted, and with the corrections of it and of these. Production is the other end.
const endsOf: Statement = {
  name: 'production.ends-of',
  text: `with recursive moved as (
      select m.*, m.kind as side from ledger.movement m where m.document_id = $1 and m.kind in ('consume', 'produce')
      union all
      select k.*, b.side from moved b join ledger.movement k
        on (k.corrects_document_id, k.corrects_line) = (b.document_id, b.line)),
    ends as (
      select e.*, case when t.kind = 'production' then e.from_location_id else e.to_location_id end as place_id,
        case when (t.kind = 'production') = (e.side = 'consume') then e.quantity else -e.quantity end as signed
      from moved e join locations.location t on t.id = e.to_location_id)
    select e.side, e.item_id as "itemId", i.sku, i.name, nullif(e.lot_id, '${NIL}') as "lotId", l.code as lot,
      e.owner_id as "ownerId", w.code as owner, e.place_id as "locationId", p.code as location,
      sum(e.signed)::text as quantity, coalesce(sum(e.signed) filter (where e.document_id = $1), 0)::text as posted,
      i.base_unit as unit, array_remove(array_agg(distinct u.code), null) as serials
    from ends e join catalog.item i on i.id = e.item_id join locations.location p on p.id = e.place_id
    left join lots.lot l on l.id = e.lot_id left join partners.partner w on w.id = e.owner_id
    left join ledger.serial u on u.id = e.serial_id
    group by e.side, e.item_id, i.sku, i.name, i.base_unit, e.lot_id, l.code, e.owner_id, w.code, e.place_id, p.code
    order by min(e.line), i.sku, l.code, p.code`,
}
const edgesOf: Statement = {
  name: 'production.edges-of',
  text: `select e.document_id as "documentId", e.input_lot_id as "inputLotId", i.code as input, i.item_id as "inputItemId",
      a.sku as "inputSku", e.input_quantity::text as "inputQuantity", a.base_unit as "inputUnit",
      e.output_lot_id as "outputLotId", o.code as output, o.item_id as "outputItemId", b.sku as "outputSku",
      e.output_quantity::text as "outputQuantity", b.base_unit as "outputUnit",
      exists (select 1 from production.superseded_edge s
        where (s.document_id, s.input_lot_id, s.output_lot_id)
          = (e.document_id, e.input_lot_id, e.output_lot_id)) as superseded,
      nullif(e.document_id, $1) as "correctedBy"
    from production.edge e join lots.lot i on i.id = e.input_lot_id join lots.lot o on o.id = e.output_lot_id
    join catalog.item a on a.id = i.item_id join catalog.item b on b.id = o.item_id
    where e.document_id = $1 or (e.output_lot_id in (select m.lot_id from ledger.movement m
        where m.reference_id = $1 and m.kind in ('produce', 'correct')) and e.document_id in (
      select m.document_id from ledger.movement m where m.corrects_document_id = $1))
    order by i.code, o.code, e.document_id`,
}
const unitsOf: Statement = {
  name: 'production.units-of',
  text: `select e.input_serial_id as "inputSerialId", i.code as input, e.output_serial_id as "outputSerialId", o.code as output
    from production.unit_edge e join ledger.serial i on i.id = e.input_serial_id join ledger.serial o on o.id = e.output_serial_id
    where e.document_id = $1 and ${unitStands} order by o.code, i.code`,
}
// Through all steps, one way; a unit that came out again is told with where it is.
const reached = (from: string, to: string): Statement => ({
  name: `production.units-by-${to}`,
  text: `with recursive unit(id, depth, document_id) as (
      select e.${to}, 1, e.document_id from production.unit_edge e where e.${from} = $1 and ${unitStands}
      union
      select e.${to}, u.depth + 1, e.document_id from unit u join production.unit_edge e on e.${from} = u.id and ${unitStands})
    select s.id, s.code as serial, s.item_id as "itemId", c.sku, t.id as "lotId", t.code as lot, u.depth,
      u.document_id as "documentId", s.location_id as "locationId", p.code as at, p.kind = 'production' as "putIn"
    from unit u join ledger.serial s on s.id = u.id join catalog.item c on c.id = s.item_id
      left join lots.lot t on t.id = s.lot_id join locations.location p on p.id = s.location_id
    order by u.depth, s.code, c.sku`,
})
const [partsOf, wholesOf] = [reached('output_serial_id', 'input_serial_id'), reached('input_serial_id', 'output_serial_id')]
const oneUnit: Statement = {
  name: 'production.one-unit',
  text: `select s.id, s.code as serial, s.item_id as "itemId", c.sku
    from ledger.serial s join catalog.item c on c.id = s.item_id where s.id = $1`,
}

export const productionQuestions = [
  queryDoor({
    path: '/serials/:id/parts',
    summary: 'The units a unit was put together of, and those it went into',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: UnitParts,
    ask: async (database, { id }) => {
      type Part = UnitParts['parts'][number]
      const [[unit], parts, wholes] = await Promise.all([
        query<Omit<UnitParts, 'parts' | 'wholes'>>(database, oneUnit, [id]), query<Part>(database, partsOf, [id]), query<Part>(database, wholesOf, [id]),
      ])
      return unit === undefined ? null : { ...unit, parts, wholes }
    },
  }),
  listDoor(transformationList),
  queryDoor({
    path: '/transformations/:id',
    summary: 'One transformation: what went in, what came out, and what of which',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: TransformationPage,
    ask: async (database, { id }) => {
      const [[head], ends, edges, units] = await Promise.all([
        query<Omit<Page, 'inputs' | 'outputs' | 'edges' | 'units'>>(database, oneOfThem, [id]),
        query<End>(database, endsOf, [id]),
        query<Page['edges'][number]>(database, edgesOf, [id]),
        query<Page['units'][number]>(database, unitsOf, [id]),
      ])
      const ofSide = (wanted: End['side']) => ends.flatMap(({ side, ...end }) => (side === wanted ? [end] : []))
      return head === undefined ? null : { ...head, inputs: ofSide('consume'), outputs: ofSide('produce'), edges, units }
    },
  }),
]
