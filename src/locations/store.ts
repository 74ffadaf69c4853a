// Reading locations, and writing what changed about them.
import type { Statement, Tx } from '#platform'
import type { Location } from './rules.ts'

/** What reads need: a transaction, or anything else that reads. */
export type Reader = Pick<Tx, 'read'>

/** A location's columns, named as the code names them; to be used with `fromLocations`. */
export const locationColumns = `location.id, location.code, location.name, location.kind,
  location.own, location.role, location.site_id as "siteId", location.parent_id as "parentId",
  location.partner_id as "partnerId", coalesce(site.time_zone, location.time_zone) as "timeZone",
  location.one_lot as "oneLot", location.one_owner as "oneOwner",
  location.segregation_class as "segregationClass", location.closed_at is not null as closed`
export const fromLocations = `from locations.location
  left join locations.location site on site.id = location.site_id`

const found: Statement = {
  name: 'locations.find',
  text: `select ${locationColumns} ${fromLocations} where location.id = any($1::uuid[])`,
}
const locked: Statement = {
  name: 'locations.lock',
  text: `select ${locationColumns} ${fromLocations} where location.id = any($1::uuid[])
    order by location.id for update of location`,
}
const foundByCode: Statement = {
  name: 'locations.find-by-code',
  text: `select ${locationColumns} ${fromLocations} where location.code = any($1::text[])`,
}
const foundBySite: Statement = {
  name: 'locations.find-by-site',
  text: `select ${locationColumns} ${fromLocations} where location.site_id = $1
    order by location.code`,
}
const insertFacts: Statement = {
  name: 'locations.insert-facts',
  text: `insert into locations.location_fact (document_id, location_id, field, old_value, new_value)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
}

/** Locations by their ids; ids that name no location are left out. */
export async function readLocations(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, Location>> {
  return byId(ids.length === 0 ? [] : await tx.read<Location>(found, [[...new Set(ids)]]))
}

/** Locations by their ids, locked until the transaction ends, in the order of their ids. */
export async function lockLocations(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, Location>> {
  return byId(ids.length === 0 ? [] : await tx.read<Location>(locked, [[...new Set(ids)]]))
}

/** Locations by their codes; codes that name no location are left out. */
export async function findLocationsByCode(
  tx: Reader,
  codes: readonly string[],
): Promise<Map<string, Location>> {
  if (codes.length === 0) return new Map()
  const locations = await tx.read<Location>(foundByCode, [[...new Set(codes)]])
  return new Map(locations.map((location) => [location.code, location]))
}

/** Every location of a site, the site itself among them, in the order of their codes. */
export async function siteLocations(tx: Reader, siteId: string): Promise<Location[]> {
  return tx.read<Location>(foundBySite, [siteId])
}

/** One changed field, and the document that changed it. */
export type LocationFact = {
  readonly documentId: string
  readonly locationId: string
  readonly field: string
  readonly old: string | null
  readonly new: string | null
}

export function writeFacts(tx: Tx, facts: readonly LocationFact[]): void {
  if (facts.length === 0) return
  tx.write(insertFacts, [
    facts.map(({ documentId }) => documentId),
    facts.map(({ locationId }) => locationId),
    facts.map(({ field }) => field),
    facts.map((fact) => fact.old),
    facts.map((fact) => fact.new),
  ])
}

function byId(locations: readonly Location[]): Map<string, Location> {
  return new Map(locations.map((location) => [location.id, location]))
}
