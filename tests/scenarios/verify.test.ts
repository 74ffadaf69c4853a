// The program that judges an export shares nothing with Lotline. Random histories pass it, all of them; and each thing it
// looks at is broken once here, in a record small enough to see.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportAllTo } from '#app/cli-export'
import { sequenceDocuments } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { play } from '#test/history'
import type { Row } from '../../scripts/verify-csv.ts'
import { checkPicks, type Exported } from '../../scripts/verify-picks.ts'

describe('random histories', { timeout: 300_000 }, () => {
  let place: TestDatabase
  const home = mkdtempSync(join(tmpdir(), 'lotline-verified-'))
  beforeAll(async () => {
    place = await testDatabase()
  })
  afterAll(async () => {
    await place.drop()
    rmSync(home, { recursive: true })
  })

  test('are right in every pick, and none is left out', async () => {
    const seeds = (process.env['LOTLINE_SEED'] ?? '1,2,3,4').split(',').map(Number)
    for (const seed of seeds) await play(place.database, seed, 60)
    await sequenceDocuments(place.database)
    const folder = join(home, 'all')
    await exportAllTo(place.database, folder, 'csv')

    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/verify-export.ts', folder, '--lots', '0'], { encoding: 'utf8' })

    expect(stdout).toMatch(/picks: [1-9]\d* verified, 0 wrong, 0 not verifiable\n/)
    expect(stdout).toContain('Everything agrees.')
    expect(readdirSync(home)).toEqual(['all'])
    await expect(exportAllTo(place.database, folder, 'csv')).rejects.toThrow(`The folder ${folder} is not empty.`)
  })
})

// Ten of each of three lots came; four are reserved for one line when five are picked for another.
const movement = (position: number, line: number, more: Row): Row => ({
  id: `d${position}.${line}`, document_id: `d${position}`, position: String(position), line: String(line), item: 'TEA',
  owner: 'SELF', kind: 'receipt', recorded_at: `2026-01-01T00:${String(position).padStart(2, '0')}:00Z`, quantity: '10', ...more,
})
const inStock = { to_own: 'true', to_location: 'STOCK', to_role: 'storage', to_kind: 'bin', to_site: 'MAIN' }
const fromStock = { from_own: 'true', from_location: 'STOCK', from_role: 'storage', from_kind: 'bin', from_site: 'MAIN' }
const picked = {
  ...fromStock, kind: 'pick', to_own: 'true', to_location: 'STAGING', to_role: 'staging', to_kind: 'bin', to_site: 'MAIN',
  reference_id: 'mine', lot_id: 'early', quantity: '5', policy: 'fefo', chosen_by: 'policy', least_on: '2026-01-20',
  sale_on: '2026-01-05', others: '[["2026-01-20","2026-01-05",null,"4"]]',
}
const arrival = { from_own: 'false', from_kind: 'supplier', from_partner: 'FARM', ...inStock }
const reservation = (line: string, position: number, change: string): Row =>
  ({ line_id: line, document_id: `d${position}`, item: 'TEA', owner: 'SELF', site: 'MAIN', change, position: String(position) })

type Small = { movements: Row[]; lots: Map<string, Row>; items: Row[]; holds: Row[]; reservations: Row[]; changes: Row[] }
const small = (): Small => ({
  movements: [
    ...['early', 'late', 'short'].map((lot, at) => movement(at + 1, 1, { ...arrival, lot_id: lot })),
    movement(9, 1, picked),
  ],
  lots: new Map([['early', '2026-02-01'], ['late', '2026-03-01'], ['short', '2026-01-10']]
    .map(([id = '', on = '']) => [id, { id, item: 'TEA', binding_on: on, best_before_on: on, received_on: '2026-01-01' }])),
  items: [{ item: 'TEA', binding_date: 'use_by_or_best_before' }],
  holds: [], reservations: [reservation('other', 7, '4'), reservation('mine', 8, '5')], changes: [],
})
const set = (row: Row | undefined, more: Row) => Object.assign(row ?? {}, more)
const hold = (more: Row): Row => ({ item: 'TEA', placed_position: '4', released_position: '', lot_id: '', serial: '', supplier: '', ...more })

function judged(change: (all: Small) => unknown): string[] {
  const all = small()
  change(all)
  const differs: string[] = []
  const says = checkPicks(all satisfies Exported, (one) => differs.push(one))
  return differs.length > 0 ? differs : [says.split('\n')[0] ?? '']
}

