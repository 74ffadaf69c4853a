// The one place outside from which a supplier delivers, or to which a customer's goods go.
import { newId, type Statement, type Tx } from '#platform'

const foundOf: Statement = {
  name: 'locations.find-of-partners',
  text: `select id, partner_id as "partnerId" from locations.location
    where kind = $1 and partner_id = any($2::uuid[])`,
}
const insertOf: Statement = {
  name: 'locations.insert-of-partners',
  text: `insert into locations.location (id, code, name, kind, role, partner_id, recorded_at)
    select it.id, $3 || partner.code, partner.code, $4, 'outside', partner.id, now()
    from unnest($1::uuid[], $2::uuid[]) as it(id, partner_id)
    join partners.partner on partner.id = it.partner_id
    order by partner.id
    on conflict do nothing`,
}

/**
 * The supplier or customer location of each partner, made when it is not there yet. A partner that
 * does not exist is left out. The codes begin with `S:` or `C:`; the names are the partners' codes.
 */
export async function ensurePartnerLocations(
  tx: Tx,
  kind: 'supplier' | 'customer',
  partnerIds: readonly string[],
): Promise<Map<string, string>> {
  type Row = { id: string; partnerId: string }
  if (partnerIds.length === 0) return new Map()
  const ids = [...new Set(partnerIds)]
  const rows = await tx.read<Row>(foundOf, [kind, ids])
  const known = new Map(rows.map(({ id, partnerId }) => [partnerId, id]))
  const lacking = ids.filter((id) => !known.has(id))
  if (lacking.length === 0) return known
  const prefix = kind === 'supplier' ? 'S:' : 'C:'
  tx.write(insertOf, [lacking.map(() => newId()), lacking, prefix, kind])
  // Read again: another transaction may have made one a moment earlier.
  const made = await tx.read<Row>(foundOf, [kind, lacking])
  for (const { id, partnerId } of made) known.set(partnerId, id)
  return known
}
