import { type CommandDoor, type QueryDoor, queryDoor } from '#platform'
import { AskTrace, Trace } from './contract.ts'
import { trace } from './questions.ts'

export const traceDoors: CommandDoor[] = []

export const traceQuestions: QueryDoor[] = [
  queryDoor({
    path: '/trace',
    summary: 'Where lots came from or went: lots, shipments, customers, receipts, and the sums',
    permission: 'record.read',
    input: AskTrace,
    answer: Trace,
    ask: trace,
  }),
]
