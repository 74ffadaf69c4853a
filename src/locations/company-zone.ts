// The company's own calendar: that of its first site that is open; until there is one, that of the browser it was begun with.
import type { Statement, Tx } from '#platform'

// Written by the first run.
const begunIn = `coalesce((select s.value #>> '{}' from platform.setting s where s.name = 'time_zone'), 'UTC')`

/** SQL: the time zone of the company; while it has no site, that it was begun in, or UTC. */
export const companyZone = `coalesce((select z.time_zone from locations.location z where z.kind = 'site' and z.closed_at is null order by z.recorded_at, z.id limit 1), ${begunIn})`

const readBegun: Statement = { name: 'locations.read-zone-begun-in', text: `select ${begunIn} as zone` }

/** The time zone of a site for which nobody says one. */
export async function zoneUnsaid(tx: Tx): Promise<string> {
  return (await tx.read<{ zone: string }>(readBegun))[0]?.zone ?? 'UTC'
}
