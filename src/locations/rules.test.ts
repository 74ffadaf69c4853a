import { expect, test } from 'vitest'
import type { ChangeLocation } from './contract.ts'
import {
  inTreeOrder,
  isTimeZone,
  type Location,
  type NewLocation,
  refuseChange,
  refuseClosing,
  refuseNewLocation,
} from './rules.ts'

const site: Location = {
  id: 's1',
  code: 'LON',
  name: 'London',
  kind: 'site',
  own: true,
  role: 'storage',
  siteId: 's1',
  parentId: null,
  partnerId: null,
  timeZone: 'Europe/London',
  oneLot: false,
  oneOwner: false,
  segregationClass: null,
  closed: false,
}
const bin: NewLocation = { locationId: 'b1', code: 'A-1', kind: 'bin', parentId: 's1' }
const free = { exists: false, taken: new Set<string>(), parent: site as Location | undefined }
const inBin: Location = { ...site, kind: 'bin', code: 'B' }
const loose = { locationId: 'b1', code: 'A-1', kind: 'bin' } as const

test.each<[string, NewLocation, Partial<typeof free>, string | undefined]>([
  ['an id that is used', bin, { exists: true }, 'location_exists'],
  ['a partner’s code', { ...bin, code: 'S:1' }, {}, 'location_code_reserved'],
  ['a code that is used', bin, { taken: new Set(['A-1']) }, 'location_code_taken'],
  [
    'a site whose part’s code is used',
    { locationId: 's2', code: 'PAR', kind: 'site' },
    { taken: new Set(['PAR-STOCK']) },
    'location_code_taken',
  ],
  ['a site under a site', { ...bin, kind: 'site' }, {}, 'site_has_parent'],
  ['a bin nowhere', loose, {}, 'parent_needed'],
  ['a bin under nothing known', bin, { parent: undefined }, 'parent_missing'],
  ['a bin in a bin', bin, { parent: inBin }, 'parent_wrong'],
  ['a bin in a closed site', bin, { parent: { ...site, closed: true } }, 'parent_closed'],
  ['a bin with a time zone', { ...bin, timeZone: 'UTC' }, {}, 'time_zone_not_site'],
  [
    'a site on Mars',
    { locationId: 's2', code: 'MARS', kind: 'site', timeZone: 'Mars/Base' },
    {},
    'time_zone_unknown',
  ],
  ['a bin in a site', bin, {}, undefined],
])('%s', (_, wanted, seen, code) => {
  expect(refuseNewLocation(wanted, { ...free, ...seen })?.code).toBe(code)
})

test.each<
  [string, Partial<ChangeLocation>, Partial<Location>, Location | undefined, string | undefined]
>([
  ['one outside', {}, { own: false }, undefined, 'location_outside'],
  ['a closed one', { name: 'N' }, { closed: true }, undefined, 'location_closed'],
  ['one of a closed site', { closed: false }, {}, { ...site, closed: true }, 'parent_closed'],
  ['a bin’s time zone', { timeZone: 'UTC' }, { kind: 'bin' }, site, 'time_zone_not_site'],
  ['a site’s time zone', { timeZone: 'Asia/Tokyo' }, {}, undefined, undefined],
  ['a closed one, opened', { closed: false }, { closed: true }, site, undefined],
])('changing %s', (_, change, state, parent, code) => {
  const wanted = { locationId: 's1', reason: 'why', ...change }
  expect(refuseChange({ ...site, ...state }, wanted, parent)?.code).toBe(code)
})

test.each([
  ['one outside', { own: false }, 0, 'location_outside'],
  ['a closed one', { closed: true }, 1, 'location_closed'],
  ['one with an open bin', {}, 1, 'location_has_open'],
  ['an empty one', {}, 0, undefined],
])('closing %s', (_, state, open, code) => {
  expect(refuseClosing({ ...site, ...state }, open)?.code).toBe(code)
})

test('the tree is in order, with what has no parent here at the root', () => {
  const at = (id: string, parentId: string | null) => ({ ...site, id, parentId })
  const all = [at('b', 'z'), at('s', null), at('z', 's'), at('x', 'elsewhere')]

  expect(inTreeOrder(all).map(({ depth, location }) => [depth, location.id])).toEqual([
    [0, 's'],
    [1, 'z'],
    [2, 'b'],
    [0, 'x'],
  ])
})

test('time zones are those of the runtime', () => {
  expect(['UTC', 'Europe/Kyiv', 'Mars/Base', ''].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
