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

const oneOfThem: Statement = {
  name: 'production.one-transformation',
  text: `select t.document_id as id, t.kind, t.site_id as "siteId", d.occurred_at as "occurredAt"
    from production.transformation t join platform.document d on d.id = t.document_id where t.document_id = $1`,
}
const edgesOf: Statement = {
  name: 'production.edges-of',
  text: `select e.input_lot_id as "inputLotId", i.code as input, e.output_lot_id as "outputLotId", o.code as output,
      e.input_quantity::text as "inputQuantity", e.output_quantity::text as "outputQuantity",
      exists (select 1 from production.superseded_edge s
        where (s.document_id, s.input_lot_id, s.output_lot_id)
          = (e.document_id, e.input_lot_id, e.output_lot_id)) as superseded,
      nullif(e.document_id, $1) as "correctedBy"
    from production.edge e join lots.lot i on i.id = e.input_lot_id join lots.lot o on o.id = e.output_lot_id
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
    select s.id, s.code as serial, c.sku, t.id as "lotId", t.code as lot, u.depth, u.document_id as "documentId",
      p.code as at, p.kind = 'production' as "putIn"
    from unit u join ledger.serial s on s.id = u.id join catalog.item c on c.id = s.item_id
      left join lots.lot t on t.id = s.lot_id join locations.location p on p.id = s.location_id
    order by u.depth, s.code, c.sku`,
})
const [partsOf, wholesOf] = [reached('output_serial_id', 'input_serial_id'), reached('input_serial_id', 'output_serial_id')]
const oneUnit: Statement = { name: 'production.one-unit', text: 'select id, code as serial from ledger.serial where id = $1' }

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
        query<Pick<UnitParts, 'id' | 'serial'>>(database, oneUnit, [id]), query<Part>(database, partsOf, [id]), query<Part>(database, wholesOf, [id]),
      ])
      return unit === undefined ? null : { ...unit, parts, wholes }
    },
  }),
  listDoor(transformationList),
  queryDoor({
    path: '/transformations/:id',
    summary: 'One transformation with its edges',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: TransformationPage,
    ask: async (database, { id }) => {
      const [[head], edges, units] = await Promise.all([
        query<Omit<Page, 'edges' | 'units'>>(database, oneOfThem, [id]),
        query<Page['edges'][number]>(database, edgesOf, [id]),
        query<Page['units'][number]>(database, unitsOf, [id]),
      ])
      return head === undefined ? null : { ...head, edges, units }
    },
  }),
]
