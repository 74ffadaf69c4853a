// The company's own calendar: that of its first site that is open.

/** SQL: the time zone of the company, UTC while it has no site. */
export const companyZone = `coalesce((select z.time_zone from locations.location z where z.kind = 'site' and z.closed_at is null order by z.recorded_at, z.id limit 1), 'UTC')`
