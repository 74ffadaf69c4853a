import type { Refusal } from '#kernel'
import { type Accepted, forgetSums, type Statement, type Tx } from '#platform'
import type { ErasePartner, PartnerErased } from './contract.ts'
import { refuse } from './refusals.ts'
import { refuseErasure } from './rules.ts'
import { lockPartners, type PartnerFact, writeFacts } from './store.ts'

const deleteDetails: Statement = {
  name: 'partners.delete-details',
  text: 'delete from partners.partner_detail where partner_id = any($1::uuid[])',
}

/**
 * Erases what names a person here, for whoever erases it everywhere. The partner, its code and its history stay.
 * Gives for each what was refused, or whose detail is gone.
 */
export async function eraseDetails(
  tx: Tx,
  commands: readonly { readonly id: string; readonly payload: ErasePartner }[],
): Promise<(Accepted<PartnerErased> | Refusal)[]> {
  const partners = await lockPartners(tx, commands.map(({ payload }) => payload.partnerId))
  const facts: PartnerFact[] = []
  const results = commands.map(({ id, payload }): Accepted<PartnerErased> | Refusal => {
    const { partnerId, reason } = payload
    const partner = partners.get(partnerId)
    if (partner === undefined) return refuse('partner_missing', { partnerId })
    const refusal = refuseErasure(partner)
    if (refusal !== null) return refusal
    facts.push({ documentId: id, partnerId, field: 'detail', old: null, new: null })
    return { answer: { partnerId }, reason }
  })
  const erased = facts.map(({ partnerId }) => partnerId)
  if (facts.length > 0) tx.write(deleteDetails, [erased])
  forgetSums(tx, erased)
  writeFacts(tx, facts)
  return results
}
