// What people ask about locations.
import type { Static } from 'typebox'
import { type Database, query, readHistory, type Statement } from '#platform'
import type { AskTree, LocationPage, LocationTree } from './contract.ts'
import { inTreeOrder, type Location } from './rules.ts'
import { fromLocations, locationColumns } from './store.ts'

const ofSite: Statement = {
  name: 'locations.of-site',
  text: `select ${locationColumns} ${fromLocations}
    where location.own and ($1::uuid is null or location.site_id = $1) order by location.code`,
}
const family: Statement = {
  name: 'locations.family',
  text: `select ${locationColumns} ${fromLocations}
    where location.id = $1 or location.parent_id = $1 order by location.code`,
}

/** Our own locations in the order of the tree. */
export async function locationTree(
  database: Database,
  { siteId }: Static<typeof AskTree>,
): Promise<Static<typeof LocationTree>> {
  return { locations: inTreeOrder(await query<Location>(database, ofSite, [siteId ?? null])) }
}

/** One location with what stands under it and every change; null when there is none. */
export async function locationPage(
  database: Database,
  { id }: { id: string },
): Promise<Static<typeof LocationPage> | null> {
  const [found, history] = await Promise.all([
    query<Location>(database, family, [id]),
    readHistory(database, { table: 'locations.location_fact', of: 'location_id' }, id),
  ])
  const location = found.find((each) => each.id === id)
  if (location === undefined) return null
  return {
    location,
    children: found.filter((each) => each.id !== id),
    history,
  }
}
