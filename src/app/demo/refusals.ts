import { type Refusals, refuser } from '#kernel'

/** Every reason the demo company may not be loaded or removed. */
export const refusals = {
  demo_there: { kind: 'conflict', says: 'The demo company is there already.' },
  demo_busy: { kind: 'conflict', says: 'The demo company is being loaded or removed at this moment.' },
  demo_missing: { kind: 'conflict', says: 'There is no demo company to remove: this record is not marked as one.' },
  record_in_use: {
    kind: 'conflict',
    says: 'The record holds {documents} documents already. The demo company fills an empty Lotline alone, so that it can be removed whole.',
  },
  demo_not_confirmed: { kind: 'invalid', says: 'To remove the whole record, type the words: {words}.' },
  demo_changed: {
    kind: 'conflict',
    says: 'People recorded {documents} documents besides the demo company’s, not {told}. They would be lost as well; look again before you remove it.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
