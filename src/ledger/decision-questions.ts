// Why these lots, decided once more: what anybody may ask of a document that picked.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { queryDoor } from '#platform'
import { decideAgain } from './replay.ts'

const Row = Type.Record(Type.String(), Type.Unknown())

export const decisionQuestions = [
  queryDoor({
    path: '/decisions/:id',
    summary: 'The choices of lots a document made, each decided again: whether it comes out the same',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: Type.Object({ documentId: WireId, agrees: Type.Boolean(), rows: Type.Array(Row) }),
    ask: async (database, { id }) => {
      const rows = await decideAgain(database, [id])
      if (rows.length === 0) return null
      return { documentId: id, agrees: rows.every(({ verdict }) => verdict === 'agrees'), rows: rows.map((row) => ({ ...row })) }
    },
  }),
]
