import { type Refusals, refuser } from '#kernel'

/** Every reason the partners may say no. */
export const refusals = {
  partner_exists: { kind: 'conflict', says: 'There is already a partner {partnerId}.' },
  partner_code_taken: { kind: 'conflict', says: 'The code {code} already names another partner.' },
  partner_missing: { kind: 'missing', says: 'There is no partner {partnerId}.' },
  partner_closed: { kind: 'conflict', says: 'Partner {code} is closed.' },
  self_fixed: {
    kind: 'conflict',
    says: 'Our own company always owns stock; it is never closed or erased.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
