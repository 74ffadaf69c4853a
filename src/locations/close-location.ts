import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { CloseLocation, LocationClosed } from './contract.ts'
import { refuse } from './refusals.ts'
import { refuseClosing } from './rules.ts'
import { type LocationFact, lockLocations, writeFacts } from './store.ts'

const findOpenChildren: Statement = {
  name: 'locations.find-open-children',
  text: `select id, parent_id as "parentId" from locations.location
    where parent_id = any($1::uuid[]) and closed_at is null`,
}
const closeLocations: Statement = {
  name: 'locations.close',
  text: `update locations.location set closed_at = $2 where id = any($1::uuid[])`,
}

/** Closes locations: nothing more goes in. What is in there can still be taken out. */
export const closeLocation: Action<CloseLocation, LocationClosed> = {
  kind: 'close-location',
  permission: 'location.write',
  async run({ tx, now }, commands) {
    const ids = [...new Set(commands.map(({ payload }) => payload.locationId))]
    const [locations, children] = await Promise.all([
      lockLocations(tx, ids),
      tx.read<{ id: string; parentId: string }>(findOpenChildren, [ids]),
    ])
    const facts: LocationFact[] = []
    const closed = new Set<string>()
    const results = commands.map(({ id, payload }): Accepted<LocationClosed> | Refusal => {
      const { locationId, reason } = payload
      const location = locations.get(locationId)
      if (location === undefined) return refuse('location_missing', { locationId })
      const open = children.filter(
        (child) => child.parentId === locationId && !closed.has(child.id),
      )
      const refusal = refuseClosing(location, open.length)
      if (refusal !== null) return refusal
      locations.set(locationId, { ...location, closed: true })
      closed.add(locationId)
      facts.push({ documentId: id, locationId, field: 'closed', old: 'false', new: 'true' })
      return { answer: { locationId }, reason }
    })
    if (closed.size > 0) tx.write(closeLocations, [[...closed], now])
    writeFacts(tx, facts)
    return results
  },
}
