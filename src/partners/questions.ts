// What people ask about partners.
import type { Static } from 'typebox'
import { type Database, query, readHistory, type Statement } from '#platform'
import type { PartnerRow, PartnerPage } from './contract.ts'
import type { Partner } from './rules.ts'
import { partnerColumns } from './store.ts'

const whole: Statement = {
  name: 'partners.whole',
  text: `select ${partnerColumns} from partners.partner
    left join partners.partner_detail detail on detail.partner_id = partner.id
    where partner.id = $1`,
}

/** One partner with its detail and every change; null when there is none. */
export async function partnerPage(
  database: Database,
  { id }: { id: string },
): Promise<Static<typeof PartnerPage> | null> {
  const [[partner], history] = await Promise.all([
    query<Partner>(database, whole, [id]),
    readHistory(database, { table: 'partners.partner_fact', of: 'partner_id' }, id),
  ])
  if (partner === undefined) return null
  const { email, phone, address, country } = partner
  return {
    partner: line(partner),
    detail: { email, phone, address, country },
    history,
  }
}

function line({ email, phone, address, country, ...partner }: Partner): PartnerRow {
  return partner
}
