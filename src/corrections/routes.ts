import { commandDoor } from '#platform'
import { Correct, Corrected, Resolve } from './contract.ts'
import { correct, resolve } from './correct-lines.ts'

export const correctionsDoors = [
  commandDoor({
    path: '/corrections',
    summary: 'Say what lines of documents really were, or that documents never happened; tells which traces changed',
    body: Correct,
    answer: Corrected,
    action: correct,
    rehearsable: true,
    parse: ({ reason, documents, lines }) => ({
      reason,
      documents: documents ?? [],
      lines: (lines ?? []).map(({ unit, quantity, ...line }) => ({
        ...line,
        quantity: quantity === undefined || unit !== undefined || quantity.includes('.') ? null : BigInt(quantity),
        ...(unit === undefined && quantity?.includes('.') !== true ? {} : { entered: { quantity: quantity ?? null, unit: unit ?? null } }),
        lotId: line.lotId ?? null,
        secondQuantity: line.secondQuantity === undefined ? null : BigInt(line.secondQuantity),
      })),
    }),
  }),
  commandDoor({
    path: '/corrections/lot',
    summary: 'Say which lots a line was of whose lot is one of several, or which it was not of',
    body: Resolve,
    answer: Corrected,
    action: resolve,
    rehearsable: true,
    parse: ({ lots, notLotIds, ...at }) => ({
      ...at,
      lots: (lots ?? []).map(({ lotId, quantity }) => ({ lotId, quantity: BigInt(quantity) })),
      notLotIds: notLotIds ?? [],
    }),
  }),
]