describe('a small record', () => {
  const right = ['picks: 1 verified, 0 wrong, 0 not verifiable']
  const other = ['pick d9.1: 5 of lot early taken, fefo takes 0', 'pick d9.1: 0 of lot late taken, fefo takes 5']

  test('is right', () => expect(judged(() => {})).toEqual(right))

  test.each<[what: string, change: (all: Small) => unknown, says: string[]]>([
    ['an earlier lot that lasts long enough', ({ lots }) => set(lots.get('short'), { binding_on: '2026-01-20' }),
      ['pick d9.1: 5 of lot early taken, fefo takes 0', 'pick d9.1: 0 of lot short taken, fefo takes 5']],
    ['a lot that does not', ({ lots }) => set(lots.get('early'), { binding_on: '2026-01-19' }), other],
    ['a lot past its use-by date', ({ lots }) => set(lots.get('early'), { use_by_on: '2026-01-04' }), other],
    ['a lot on hold', ({ holds }) => holds.push(hold({ scope: 'lot', lot_id: 'early' })), other],
    ['a lot on hold in its place', ({ holds }) => holds.push(hold({ scope: 'lot_in_location', lot_id: 'early', location: 'STOCK' })), other],
    ['a lot that came from where it was on hold', ({ holds, movements }) => {
      holds.push(hold({ scope: 'lot_in_location', lot_id: 'early', location: 'GATE' }))
      movements.push(movement(5, 1, { ...arrival, from_own: 'true', from_location: 'GATE', lot_id: 'early', quantity: '1' }))
    }, other],
    ['what a supplier on hold brought', ({ holds, movements }) => {
      holds.push(hold({ scope: 'item_supplier', supplier: 'FARM' }))
      set(movements[0], { position: '5' })
    }, other],
    ['a unit on hold', ({ holds, movements }) => {
      holds.push(hold({ scope: 'serial', serial: 'N1' }))
      set(movements[0], { serial: 'N1', quantity: '5' })
    }, ['pick d9.1: 5 of lot early taken, fefo takes 4', 'pick d9.1: 0 of lot late taken, fefo takes 1']],
    ['a lot that may have left', ({ movements }) =>
      movements.push(movement(5, 1, { ...fromStock, candidates: 'early late', quantity: '6' })),
    ['pick d9.1: 5 of lot early taken, fefo takes 4']],
    ['more than was reserved', ({ reservations }) => set(reservations[1], { change: '4' }), ['pick d9.1: 5 taken, and 4 reserved']],
    ['what others do not need', ({ reservations }) => set(reservations[0], { change: '3' }),
      ['pick d9.1: others had reserved 3, and the choice left 4 to them']],
    ['what others need', (all) => {
      set(all.movements[3], { others: '[["2026-01-20","2026-01-05","early","8"]]' })
      set(all.reservations[0], { change: '8' })
    }, ['pick d9.1: 5 of lot early taken, fefo takes 2', 'pick d9.1: 0 of lot late taken, fefo takes 3']],
    ['another lot than is wanted', ({ movements }) => set(movements[3], { wanted_lot_id: 'late' }), other],
    ['the first in where the first to expire is', ({ movements, lots }) => {
      set(movements[3], { policy: 'fifo' })
      set(lots.get('early'), { received_on: '2026-01-02' })
    }, ['pick d9.1: 5 of lot early taken, fifo takes 0', 'pick d9.1: 0 of lot late taken, fifo takes 5']],
    ['another than the largest', ({ movements }) => {
      set(movements[3], { policy: 'fewest_lots' })
      set(movements[1], { quantity: '11' })
    }, ['pick d9.1: 5 of lot early taken, fewest_lots takes 0', 'pick d9.1: 0 of lot late taken, fewest_lots takes 5']],
    ['a lot that was named and does not last', ({ movements }) => set(movements[3], { chosen_by: 'person', lot_id: 'short' }),
      ['pick d9.1: lot short was named, and does not last']],
    ['more of a lot that was named than is free', ({ movements }) => {
      set(movements[3], { chosen_by: 'person' })
      set(movements[0], { quantity: '4' })
    }, ['pick d9.1: 5 of lot early named, 4 free']],
  ])('of which a pick takes %s is not', (_, change, says) => expect(judged(change)).toEqual(says))

  test.each<[what: string, change: (all: Small) => unknown]>([
    ['a hold was released before', ({ holds }) => holds.push(hold({ scope: 'lot', lot_id: 'early', released_position: '9' }))],
    ['a hold came after', ({ holds }) => holds.push(hold({ scope: 'lot', lot_id: 'early', placed_position: '10' }))],
    ['a lot of several came back', ({ movements }) =>
      movements.push(movement(5, 1, { from_own: 'false', ...inStock, to_location: 'BACK', to_role: 'returns', candidates: 'early late' }))],
    ['what may have left was told to be another', ({ movements }) => movements.push(
      movement(5, 1, { ...fromStock, candidates: 'early late', quantity: '6' }),
      movement(6, 1, { ...inStock, from_own: 'false', corrects: 'd5.1', quantity: '6' }),
      movement(6, 2, { ...fromStock, to_own: 'false', lot_id: 'late', corrects: 'd5.1', quantity: '6' }))],
    ['a lot was found to last otherwise later', ({ lots, changes }) => {
      set(lots.get('early'), { binding_on: '2026-01-02', best_before_on: '2026-01-02' })
      changes.push({ lot_id: 'early', field: 'bestBefore', old_value: '2026-02', new_value: '2026-01-02', position: '10' })
    }],
    ['what was recorded in the same second came first', ({ movements }) => {
      set(movements[0], { position: '10', recorded_at: '2026-01-01T00:09:00Z' })
    }],
  ])('in which %s is right', (_, change) => expect(judged(change)).toEqual(right))

  test('says what it cannot judge, and why', () => {
    const all = small()
    set(all.movements[3], { policy: '' })
    expect(checkPicks(all, () => {})).toMatch(/0 verified, 0 wrong, 1 not verifiable\n.*\n {2}1 not verifiable: no decision is kept$/)
    set(all.movements[3], { policy: 'fefo', position: '' })
    expect(checkPicks(all, () => {})).toContain('1 not verifiable: it has no position yet')
  })
})
