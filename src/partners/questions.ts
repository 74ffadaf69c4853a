// What people ask about partners.
import type { Static } from 'typebox'
import { type Database, query, type Statement } from '#platform'
import type { PartnerRow, PartnerPage } from './contract.ts'
import type { Partner } from './rules.ts'
import { partnerColumns } from './store.ts'

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

function line({ email, phone, address, country, ...partner }: Partner): PartnerRow {
  return partner
}
