import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { SELF } from '#partners'
import { commandDoor, listDoor, query, queryDoor, type Statement } from '#platform'
import { Transform } from './contract.ts'
import { transformationList } from './lists.ts'
import { transform } from './transform.ts'

export const productionDoors = [
  commandDoor({
    path: '/transformations',
    summary: 'Make, repack, kit, unkit, split, merge or rework lots into new lots',
    body: Transform,
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

const Row = Type.Record(Type.String(), Type.Unknown())
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

export const productionQuestions = [
  listDoor(transformationList),
  queryDoor({
    path: '/transformations/:id',
    summary: 'One transformation with its edges',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: Row,
    ask: async (database, { id }) => {
      const [[head], edges] = await Promise.all([
        query<object>(database, oneOfThem, [id]),
        query<object>(database, edgesOf, [id]),
      ])
      return head === undefined ? null : { ...head, edges }
    },
  }),
]
