// Reading partners, and writing what changed about them.
import type { Statement, Tx } from '#platform'
import type { Detail, Difference, Partner } from './rules.ts'

/** What reads need: a transaction, or anything else that reads. */
export type Reader = Pick<Tx, 'read'>

/** The columns of a partner and its detail, named as the code names them. */
export const partnerColumns = `partner.id, partner.code, partner.is_self as self,
  partner.is_supplier as supplier, partner.is_customer as customer, partner.is_owner as owner,
  partner.least_life_days as "leastLifeDays", partner.transit_days as "transitDays",
  partner.closed_at is not null as closed,
  detail.name, detail.email, detail.phone, detail.address, detail.country`

const from = `from partners.partner
  left join partners.partner_detail detail on detail.partner_id = partner.id`

const found: Statement = {
  name: 'partners.find',
  text: `select ${partnerColumns} ${from} where partner.id = any($1::uuid[])`,
}
const locked: Statement = {
  name: 'partners.lock',
  text: `select ${partnerColumns} ${from} where partner.id = any($1::uuid[])
    order by partner.id for update of partner`,
}
const foundByCode: Statement = {
  name: 'partners.find-by-code',
  text: `select ${partnerColumns} ${from} where partner.code = any($1::text[])`,
}
const upsertDetails: Statement = {
  name: 'partners.upsert-details',
  text: `insert into partners.partner_detail (partner_id, name, email, phone, address, country)
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    on conflict (partner_id) do update set name = excluded.name, email = excluded.email,
      phone = excluded.phone, address = excluded.address, country = excluded.country`,
}
const insertFacts: Statement = {
  name: 'partners.insert-facts',
  text: `insert into partners.partner_fact (document_id, partner_id, field, old_value, new_value)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
}

/** Partners by their ids; ids that name no partner are left out. */
export async function readPartners(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, Partner>> {
  return byId(ids.length === 0 ? [] : await tx.read<Partner>(found, [[...new Set(ids)]]))
}

/** Partners by their ids, locked until the transaction ends, in the order of their ids. */
export async function lockPartners(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, Partner>> {
  return byId(await tx.read<Partner>(locked, [[...new Set(ids)]]))
}

/** Partners by their codes; codes that name no partner are left out. */
export async function findPartnersByCode(
  tx: Reader,
  codes: readonly string[],
): Promise<Map<string, Partner>> {
  if (codes.length === 0) return new Map()
  const partners = await tx.read<Partner>(foundByCode, [[...new Set(codes)]])
  return new Map(partners.map((partner) => [partner.code, partner]))
}

export function writeDetails(tx: Tx, rows: readonly (Detail & { id: string })[]): void {
  if (rows.length === 0) return
  tx.write(upsertDetails, [
    rows.map(({ id }) => id),
    rows.map(({ name }) => name),
    rows.map(({ email }) => email),
    rows.map(({ phone }) => phone),
    rows.map(({ address }) => address),
    rows.map(({ country }) => country),
  ])
}

/** One changed field, and the document that changed it. */
export type PartnerFact = Difference & { readonly documentId: string; readonly partnerId: string }

export function writeFacts(tx: Tx, facts: readonly PartnerFact[]): void {
  if (facts.length === 0) return
  tx.write(insertFacts, [
    facts.map(({ documentId }) => documentId),
    facts.map(({ partnerId }) => partnerId),
    facts.map(({ field }) => field),
    facts.map((fact) => fact.old),
    facts.map((fact) => fact.new),
  ])
}

function byId(partners: readonly Partner[]): Map<string, Partner> {
  return new Map(partners.map((partner) => [partner.id, partner]))
}
