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
import { type CommandDoor, webhookDoors } from '#platform'
import { productionDoors } from '#production'
import { receivingDoors } from '#receiving'
import { reportsDoors } from '#reports'
import { traceDoors } from '#trace'
import { moduleLists } from './module-questions.ts'

/** Every way in for commands. */
export const doors: readonly CommandDoor[] = [
  ...authDoors,
  ...mailDoors,
  ...webhookDoors,
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
