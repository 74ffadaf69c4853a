// What the modules can be asked, and the lists among it: what can be kept under a name.
import { alertsQuestions } from '#alerts'
import { authQuestions } from '#auth'
import { catalogQuestions } from '#catalog'
import { correctionsQuestions } from '#corrections'
import { ledgerQuestions } from '#ledger'
import { locationsQuestions } from '#locations'
import { lotsQuestions } from '#lots'
import { ordersQuestions } from '#orders'
import { partnersQuestions } from '#partners'
import { changesQuestions, type QueryDoor, webhookQuestions } from '#platform'
import { productionQuestions } from '#production'
import { receivingQuestions } from '#receiving'
import { listsAmong, reportsQuestions } from '#reports'
import { traceQuestions } from '#trace'
import { documentQuestions } from './document-questions.ts'

/** The questions of every module. */
export const moduleQuestions: readonly QueryDoor[] = [
  ...authQuestions,
  ...webhookQuestions,
  ...changesQuestions,
  ...documentQuestions,
  ...catalogQuestions,
  ...partnersQuestions,
  ...locationsQuestions,
  ...lotsQuestions,
  ...ledgerQuestions,
  ...receivingQuestions,
  ...productionQuestions,
  ...ordersQuestions,
  ...traceQuestions,
  ...correctionsQuestions,
  ...reportsQuestions,
  ...alertsQuestions,
]

/** The lists of the modules, by their paths. */
export const moduleLists = listsAmong(moduleQuestions)
