// Receiving: what was announced, and what came.
export { announce, closeAnnouncement, reopenAnnouncement } from './announce.ts'
export { changeAnnouncement } from './change-announcement.ts'
export type { Arrival } from './judge-arrivals.ts'
export { openStock, receive } from './receive.ts'
export { refusals as receivingRefusals } from './refusals.ts'
export { receivingDoors, receivingQuestions } from './routes.ts'
export { announcedNow, cameOf } from './store.ts'
export { judgeLine, refuseShort } from './rules.ts'
