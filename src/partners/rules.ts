// What may be said about partners. The first refusal that applies wins.
import type { Refusal } from '#kernel'
import type { ChangePartner, Role } from './contract.ts'
import { refuse } from './refusals.ts'

/** Our own company: the partner that owns stock when nobody else is named. */
export const SELF = '00000000-0000-7000-8000-000000000001'

/** What names a person; it can be erased, and no fact holds it. */
export type Detail = {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly country: string | null
}

/** A partner with everything about it. */
export type Partner = Detail & {
  readonly id: string
  readonly code: string
  readonly self: boolean
  readonly supplier: boolean
  readonly customer: boolean
  readonly owner: boolean
  readonly leastLifeDays: number | null
  readonly transitDays: number | null
  readonly closed: boolean
}

/** A changed field. A detail's values are never in it. */
export type Difference = {
  readonly field: string
  readonly old: string | null
  readonly new: string | null
}

/** Why a partner may not be made, or null. */
export function refuseNewPartner(
  wanted: { readonly partnerId: string; readonly code: string },
  seen: { readonly exists: boolean; readonly codeTaken: boolean },
): Refusal | null {
  if (seen.exists) return refuse('partner_exists', { partnerId: wanted.partnerId })
  if (seen.codeTaken) return refuse('partner_code_taken', { code: wanted.code })
  return null
}

/** Why a partner may not be changed so, or null. */
export function refuseChange(partner: Partner, wanted: ChangePartner): Refusal | null {
  const ownerNoMore = wanted.roles !== undefined && !wanted.roles.includes('owner')
  if (partner.self && (wanted.closed === true || ownerNoMore)) return refuse('self_fixed')
  if (partner.closed && wanted.closed !== false) {
    return refuse('partner_closed', { code: partner.code })
  }
  return null
}

/** Why a partner's detail may not be erased, or null. A closed partner's may. */
export function refuseErasure(partner: Partner): Refusal | null {
  return partner.self ? refuse('self_fixed') : null
}

/** A partner after a change; a field that is left out stays, null clears it. */
export function changed(partner: Partner, wanted: ChangePartner): Partner {
  const after = <T>(asked: T | undefined, now: T): T => (asked === undefined ? now : asked)
  const has = (role: Role, now: boolean) => after(wanted.roles?.includes(role), now)
  return {
    id: partner.id,
    code: partner.code,
    self: partner.self,
    supplier: has('supplier', partner.supplier),
    customer: has('customer', partner.customer),
    owner: has('owner', partner.owner),
    leastLifeDays: after(wanted.leastLifeDays, partner.leastLifeDays),
    transitDays: after(wanted.transitDays, partner.transitDays),
    closed: after(wanted.closed, partner.closed),
    name: after(wanted.name, partner.name),
    email: after(wanted.email, partner.email),
    phone: after(wanted.phone, partner.phone),
    address: after(wanted.address, partner.address),
    country: after(wanted.country, partner.country),
  }
}

const open = ['supplier', 'customer', 'owner', 'leastLifeDays', 'transitDays', 'closed'] as const
/** What of a partner names a person. */
export const personal = ['name', 'email', 'phone', 'address', 'country'] as const

/** What differs between two states of a partner. Of a detail only that it changed is said. */
export function differences(before: Partner, after: Partner): Difference[] {
  return [
    ...open.flatMap((field) => {
      const [old, next] = [shown(before[field]), shown(after[field])]
      return old === next ? [] : [{ field, old, new: next }]
    }),
    ...personal.flatMap((field) =>
      before[field] === after[field] ? [] : [{ field, old: null, new: null }],
    ),
  ]
}

function shown(value: number | boolean | null): string | null {
  return value === null ? null : String(value)
}
