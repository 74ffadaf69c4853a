// Corrections: putting right, by a new fact, what any document recorded.
export type { Correction, LotTold } from './correct-lines.ts'
export { correct, resolve } from './correct-lines.ts'
export { correctionsQuestions } from './questions.ts'
export { refusals as correctionsRefusals } from './refusals.ts'
export { correctionsDoors } from './routes.ts'
