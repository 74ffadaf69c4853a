import type { Refusal } from '#kernel'
import { type Accepted, type Action, newId, type Statement, type Tx } from '#platform'
import { zoneUnsaid } from './company-zone.ts'
import type { CreateLocation, LocationCreated, OwnRole } from './contract.ts'
import { refuse } from './refusals.ts'
import { codesOf, type Location, refuseNewLocation, siteParts } from './rules.ts'
import { findLocationsByCode, lockLocations, readLocations } from './store.ts'

const insertLocations: Statement = {
  name: 'locations.insert',
  text: `insert into locations.location (id, code, name, kind, role, site_id, parent_id, time_zone,
      one_lot, one_owner, segregation_class, recorded_at)
    select *, $12::timestamptz from unnest($1::uuid[], $2::text[], $3::text[], $4::text[],
      $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::boolean[], $10::boolean[], $11::text[])`,
}

/** Makes locations of our own. A site comes with the parts every site has. */
export const createLocation: Action<CreateLocation, LocationCreated> = {
  kind: 'create-location',
  permission: 'location.write',
  constraints: {
    location_code_key: ({ payload }) => refuse('location_code_taken', { code: payload.code }),
    location_pkey: ({ id, payload }) =>
      refuse('location_exists', { locationId: payload.locationId ?? id }),
  },
  async run({ tx, now }, commands) {
    // What stands under another place has the zone of that.
    const isUnsaid = commands.some(({ payload: { timeZone, parentId } }) => timeZone === undefined && parentId === undefined)
    const [parents, known, codes, unsaid] = await Promise.all([
      // Locked, so that nothing comes to stand under a location that is being closed.
      lockLocations(
        tx,
        commands.flatMap(({ payload }) => payload.parentId ?? []),
      ),
      readLocations(
        tx,
        commands.map(({ id, payload }) => payload.locationId ?? id),
      ),
      findLocationsByCode(
        tx,
        commands.flatMap(({ payload }) => codesOf(payload)),
      ),
      isUnsaid ? zoneUnsaid(tx) : '',
    ])
    const all = new Map([...known, ...parents])
    const taken = new Set(codes.keys())
    const made: Location[] = []
    const results = commands.map(({ id, payload }): Accepted<LocationCreated> | Refusal => {
      const locationId = payload.locationId ?? id
      const { code } = payload
      const parent = all.get(payload.parentId ?? '')
      const seen = { exists: all.has(locationId), taken, parent }
      const refusal = refuseNewLocation({ ...payload, locationId }, seen)
      if (refusal !== null) return refusal
      const location = newLocation(locationId, payload, parent, unsaid)
      const parts = payload.kind === 'site' ? partsOf(location) : []
      for (const each of [location, ...parts]) {
        all.set(each.id, each)
        taken.add(each.code)
        made.push(each)
      }
      const answer = { locationId, code, siteId: location.siteId }
      if (parts.length === 0) return { answer }
      return { answer: { ...answer, parts: idsByRole(parts) } }
    })
    write(tx, made, now)
    return results
  },
}

function newLocation(id: string, payload: CreateLocation, parent: Location | undefined, unsaid: string): Location {
  return {
    id,
    code: payload.code,
    name: payload.name ?? payload.code,
    kind: payload.kind,
    own: true,
    role: payload.role ?? parentRole(parent),
    siteId: parent?.siteId ?? id,
    parentId: parent?.id ?? null,
    partnerId: null,
    timeZone: payload.timeZone ?? parent?.timeZone ?? unsaid,
    oneLot: payload.oneLot ?? false,
    oneOwner: payload.oneOwner ?? false,
    segregationClass: payload.segregationClass ?? null,
    closed: false,
  }
}

// A bin in a quarantine zone is quarantine, unless told otherwise.
function parentRole(parent: Location | undefined): Location['role'] {
  return parent === undefined || parent.kind === 'site' ? 'storage' : parent.role
}

function partsOf(site: Location): Location[] {
  return siteParts.map(({ code, role, name }) => ({
    ...site,
    id: newId(),
    code: `${site.code}-${code}`,
    name,
    kind: 'bin',
    role,
    parentId: site.id,
    oneLot: false,
    oneOwner: false,
    segregationClass: null,
  }))
}

function idsByRole(parts: readonly Location[]): Record<OwnRole, string> {
  const ids = { receiving: '', staging: '', quarantine: '', returns: '', storage: '' }
  for (const { role, id } of parts) if (role !== 'outside') ids[role] = id
  return ids
}

function write(tx: Tx, made: readonly Location[], now: Date): void {
  if (made.length === 0) return
  tx.write(insertLocations, [
    made.map(({ id }) => id),
    made.map(({ code }) => code),
    made.map(({ name }) => name),
    made.map(({ kind }) => kind),
    made.map(({ role }) => role),
    made.map(({ siteId }) => siteId),
    made.map(({ parentId }) => parentId),
    made.map(({ timeZone }) => timeZone),
    made.map(({ oneLot }) => oneLot),
    made.map(({ oneOwner }) => oneOwner),
    made.map(({ segregationClass }) => segregationClass),
    now,
  ])
}
