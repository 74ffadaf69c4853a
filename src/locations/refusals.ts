import { type Refusals, refuser } from '#kernel'

/** Every reason the locations may say no. */
export const refusals = {
  location_exists: { kind: 'conflict', says: 'There is already a location {locationId}.' },
  location_code_reserved: {
    kind: 'invalid',
    says: 'The code {code} begins with S: or C:, as partners’ locations do.',
  },
  location_code_taken: { kind: 'conflict', says: 'The code {code} already names a location.' },
  site_has_parent: { kind: 'invalid', says: 'A site stands under no other location.' },
  parent_needed: { kind: 'invalid', says: 'A {kind} belongs to a site: say under what it stands.' },
  parent_missing: { kind: 'missing', says: 'There is no location {parentId} to stand under.' },
  parent_wrong: { kind: 'invalid', says: 'A {kind} cannot stand under {parent}, a {parentKind}.' },
  parent_closed: { kind: 'conflict', says: '{parent} is closed.' },
  time_zone_not_site: { kind: 'invalid', says: 'Only a site has a time zone of its own.' },
  time_zone_unknown: { kind: 'invalid', says: 'There is no time zone {timeZone}.' },
  location_missing: { kind: 'missing', says: 'There is no location {locationId}.' },
  location_outside: { kind: 'conflict', says: '{code} is outside; it is not ours to change.' },
  location_closed: { kind: 'conflict', says: 'Location {code} is closed.' },
  location_has_open: {
    kind: 'conflict',
    says: '{children} open locations stand under {code}; close them first.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
