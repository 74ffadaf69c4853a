// Partners: suppliers, customers, owners of stock, and our own company.
export { changePartner } from './change-partner.ts'
export { createPartner } from './create-partner.ts'
export { erasePartner } from './erase-partner.ts'
export { refusals as partnersRefusals } from './refusals.ts'
export { partnersDoors, partnersQuestions } from './routes.ts'
export type { Partner } from './rules.ts'
export { SELF } from './rules.ts'
export { findPartnersByCode, readPartners } from './store.ts'
