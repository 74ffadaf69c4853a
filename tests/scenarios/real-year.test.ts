// A small year through the real one's program, then judged from its exports by the program that shares nothing with
// Lotline; and that one is seen to disagree. The whole year runs on demand: LOTLINE_YEAR=orders.csv.gz.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileLine, planYear } from '../../scripts/year-plan.ts'
import { buildProgram, program, removeProgram } from '../faults/program.ts'

const home = mkdtempSync(join(tmpdir(), 'lotline-small-year-'))
const run = (...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', ...args], { encoding: 'utf8' })
  return { out: stdout, err: stderr, code: status }
}

const products = Array.from({ length: 40 }, (_, at) => String(20_000 + at))
const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

/** Half a year of a small shop, with everything the real file has. */
function smallYear(): string {
  const lines: string[] = []
  let invoice = 500_000
  const add = (number: string, code: string, quantity: number, on: string, price: number, customer: string, name = `Thing ${code}`) =>
    lines.push([number, code, name, quantity, `${on}T10:00`, price, customer, 'United Kingdom'].join(','))
  for (let nth = 0; nth < 180; nth += 3) {
    const on = new Date(Date.UTC(2023, 0, 2 + nth)).toISOString().slice(0, 10)
    for (let order = 0; order < 3; order++) {
      const customer = order === 2 ? '' : String(100 + ((nth + order) % 7))
      invoice++
      for (let line = 0; line < 4; line++) add(String(invoice), products[(nth + order * 11 + line * 7) % 40] ?? '', 1 + ((nth + line) % 9), on, 2.5, customer)
    }
    if (nth % 9 === 0) add(`C${++invoice}`, products[nth % 40] ?? '', -1, on, 2.5, String(100 + (nth % 7)))
  }
  const late = '2023-06-30'
  add(`C${++invoice}`, products[0] ?? '', -2, late, 2.5, '')
  add(`C${++invoice}`, products[1] ?? '', -500, late, 2.5, '103')
  add(`C${++invoice}`, '29999', -1, late, 2.5, '103')
  add(String(++invoice), products[2] ?? '', -3, late, 0, '', 'damaged')
  add(String(++invoice), products[3] ?? '', 4, late, 0, '', 'found')
  add(String(++invoice), products[4] ?? '', 1, late, 0, '101')
  add(String(++invoice), 'POST', 1, late, 18, '101', 'POSTAGE')
  add(`C${++invoice}`, 'M', -1, late, 5, '', 'Manual')
  return `${[head, ...lines].join('\n')}\n`
}

describe.skipIf(process.env['LOTLINE_TEST_DATABASE'] !== undefined)('a year', { timeout: 600_000 }, () => {
  const list = join(home, 'small.csv')
  const data = join(home, 'data')
  const exported = join(home, 'exported')
  const text = smallYear()
  const count = text.trim().split('\n').length - 1
  beforeAll(() => {
    buildProgram()
    writeFileSync(list, text)
  })
  afterAll(() => {
    removeProgram()
    rmSync(home, { recursive: true, force: true })
  })

  test('runs, every line is accounted for, and the check is clean', () => {
    const { out, err, code } = run('scripts/real-year.ts', list, '--data', data, '--seed', '3')

    expect([code, err.replace('Making the database for the first time.\n', '')]).toEqual([0, ''])
    for (const what of ['order lines shipped whole', 'return lines of a certain lot', 'return lines of guests, kept apart as unknown',
      'return lines of things never seen sold, kept apart as unknown', 'return lines partly more than was ever sent, the rest kept apart',
      'write-off lines booked whole', 'found lines booked as counted', 'lines that are no goods (postage, fees, manual)',
      'given away: without a price, to a customer', 'lots packed from bulk']) expect(out).toMatch(new RegExp(`\\d  ${what.replace(/[()]/g, '\\$&')}\n`))
    expect(out).toContain(`  ${count}  lines accounted for, of ${count}\n`)
    expect(out).toMatch(/Check: clean\n$/)
    const again = run('scripts/real-year.ts', list, '--data', data)
    expect([again.code, again.err]).toEqual([2, expect.stringMatching(/has a Lotline already.*\nName a new folder/)])
  })

  test('is judged from its exports by brute force, and agrees', () => {
    const { out, code } = run('scripts/verify.ts', '--data', data, '--lots', '12', '--keep', exported, '--program', program)

    expect(out).toMatch(/balances: [1-9]\d* compared with [1-9]\d* movements\npicks: [1-9]\d* verified, 0 wrong, 0 not verifiable\n.*\ntraces: 12 compared/)
    expect([out.trim().split('\n').at(-1), code]).toEqual(['Everything agrees.', 0])
  })

  test.each<[file: string, what: RegExp, instead: string]>([
    ['balances.csv', /,LONDON-STOCK,(\d+),/, ',LONDON-STOCK,9$1,'],
    ['movements.csv', /,ship,([^,]*),([^,]*),(.*?),(\d+),2023/, ',ship,$1,$2,$3,9$4,2023'],
  ])('of which one number in %s is another is seen to differ', (file, what, instead) => {
    const altered = join(home, `altered-${file}`)
    cpSync(exported, altered, { recursive: true })
    const before = readFileSync(join(altered, file), 'utf8')
    writeFileSync(join(altered, file), before.replace(what, instead))
    expect(readFileSync(join(altered, file), 'utf8')).not.toBe(before)

    const { out, code } = run('scripts/verify-export.ts', altered, '--lots', '12')

    expect([code, out]).toEqual([1, expect.stringContaining('DIFFERS')])
  })

  test('is laid out the same by the same seed, and with what a year has', () => {
    const lines = text.trim().split('\n').slice(1).map((line): FileLine => {
      const [invoice = '', code = '', name = '', quantity, at = '', price, customer = '', country = ''] = line.split(',')
      return { invoice, code, name, quantity: Number(quantity), at, price: Number(price), customer, country }
    })
    const plan = planYear(lines, 7)
    expect(planYear(lines, 7)).toEqual(plan)
    expect(planYear(lines, 8)).not.toEqual(plan)
    const arrivals = plan.days.flatMap((day) => day.arrivals)
    const life = ({ produced, bestBefore }: (typeof arrivals)[number]) => (Date.parse(bestBefore) - Date.parse(produced)) / 86_400_000
    expect(arrivals.filter((one) => life(one) < 60).length).toBeGreaterThan(0)
    expect(arrivals.filter(({ heldDays }) => heldDays > 0).length).toBeGreaterThan(0)
    expect(new Set(arrivals.map(({ supplier }) => supplier)).size).toBeGreaterThan(30)
    expect(plan.packedProducts.size / plan.products.size).toBeGreaterThan(0.05)
    expect(plan.packedProducts.size / plan.products.size).toBeLessThan(0.45)
  })

  test.runIf(process.env['LOTLINE_YEAR'])('the whole of it, on demand', { timeout: 3_600_000 }, () => {
    const whole = join(home, 'whole')
    const year = run('scripts/real-year.ts', process.env['LOTLINE_YEAR'] ?? '', '--data', whole)
    expect([year.code, year.out]).toEqual([0, expect.stringContaining('541909  lines accounted for, of 541909')])
    const judged = run('scripts/verify.ts', '--data', whole, '--program', program)
    expect([judged.code, judged.out]).toEqual([0, expect.stringContaining('Everything agrees.')])
  })
})
