// Production: lots that become other lots.
export { refusals as productionRefusals } from './refusals.ts'
export { productionDoors, productionQuestions } from './routes.ts'
export { refuseEdges, refuseKind, sharedEdges } from './rules.ts'
export { transform } from './transform.ts'
