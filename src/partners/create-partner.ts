import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { CreatePartner, PartnerCreated } from './contract.ts'
import { refuse } from './refusals.ts'
import { type Partner, personal, refuseNewPartner } from './rules.ts'
import { findPartnersByCode, readPartners, writeDetails } from './store.ts'

const insertPartners: Statement = {
  name: 'partners.insert',
  text: `insert into partners.partner (id, code, is_supplier, is_customer, is_owner,
      least_life_days, transit_days, recorded_at)
    select *, $8::timestamptz from unnest($1::uuid[], $2::text[], $3::boolean[], $4::boolean[],
      $5::boolean[], $6::integer[], $7::integer[])`,
}

/** Makes partners. What names a person goes into their detail alone. */
export const createPartner: Action<CreatePartner, PartnerCreated> = {
  kind: 'create-partner',
  permission: 'partner.write',
  constraints: {
    partner_code_key: ({ payload }) => refuse('partner_code_taken', { code: payload.code }),
    partner_pkey: ({ id, payload }) =>
      refuse('partner_exists', { partnerId: payload.partnerId ?? id }),
  },
  personal: { members: personal, subject: ({ id, payload }) => payload.partnerId ?? id },
  async run({ tx, now }, commands) {
    const wanted = commands.map(({ id, payload }) => newPartner(payload.partnerId ?? id, payload))
    const [known, codes] = await Promise.all([
      readPartners(
        tx,
        wanted.map(({ id }) => id),
      ),
      findPartnersByCode(
        tx,
        wanted.map(({ code }) => code),
      ),
    ])
    const ids = new Set(known.keys())
    const taken = new Set(codes.keys())
    const made: Partner[] = []
    const results = wanted.map((partner): Accepted<PartnerCreated> | Refusal => {
      const { id: partnerId, code } = partner
      const seen = { exists: ids.has(partnerId), codeTaken: taken.has(code) }
      const refusal = refuseNewPartner({ partnerId, code }, seen)
      if (refusal !== null) return refusal
      ids.add(partnerId)
      taken.add(code)
      made.push(partner)
      return { answer: { partnerId, code } }
    })
    if (made.length > 0) {
      tx.write(insertPartners, [
        made.map(({ id }) => id),
        made.map(({ code }) => code),
        made.map(({ supplier }) => supplier),
        made.map(({ customer }) => customer),
        made.map(({ owner }) => owner),
        made.map(({ leastLifeDays }) => leastLifeDays),
        made.map(({ transitDays }) => transitDays),
        now,
      ])
    }
    writeDetails(tx, made)
    return results
  },
}

function newPartner(id: string, payload: CreatePartner): Partner {
  const roles = payload.roles ?? []
  return {
    id,
    code: payload.code,
    self: false,
    supplier: roles.includes('supplier'),
    customer: roles.includes('customer'),
    owner: roles.includes('owner'),
    leastLifeDays: payload.leastLifeDays ?? null,
    transitDays: payload.transitDays ?? null,
    closed: false,
    name: payload.name ?? null,
    email: payload.email ?? null,
    phone: payload.phone ?? null,
    address: payload.address ?? null,
    country: payload.country ?? null,
  }
}
