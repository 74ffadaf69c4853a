import { describe, expect, test } from 'vitest'
import { grouped, html, measured, moment, table } from './html.ts'
import { adding, cameQuantity } from './lot-sums.ts'
import { signInAddress } from './sign-in-pages.ts'
import { documentWords, plain } from './words.ts'

describe('writing', () => {
  test('whatever is put into a page is escaped, and a page is not', () => {
    expect(html`<p title="${'"><script>'}">${['a & b', html`<b>c</b>`]}</p>`.text).toBe(
      '<p title="&#34;&#62;&#60;script&#62;">a &#38; b<b>c</b></p>',
    )
    expect(table('<i>', [{}], [{ title: '<i>', cell: () => '<i>' }], '').text).not.toContain('<i>')
  })

  test.each([['0', '0'], ['999', '999'], ['1000', '1 000'], ['-1234567', '-1 234 567'], ['A-1000', 'A-1000']])(
    '%s is read as %s', (number, read) => {
      expect(grouped(number).replaceAll('\u202f', ' ')).toBe(read)
    },
  )

  test('a quantity has its unit; one piece is one', () => {
    expect(['1', '2', '0'].map((number) => measured(number, 'piece').replace('\u00a0', ' '))).toEqual(['1 piece', '2 pieces', '0 pieces'])
    expect(measured('5', '')).toBe('5')
  })

  test.each(['2026-11-06T17:22:31.123Z', '2026-11-06T17:22:31+00:00', '2026-11-06T18:22:31+01:00'])(
    'the moment %s is read in UTC', (iso) => {
      expect(moment(iso).text.replace(/<[^>]+>/g, '')).toBe('2026-11-06 17:22 UTC')
    },
  )

  test('what was recorded is said in words', () => {
    expect(['place_order', 'create-item', 'create-first-administrator', 'odd_thing'].map(documentWords)).toEqual(
      ['Order placed', 'Item created', 'First administrator created', 'Odd thing'],
    )
    expect(plain('bestBefore')).toBe('Best before')
  })
})

describe('how a lot adds up', () => {
  const lot = (quantities: object, addsUp = true) => ({ quantities, addsUp, possiblyOut: '0' })

  test('both sides are told, and that they agree', () => {
    const traced = lot({ received: '10', found: '2', onHand: '7', withCustomers: '5', shipped: '6', returned: '1' })
    expect(cameQuantity(traced)).toBe('12')
    const text = adding(traced, 'piece').text
    expect(text).toContain('It adds up: 12')
    expect(text).toContain('(6 shipped, 1 returned)')
  })

  test('a difference is never told as agreement, whoever found it', () => {
    for (const traced of [lot({ received: '10', onHand: '9' }), lot({ received: '10', onHand: '10' }, false)]) {
      expect(adding(traced, 'g').text).toContain('It does not add up')
    }
  })
})

test.each([
  ['/', '/sign-in'],
  ['/lots?q=A%201', '/sign-in?next=%2Flots%3Fq%3DA%25201'],
  ['//elsewhere.example', '/sign-in'],
  ['/\\elsewhere.example', '/sign-in'],
  ['https://elsewhere.example', '/sign-in'],
  ['/a\nb', '/sign-in'],
])('whoever wanted %s is sent to %s', (wanted, address) => {
  expect(signInAddress(wanted)).toBe(address)
})
