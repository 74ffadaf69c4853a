// What people ask about partners.
import type { Static } from 'typebox'
import { type Database, query, type Statement } from '#platform'
import type { ListPartners, PartnerLine, PartnerList, PartnerPage } from './contract.ts'
import type { Partner } from './rules.ts'
import { partnerColumns } from './store.ts'

// Keyset by code: a page begins after the row of the id that the page before ended with.
const listed: Statement = {
  name: 'partners.list',
  text: `select ${partnerColumns} from partners.partner
    left join partners.partner_detail detail on detail.partner_id = partner.id
    where ($1::text is null or position(lower($1) in lower(partner.code)) > 0
        or position(lower($1) in lower(detail.name)) > 0)
      and ($2::text is null or case $2 when 'supplier' then partner.is_supplier
        when 'customer' then partner.is_customer else partner.is_owner end)
      and ($3::uuid is null or partner.code > (select code from partners.partner where id = $3))
    order by partner.code limit $4`,
}
const whole: Statement = {
  name: 'partners.whole',
  text: `select ${partnerColumns} from partners.partner
    left join partners.partner_detail detail on detail.partner_id = partner.id
    where partner.id = $1`,
}
const historyOf: Statement = {
  name: 'partners.history',
  text: `select document.id as "documentId", document.kind, document.actor_id as "actorId",
      document.occurred_at as "occurredAt", document.recorded_at as "recordedAt", document.reason,
      fact.field, fact.old_value as old, fact.new_value as new
    from partners.partner_fact fact join platform.document on document.id = fact.document_id
    where fact.partner_id = $1 order by document.recorded_at, document.id, fact.field`,
}

type Row = {
  documentId: string
  kind: string
  actorId: string
  occurredAt: Date
  recordedAt: Date
  reason: string | null
  field: string
  old: string | null
  new: string | null
}

export async function listPartners(
  database: Database,
  { q, role, after, limit }: Static<typeof ListPartners>,
): Promise<Static<typeof PartnerList>> {
  const most = Math.min(Number(limit ?? 100), 500)
  const values = [q ?? null, role ?? null, after ?? null, most + 1]
  const rows = await query<Partner>(database, listed, values)
  const partners = rows.slice(0, most).map(line)
  return { partners, next: rows.length > most ? (partners.at(-1)?.id ?? null) : null }
}

/** One partner with its detail and every change; null when there is none. */
export async function partnerPage(
  database: Database,
  { id }: { id: string },
): Promise<Static<typeof PartnerPage> | null> {
  const [[partner], history] = await Promise.all([
    query<Partner>(database, whole, [id]),
    query<Row>(database, historyOf, [id]),
  ])
  if (partner === undefined) return null
  const { email, phone, address, country } = partner
  return {
    partner: line(partner),
    detail: { email, phone, address, country },
    history: history.map((row) => ({
      ...row,
      occurredAt: row.occurredAt.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
    })),
  }
}

function line({ email, phone, address, country, ...partner }: Partner): PartnerLine {
  return partner
}
