// What is sent comes back the same, whatever form it travels in.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#test/database'
import { query, type Statement, transaction } from './database.ts'
import { parameters } from './parameters.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const echo: Statement = {
  name: 'test.echo',
  text: `select a, b, c, d::text as d, e::text as e, f from unnest($1::uuid[], $2::int[], $3::bigint[],
    $4::timestamptz[], $5::date[], $6::text[]) with ordinality as x(a, b, c, d, e, f, n) order by n`,
}

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 })
const row = fc.tuple(
  orNull(fc.uuid()),
  orNull(fc.integer({ min: -2_147_483_647, max: 2_147_483_647 })),
  orNull(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  orNull(fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })),
  orNull(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })),
  orNull(fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
    fc.constantFrom('', 'null', 'NULL', '"', '\\', '{}', ',', 'ü🌿', ' ', '\n'),
  )),
)
const dayText = (date: Date | null) => (date === null ? null : date.toISOString().slice(0, 10))

test('arrays of every type come back as they were sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const sent = rows.map(([a, b, c, d, e, f]) => [a, b, c, d, dayText(e), f])
      type Row = { a: string; b: number; c: bigint; d: string; e: string; f: string }
      const came = await transaction(db.database, (tx) =>
        tx.read<Row>(echo, [0, 1, 2, 3, 4, 5].map((at) => sent.map((one) => one[at]))))

      expect(came.map(({ a, b, c, d, e, f }) => [a, b, c, d === null ? null : new Date(d), e, f])).toEqual(sent)
    }),
    { numRuns: 200 },
  )
})

test('arrays whose type the statement tells travel in binary, others as text', () => {
  const id = '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000'
  const forms = (text: string, values: unknown[]) =>
    parameters({ name: 'test.forms', text }, values).map((value) => (Buffer.isBuffer(value) ? 'binary' : value))

  expect(forms('select $1::uuid[], $2::text[], $3::bigint[]', [[id], ['a'], [1n]])).toEqual(['binary', 'binary', 'binary'])
  expect(forms('select $1::boolean[], $2', [[true, null], 'x'])).toEqual(['{true,NULL}', 'x'])
  expect(forms('select $1::uuid[], $1::text[]', [[id]])).toEqual([`{${id}}`])
})

// The server judges what has no binary form here, in its own words.
test.each([
  ['an id with a letter too much', 'uuid', 'zz90aaaa-bbbb-7ccc-8ddd-eeeeffff0000'],
  ['31 February', 'date', '2027-02-31'],
  ['a number above what fits', 'bigint', 2n ** 63n],
  ['half a number', 'int', 1.5],
])('%s is refused', async (_, type, value) => {
  const statement = { name: `test.wrong-${type}`, text: `select $1::${type}[] as it` }

  await expect(query(db.database, statement, [[value]])).rejects.toThrow(/invalid|out of range|malformed/)
})
