// Orders: the list, and one order with where each line stands and why these lots.
import {
  type Column, column, facts, grouped, type Html, html, link, listAt, measured, moment, moments, pill, quantities,
  table, textAt, wide,
} from './html.ts'
import type { OpenPage } from './index.ts'
import { panel } from './layout.ts'
import { emptyWords, more, search, wanted } from './lists.ts'
import type { Names } from './names.ts'
import { itemLink } from './stock-pages.ts'
import { movementWords, plain, policyWords, reasonWords } from './words.ts'

const orderColumns = [
  { title: 'Order', cell: (row: unknown) => link(`/orders/${textAt(row, 'id')}`, textAt(row, 'number')) },
  { title: 'Customer', cell: (row: unknown) => textAt(row, 'customer') || 'guest' },
  wide(column('Channel', 'channel')),
  wide(quantities('Lines', 'lines')),
  moments('Placed', 'placedAt'),
]

const some = (title: string, name: string): Column => ({
  title, number: true, cell: (row) => (textAt(row, name) === '0' ? '–' : grouped(textAt(row, name))),
})

/** Opens the pages about orders. */
export function openOrderPages(openPage: OpenPage): void {
  openPage('/orders', async ({ ask }, request) => {
    const kept = wanted(request, 'q')
    const list = await ask('/orders', { ...kept, ...wanted(request, 'after') })
    const none = html`There is no order yet. A shop sends them to <code>/api/v1/orders</code>.`
    const body = html`<section class="panel">${search('/orders', 'q', 'Order number, or its beginning', kept['q'] ?? '')}
${table('Last placed first', listAt(list, 'rows'), orderColumns, emptyWords(kept, 'No order fits.', none))}
${more('/orders', 'after', textAt(list, 'next'), kept)}</section>`
    return { title: 'Orders', body, place: '/orders' }
  })
  openPage('/orders/:id', async ({ ask, namesOf }, request) => {
    const order = await ask('/orders/:id', { id: textAt(request.params, 'id') })
    const decisions = listAt(order, 'decisions').flatMap((it) => listAt(it, 'decided'))
    const names = await namesOf([
      ...listAt(order, 'lines').map((it) => textAt(it, 'itemId')),
      ...decisions.flatMap((it) => listAt(it, 'considered').map((lot) => textAt(lot, 'lotId'))),
      textAt(order, 'siteId'),
    ])
    const number = textAt(order, 'number')
    const stepColumns = [
      { title: 'Step', cell: (row: unknown) => link(`/documents/${textAt(row, 'documentId')}`, plain(textAt(row, 'step'))) },
      { title: 'Parcel', cell: (row: unknown) => textAt(row, 'parcel') || '–' },
      moments('When', 'occurredAt'),
    ]
    const body = html`<section class="panel">${facts([
      ['Customer', textAt(order, 'customer') || 'guest'],
      ['Channel', textAt(order, 'channel')],
      ['From site', names.name(textAt(order, 'siteId'))],
      ['Placed', moment(textAt(order, 'placedAt'))],
    ])}</section>
${panel('Lines', table('Where each line stands', listAt(order, 'lines'), lineColumns(names), 'It has no lines.'))}
${panel('Which lots', table('Everything that moved for it', listAt(order, 'movements'), lotColumns(order, names), 'Nothing was picked yet.'))}
${explained(order, decisions, names)}
${panel('Steps', table('Oldest first', listAt(order, 'steps'), stepColumns, 'Nothing was shipped yet.'))}`
    const heading = html`<h1>Order <span class="code">${number}</span> ${stateOf(order)}</h1>`
    return { title: `Order ${number}`, heading, body, place: '/orders' }
  })
}

// How far the whole order is, by its least line.
function stateOf(order: unknown): Html {
  const lines = listAt(order, 'lines')
  const all = (reaches: (quantity: (name: string) => bigint) => boolean) =>
    lines.every((line) => reaches((name) => BigInt(textAt(line, name) || 0)))
  if (all((of) => of('ordered') === 0n)) return pill('Cancelled', 'quiet')
  if (!all((of) => of('returned') === 0n)) return pill('Partly returned', 'quiet')
  if (all((of) => of('shipped') >= of('ordered'))) return pill('Shipped', 'good')
  if (!all((of) => of('shipped') === 0n)) return pill('Partly shipped', 'quiet')
  if (all((of) => of('picked') >= of('ordered'))) return pill('Picked', 'quiet')
  if (all((of) => of('reserved') + of('picked') >= of('ordered'))) return pill('Reserved', 'quiet')
  return pill('Short', 'bad')
}

function lineColumns(names: Names): readonly Column[] {
  return [
    { title: 'Item', cell: (row) => itemLink(textAt(row, 'itemId'), textAt(row, 'sku')) },
    wide(column('Name', 'name')),
    {
      title: 'Ordered', number: true,
      cell: (row) => measured(textAt(row, 'ordered'), names.unit(textAt(row, 'itemId'))),
    },
    wide(some('Reserved', 'reserved')),
    wide(some('Picked', 'picked')),
    some('Shipped', 'shipped'),
    wide(some('Returned', 'returned')),
  ]
}

function lotColumns(order: unknown, names: Names): readonly Column[] {
  const items = new Map(listAt(order, 'lines').map((it) => [textAt(it, 'id'), textAt(it, 'itemId')]))
  const itemOf = (row: unknown) => items.get(textAt(row, 'lineId')) ?? ''
  return [
    {
      title: 'Lot',
      cell: (row) => (textAt(row, 'lot') === '' ? 'not known' : link(`/lots/${textAt(row, 'lotId')}`, textAt(row, 'lot'))),
    },
    wide({ title: 'Item', cell: (row) => names.name(itemOf(row)) }),
    { title: 'What', cell: (row) => movementWords(textAt(row, 'kind')) },
    { title: 'Quantity', number: true, cell: (row) => measured(textAt(row, 'quantity'), names.unit(itemOf(row))) },
    moments('When', 'occurredAt'),
  ]
}

// Every choice as it was made: the policy, the need, and each lot that was looked at with its reason.
function explained(order: unknown, decisions: readonly unknown[], names: Names): Html {
  if (decisions.length === 0) return html``
  const skus = new Map(listAt(order, 'lines').map((it) => [textAt(it, 'id'), textAt(it, 'sku')]))
  return panel('Why these lots', decisions.map((it) => oneDecision(it, skus.get(textAt(it, 'lineId')) ?? '', names)))
}

function oneDecision(decision: unknown, sku: string, names: Names): Html {
  const least = textAt(decision, 'need', 'leastOn')
  const columns: readonly Column[] = [
    { title: 'Lot', cell: (row) => names.link(textAt(row, 'lotId'), 'no lot') },
    some('Taken', 'taken'),
    { title: 'Why', cell: (row) => reasonWords(textAt(row, 'why')) },
  ]
  return html`<h3>${sku}</h3>
<p class="quiet">Asked for ${grouped(textAt(decision, 'asked'))}; ${policyWords(textAt(decision, 'policy'))}${
    least === '' ? '' : html`; it had to last to ${least}`}.</p>
${table('Lots that were looked at', listAt(decision, 'considered'), columns, 'No lot was there.')}`
}
