import type { Refusal } from '#kernel'
import { type Accepted, type Action, forgetSums, type Statement } from '#platform'
import type { ChangePartner, PartnerChanged } from './contract.ts'
import { refuse } from './refusals.ts'
import { changed, differences, type Partner, personal, refuseChange } from './rules.ts'
import { lockPartners, type PartnerFact, writeDetails, writeFacts } from './store.ts'

const updatePartners: Statement = {
  name: 'partners.update',
  text: `update partners.partner set is_supplier = it.supplier, is_customer = it.customer,
      is_owner = it.owner, least_life_days = it.least_life_days, transit_days = it.transit_days,
      closed_at = case when it.closed then coalesce(partner.closed_at, $8::timestamptz) end
    from unnest($1::uuid[], $2::boolean[], $3::boolean[], $4::boolean[], $5::integer[],
      $6::integer[], $7::boolean[])
      as it(id, supplier, customer, owner, least_life_days, transit_days, closed)
    where partner.id = it.id`,
}

/** Changes fields of partners; each changed field is a fact, of a detail without its values. */
export const changePartner: Action<ChangePartner, PartnerChanged> = {
  kind: 'change-partner',
  permission: 'partner.write',
  personal: { members: personal, subject: ({ payload }) => payload.partnerId },
  async run({ tx, now }, commands) {
    const partners = await lockPartners(
      tx,
      commands.map(({ payload }) => payload.partnerId),
    )
    const facts: PartnerFact[] = []
    const touched = new Map<string, Partner>()
    const cleared: string[] = []
    const results = commands.map(({ id, payload }): Accepted<PartnerChanged> | Refusal => {
      const { partnerId, reason } = payload
      const partner = touched.get(partnerId) ?? partners.get(partnerId)
      if (partner === undefined) return refuse('partner_missing', { partnerId })
      const refusal = refuseChange(partner, payload)
      if (refusal !== null) return refusal
      const after = changed(partner, payload)
      const found = differences(partner, after)
      facts.push(...found.map((difference) => ({ ...difference, documentId: id, partnerId })))
      if (found.length > 0) touched.set(partnerId, after)
      if (personal.some((field) => payload[field] === null)) cleared.push(partnerId)
      return { answer: { partnerId, changed: found.map(({ field }) => field) }, reason }
    })
    const after = [...touched.values()]
    if (after.length > 0) {
      tx.write(updatePartners, [
        after.map(({ id }) => id),
        after.map(({ supplier }) => supplier),
        after.map(({ customer }) => customer),
        after.map(({ owner }) => owner),
        after.map(({ leastLifeDays }) => leastLifeDays),
        after.map(({ transitDays }) => transitDays),
        after.map(({ closed }) => closed),
        now,
      ])
    }
    writeDetails(tx, after)
    forgetSums(tx, cleared)
    writeFacts(tx, facts)
    return results
  },
}
