import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { ChangeLocation, LocationChanged } from './contract.ts'
import { refuse } from './refusals.ts'
import { changed, differences, type Location, refuseChange } from './rules.ts'
import { type LocationFact, lockLocations, readLocations, writeFacts } from './store.ts'

const updateLocations: Statement = {
  name: 'locations.update',
  text: `update locations.location set name = it.name, time_zone = it.time_zone,
      one_lot = it.one_lot, one_owner = it.one_owner, segregation_class = it.segregation_class,
      closed_at = case when it.closed then location.closed_at end
    from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::text[],
      $7::boolean[]) as it(id, name, time_zone, one_lot, one_owner, segregation_class, closed)
    where location.id = it.id`,
}

/** Changes fields of our own locations. Kind, role and place in the tree never change. */
export const changeLocation: Action<ChangeLocation, LocationChanged> = {
  kind: 'change-location',
  permission: 'location.write',
  async run({ tx }, commands) {
    const locations = await lockLocations(
      tx,
      commands.map(({ payload }) => payload.locationId),
    )
    const parents = await readLocations(
      tx,
      [...locations.values()].flatMap(({ parentId }) => parentId ?? []),
    )
    const facts: LocationFact[] = []
    const touched = new Map<string, Location>()
    const results = commands.map(({ id, payload }): Accepted<LocationChanged> | Refusal => {
      const { locationId, reason } = payload
      const location = touched.get(locationId) ?? locations.get(locationId)
      if (location === undefined) return refuse('location_missing', { locationId })
      const parentId = location.parentId ?? ''
      const parent = touched.get(parentId) ?? parents.get(parentId)
      const refusal = refuseChange(location, payload, parent)
      if (refusal !== null) return refusal
      const after = changed(location, payload)
      const found = differences(location, after)
      facts.push(...found.map((difference) => ({ ...difference, documentId: id, locationId })))
      if (found.length > 0) touched.set(locationId, after)
      return { answer: { locationId, changed: found.map(({ field }) => field) }, reason }
    })
    const after = [...touched.values()]
    if (after.length > 0) {
      tx.write(updateLocations, [
        after.map(({ id }) => id),
        after.map(({ name }) => name),
        after.map(({ timeZone }) => timeZone),
        after.map(({ oneLot }) => oneLot),
        after.map(({ oneOwner }) => oneOwner),
        after.map(({ segregationClass }) => segregationClass),
        after.map(({ closed }) => closed),
      ])
    }
    writeFacts(tx, facts)
    return results
  },
}
