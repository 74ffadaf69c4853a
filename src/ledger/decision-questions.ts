// Why these lots, decided once more: what anybody may ask of a document that picked.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { queryDoor } from '#platform'
import { DocumentDecisions } from './contract.ts'
import { decideAgain } from './replay.ts'

export const decisionQuestions = [
  queryDoor({
    path: '/decisions/:id',
    summary: 'The choices of lots a document made, each decided again: whether it comes out the same',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: DocumentDecisions,
    ask: async (database, { id }) => {
      const rows = await decideAgain(database, [id])
      if (rows.length === 0) return null
      return { documentId: id, agrees: rows.every(({ verdict }) => verdict === 'agrees'), rows }
    },
  }),
]
