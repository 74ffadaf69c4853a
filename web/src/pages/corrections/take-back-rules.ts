// Taking a correction back: its lines are told again as they were told first. Pure.
import type { AnswerOf, BodyOf } from '~/api'
import type { Told, ToldLine } from './correct-form'

type Did = Pick<NonNullable<AnswerOf<'/documents/{id}/corrections'>['did']>, 'renamed' | 'merged'>
type Line = NonNullable<BodyOf<'/corrections'>['lines']>[number]

/** Why it cannot be: it made lots others; lines were corrected again, or before; what it changed stands in no line. */
export type WhyNot = 'renamed' | 'merged' | 'again' | 'unseen'

/** Why what it did to lots keeps it from being taken back; null when nothing does. */
export const bars = ({ renamed, merged }: Did): WhyNot | null => (merged.length > 0 ? 'merged' : renamed.length > 0 ? 'renamed' : null)

/** What is said again of the lines that the correction `id` is of, or why that cannot take it back. */
export function takenBack(id: string, documents: readonly Told[]): readonly Line[] | WhyNot {
  const mine = documents.flatMap((told) => told.lines.filter(({ correctedBy }) => correctedBy.includes(id)).map((line) => ({ documentId: told.id, line })))
  if (mine.some(({ line }) => line.correctedBy.length > 1)) return 'again'
  if (mine.length === 0 || mine.some(({ line }) => !isOther(line) || isNameless(line))) return 'unseen'
  return mine.map(({ documentId, line }) => asFirst(documentId, line))
}

const key = ({ itemId, lotId, quantity, secondQuantity, fromLocationId, toLocationId, candidates }: ToldLine['first']) =>
  [itemId, lotId, quantity, secondQuantity, fromLocationId, toLocationId, ...candidates.map((one) => one.lotId)].join(' ')
const isOther = ({ first, parts }: ToldLine) => parts.length !== 1 || parts.some((part) => key(part) !== key(first))
// It was of a lot that nobody named, and stands as one that somebody did.
const isNameless = ({ first, parts }: ToldLine) => first.lotId === null && first.candidates.length === 0 && parts.some(({ lotId }) => lotId !== null)

function asFirst(documentId: string, { line, kind, first, parts }: ToldLine): Line {
  const [part] = parts
  return {
    documentId, line, quantity: first.quantity,
    ...(part !== undefined && part.itemId !== first.itemId && { itemId: first.itemId }),
    ...(first.lotId !== null ? { lotId: first.lotId } : first.candidates.length > 1 ? { candidateIds: first.candidates.map(({ lotId }) => lotId) } : {}),
    ...(first.secondQuantity !== null && first.secondQuantity !== '0' && { secondQuantity: first.secondQuantity }),
    ...(kind === 'move' && part?.toLocationId !== first.toLocationId && { locationId: first.toLocationId }),
  }
}
