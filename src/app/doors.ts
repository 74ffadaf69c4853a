// The one list of what Lotline can be told. A module that is not here has no way in.
import { alertsDoors } from '#alerts'
import { authDoors, mailDoors } from '#auth'
import { catalogDoors } from '#catalog'
import { correctionsDoors } from '#corrections'
import { ledgerDoors } from '#ledger'
import { locationsDoors } from '#locations'
import { lotsDoors } from '#lots'
import { ordersDoors } from '#orders'
import { partnersDoors } from '#partners'
import { type CommandDoor, type Complaint, foundText, webhookDoors } from '#platform'
import { productionDoors } from '#production'
import { receivingDoors } from '#receiving'
import { reportsDoors } from '#reports'
import { traceDoors } from '#trace'
import { moduleLists } from './module-questions.ts'

/** Every way in for commands. */
export const doors: readonly CommandDoor[] = [
  ...authDoors,
  ...mailDoors,
  ...webhookDoors.map((door) => (door.path === '/webhooks' ? { ...door, complaints: (body: unknown) => [...door.complaints(body), ...ofKinds(body)] } : door)),
  ...catalogDoors,
  ...partnersDoors,
  ...locationsDoors,
  ...lotsDoors,
  ...ledgerDoors,
  ...receivingDoors,
  ...productionDoors,
  ...ordersDoors,
  ...traceDoors,
  ...reportsDoors(() => moduleLists),
  ...correctionsDoors,
  ...alertsDoors,
]

// What stands in the record and came by no door: the first account, what Lotline tells people, stock that came for orders that
// waited, the end of the demo company.
const byItself = ['create-first-administrator', 'alert', 'serve_waiting', 'remove-demo']

/** The kinds of documents there are. */
export const documentKinds: readonly string[] = [...new Set([...doors.map(({ kind }) => kind), ...byItself])].sort()

/** Says of kinds somebody wants to hear of which there are not: they would wait for them in vain. */
export function unknownKinds(kinds: readonly unknown[], at: (nth: number) => string): Complaint[] {
  return kinds.flatMap((kind, nth) => (typeof kind !== 'string' || documentKinds.includes(kind) ? []
    : [{ path: at(nth), expected: 'must be a kind of document, as GET /api/v1/document-kinds lists them', found: foundText(kind) }]))
}

function ofKinds(body: unknown): Complaint[] {
  const kinds: unknown = Object.getOwnPropertyDescriptor(Object(body), 'kinds')?.value
  return Array.isArray(kinds) ? unknownKinds(kinds, (nth) => `kinds.${nth}`) : []
}
