// The one list of what Lotline can be asked; what it can be told is in doors.ts. A module that is not here has no way in.
import { alertsQuestions } from '#alerts'
import { authQuestions } from '#auth'
import { catalogQuestions } from '#catalog'
import { ledgerQuestions } from '#ledger'
import { locationsQuestions } from '#locations'
import { lotsQuestions } from '#lots'
import { ordersQuestions } from '#orders'
import { partnersQuestions } from '#partners'
import { changesQuestions, type QueryDoor, webhookQuestions } from '#platform'
import { productionQuestions } from '#production'
import { receivingQuestions } from '#receiving'
import { traceQuestions } from '#trace'
import { demoQuestions } from './demo/state.ts'
import { findQuestions } from './find.ts'
import { importQuestions } from './import-questions.ts'
import { doors } from './doors.ts'
import { systemQuestions } from './system.ts'

export { doors }

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
  ...alertsQuestions,
]

/** Every question. */
export const questions: readonly QueryDoor[] = [...ofModules, ...findQuestions(ofModules), ...importQuestions, ...systemQuestions(doors), ...demoQuestions]
