// The one list of what Lotline can be asked and told. A module that is not here has no way in.
import { authDoors, authQuestions } from '#auth'
import { catalogDoors, catalogQuestions } from '#catalog'
import { correctionsDoors } from '#corrections'
import { ledgerDoors, ledgerQuestions } from '#ledger'
import { locationsDoors, locationsQuestions } from '#locations'
import { lotsDoors, lotsQuestions } from '#lots'
import { ordersDoors, ordersQuestions } from '#orders'
import { partnersDoors, partnersQuestions } from '#partners'
import {
  type CommandDoor,
  changesQuestions,
  type QueryDoor,
  webhookDoors,
  webhookQuestions,
} from '#platform'
import { productionDoors, productionQuestions } from '#production'
import { receivingDoors, receivingQuestions } from '#receiving'
import { traceDoors, traceQuestions } from '#trace'
import { demoQuestions } from './demo/state.ts'
import { findQuestions } from './find.ts'
import { systemQuestions } from './system.ts'

/** Every way in for commands. */
export const doors: readonly CommandDoor[] = [
  ...authDoors,
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
  ...correctionsDoors,
]

const ofModules: readonly QueryDoor[] = [
  ...authQuestions,
  ...webhookQuestions,
  ...changesQuestions,
  ...catalogQuestions,
  ...partnersQuestions,
  ...locationsQuestions,
  ...lotsQuestions,
  ...ledgerQuestions,
  ...receivingQuestions,
  ...productionQuestions,
  ...ordersQuestions,
  ...traceQuestions,
]

/** Every question. */
export const questions: readonly QueryDoor[] = [...ofModules, ...findQuestions(ofModules), ...systemQuestions(doors), ...demoQuestions]
