// Tracing: where a lot came from and where it went. Reads only.
export { trace } from './questions.ts'
export { traceDoors, traceQuestions } from './routes.ts'
