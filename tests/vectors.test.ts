// Published cases, where they lie beside the repository (or where LOTLINE_VECTORS says): GS1's own verdicts on check
// digits and dates are ours as well. Without them these tests are skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isCalendarDate, parseLabelDate } from '#kernel'
import { isGtin } from '#catalog'

const file = join(process.env['LOTLINE_VECTORS'] ?? '../shared/vectors', 'gs1-barcode', 'linters.json')
type Verdict = readonly [text: string, verdict: string]
const cases = (linter: string): Verdict[] => (JSON.parse(readFileSync(file, 'utf8')) as { [linter: string]: Verdict[] })[linter] ?? []
const judged = test.skipIf(!existsSync(file))

judged('check digits of every length a GTIN may have', () => {
  const gtins = cases('csum').filter(([text]) => /^(\d{8}|\d{12,14})$/.test(text))
  expect(gtins.length).toBeGreaterThan(5)
  expect(gtins.filter(([text, verdict]) => isGtin(text) !== (verdict === 'OK'))).toEqual([])
})

judged('days of the calendar', () => {
  const written = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  const days = cases('yyyymmdd').filter(([text]) => /^(19|[2-8]\d)\d{6}$/.test(text))
  expect(days.length).toBeGreaterThan(20)
  expect(days.filter(([text, verdict]) => isCalendarDate(written(text)) !== (verdict === 'OK'))).toEqual([])
})

judged('a month is written with day 00 in a barcode, and as a month by us', () => {
  const written = (text: string) => [text.slice(0, 4), text.slice(4, 6), text.slice(6)].filter((part) => part !== '00').join('-')
  const dates = cases('yyyymmd0').filter(([text]) => /^(19|[2-8]\d)\d{2}(?!00)\d{4}$/.test(text))
  expect(dates.length).toBeGreaterThan(20)
  expect(dates.filter(([text, verdict]) => (parseLabelDate(written(text)) !== null) !== (verdict === 'OK'))).toEqual([])
})
