import { expect, test } from 'vitest'
import type { ChangePartner } from './contract.ts'
import {
  changed,
  differences,
  type Partner,
  refuseChange,
  refuseErasure,
  refuseNewPartner,
} from './rules.ts'

const partner: Partner = {
  id: 'p1',
  code: 'ACME',
  self: false,
  supplier: true,
  customer: false,
  owner: false,
  leastLifeDays: null,
  transitDays: null,
  closed: false,
  name: 'Ada',
  email: 'ada@example.org',
  phone: null,
  address: null,
  country: null,
}

test.each([
  ['an id that is used', { exists: true, codeTaken: true }, 'partner_exists'],
  ['a code that is used', { exists: false, codeTaken: true }, 'partner_code_taken'],
  ['a new partner', { exists: false, codeTaken: false }, undefined],
])('%s', (_, seen, code) => {
  expect(refuseNewPartner({ partnerId: 'p1', code: 'ACME' }, seen)?.code).toBe(code)
})

const changes: [string, Partial<ChangePartner>, Partial<Partner>, string | undefined][] = [
  ['our own company closed', { closed: true }, { self: true }, 'self_fixed'],
  ['our own company no owner', { roles: ['supplier'] }, { self: true }, 'self_fixed'],
  ['a closed partner', { name: 'Bob' }, { closed: true }, 'partner_closed'],
  ['a closed partner opened', { closed: false }, { closed: true }, undefined],
  ['our own company’s name', { name: 'We' }, { self: true }, undefined],
]

test.each(changes)('changing %s', (_, change, state, code) => {
  const wanted = { partnerId: 'p1', reason: 'why', ...change }
  expect(refuseChange({ ...partner, ...state }, wanted)?.code).toBe(code)
})

test('our own company is not erased, another is', () => {
  expect(refuseErasure({ ...partner, self: true })?.code).toBe('self_fixed')
  expect(refuseErasure({ ...partner, closed: true })).toBeNull()
})

test('a fact about a detail holds no value of it', () => {
  const wanted = { partnerId: 'p1', reason: 'r', name: 'Bob', email: null, transitDays: 2 }

  expect(differences(partner, changed(partner, wanted))).toEqual([
    { field: 'transitDays', old: null, new: '2' },
    { field: 'name', old: null, new: null },
    { field: 'email', old: null, new: null },
  ])
})
