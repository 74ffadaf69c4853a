// Production: lots that become other lots.
export type { CorrectedEnd, EdgeChange } from './correct-edges.ts'
export { judgeEdges, saveEdges } from './correct-edges.ts'
export { refusals as productionRefusals } from './refusals.ts'
export { productionDoors, productionQuestions } from './routes.ts'
export { refuseEdges, refuseKind, sharedEdges } from './rules.ts'
export { transform } from './transform.ts'
