// Tracing: where a lot came from and where it went. Reads only.
export { trace } from './questions.ts'
export { readReach } from './reach.ts'
export type { ChangedTrace } from './reach-rules.ts'
export { changedTraces } from './reach-rules.ts'
export { traceDoors, traceQuestions } from './routes.ts'
