// Lots: the list, and one lot with what it is, where it is, where it came from and where it went.
import { NIL } from '#kernel'
import {
  column, facts, type Html, html, link, listAt, measured, moment, pill, table, textAt, wide,
} from './html.ts'
import type { OpenPage } from './index.ts'
import { panel } from './layout.ts'
import { emptyWords, more, search, wanted } from './lists.ts'
import { adding, cameQuantity } from './lot-sums.ts'
import { idsOfTrace, type LotTrace, shipmentsOf, traceLine } from './lot-trace.ts'
import { changesPanel, itemLink, placeColumns } from './stock-pages.ts'

const lotColumns = [
  { title: 'Lot', cell: (row: unknown) => link(`/lots/${textAt(row, 'id')}`, textAt(row, 'code')) },
  { title: 'Item', cell: (row: unknown) => itemLink(textAt(row, 'itemId'), textAt(row, 'sku')) },
  wide(column('Name', 'itemName')),
  column('Lasts to', 'bindingOn'),
  wide(column('Received', 'receivedOn')),
]

/** Opens the pages about lots. */
export function openLotPages(openPage: OpenPage): void {
  openPage('/lots', async ({ ask }, request) => {
    const kept = wanted(request, 'q', 'expiringBefore', 'itemId')
    const list = await ask('/lots', { ...kept, ...wanted(request, 'after') })
    const none = html`There is no lot yet. Lots come with receipts and transformations.`
    const body = html`<section class="panel">${search('/lots', 'q', 'Lot code, or its beginning', kept.q ?? '')}
${table('Newest first', listAt(list, 'rows'), lotColumns, emptyWords(kept, 'No lot fits.', none))}
${more('/lots', 'after', textAt(list, 'next'), kept)}</section>`
    return { title: 'Lots', body, place: '/lots' }
  })
  openPage('/lots/:id', async ({ ask, namesOf }, request) => {
    const id = textAt(request.params, 'id')
    const page = await ask('/lots/:id', { id })
    const itemId = textAt(page, 'lot', 'itemId')
    const [forward, back, alike, places, holds, item] = await Promise.all([
      ask('/trace', { direction: 'forward', from: 'lot', id }),
      ask('/trace', { direction: 'back', from: 'lot', id }),
      ask('/lots/:id/look-alikes', { id }),
      ask('/balances', { lotId: id }),
      ask('/holds', { itemId }),
      ask('/items/:id', { id: itemId }),
    ])
    const names = await namesOf([
      ...idsOfTrace(forward), ...idsOfTrace(back),
      ...listAt(holds, 'rows').flatMap((it) => [textAt(it, 'placedBy'), textAt(it, 'supplierId')]),
      textAt(page, 'lot', 'mergedIntoId'), ...listAt(page, 'mergedFromIds').map(String),
    ])
    const traced: LotTrace = { id, forward, back, names, unit: textAt(item, 'item', 'baseUnit') }
    const code = textAt(page, 'lot', 'code')
    const body = html`${figures(page, traced)}
${heldBy(places, holds, traced)}
${warnOf(alike)}
${panel('Trace', traceLine(traced))}
<div class="two">${panel('How it adds up', adding(lotOf(forward, id), traced.unit))}
<div>${panel('Where it is', table('On hand', listAt(places, 'rows'), placeColumns, 'None of it is here.'))}
${panel('About this lot', about(page, traced))}</div></div>
${shipmentsOf(traced)}
${changesPanel(page)}`
    return { title: `Lot ${code}`, heading: headingOf(page, places), body, place: '/lots' }
  })
}

const lotOf = (trace: unknown, id: string) =>
  listAt(trace, 'lots').find((lot) => textAt(lot, 'id') === id)

const today = () => new Date().toISOString().slice(0, 10)

function headingOf(page: unknown, places: unknown): Html {
  const lot = (name: string) => textAt(page, 'lot', name)
  return html`<h1>Lot <span class="code">${lot('code')}</span> ${stateOf(page, places)}</h1>
<p class="under">${itemLink(lot('itemId'), lot('sku'))} · ${lot('itemName')}</p>`
}

// What matters most about its stock, in one word.
function stateOf(page: unknown, places: unknown): Html {
  const rows = listAt(places, 'rows')
  const held = rows.filter((row) => textAt(row, 'held') !== '0').length
  const lasts = textAt(page, 'lot', 'bindingOn')
  if (textAt(page, 'lot', 'mergedIntoId') !== '') return pill('Merged', 'quiet')
  if (held > 0) return pill(held === rows.length ? 'Held' : 'Partly held', 'bad')
  if (rows.length === 0) return pill('None on hand', 'quiet')
  return lasts !== '' && lasts < today() ? pill('Past its date', 'bad') : pill('On hand', 'good')
}

function figures(page: unknown, { id, forward, unit }: LotTrace): Html {
  const quantity = (name: string) => textAt(lotOf(forward, id), 'quantities', name)
  const customers = listAt(forward, 'shipments')
    .filter((it) => textAt(it, 'lot_id') === id)
    .map((it) => textAt(it, 'customerId'))
  const known = new Set(customers.filter((customer) => customer !== NIL)).size
  const guests = customers.some((customer) => customer === NIL)
  const lasts = textAt(page, 'lot', 'bindingOn')
  const one = (name: string, value: string, small: string) =>
    html`<div><dt>${name}</dt><dd>${value}<small>${small}</small></dd></div>`
  const all = [
    one('Came', measured(cameQuantity(lotOf(forward, id)), unit), `${textAt(page, 'lot', 'receivedOn')}`),
    one('On hand', measured(quantity('onHand'), unit), pickedWords(quantity('picked'))),
    one('With customers', measured(quantity('withCustomers'), unit), customerWords(known, guests)),
    quantity('consumed') === '0' ? '' : one('Made into others', measured(quantity('consumed'), unit), ''),
    one('Lasts to', lasts === '' ? 'no date' : lasts, lifeWords(lasts)),
  ]
  return html`<section class="panel"><dl class="figures">${all}</dl></section>`
}

const pickedWords = (picked: string) => (picked === '0' ? '' : `${picked} of it picked`)
function customerWords(known: number, guests: boolean): string {
  const words = known === 0 ? '' : known === 1 ? 'one customer' : `${known} customers`
  return guests ? `${words === '' ? '' : `${words} and `}guests` : words
}

function lifeWords(lasts: string): string {
  if (lasts === '') return ''
  const days = Math.round((Date.parse(lasts) - Date.parse(today())) / 86_400_000)
  if (days === 0) return 'today'
  const count = Math.abs(days) === 1 ? 'one day' : `${Math.abs(days)} days`
  return days > 0 ? `in ${count}` : `${count} ago`
}

// The holds that stand on it: on the lot itself, on a serial of it, or on what a supplier brings.
function heldBy(places: unknown, holds: unknown, { id, names }: LotTrace): Html {
  const isHeld = listAt(places, 'rows').some((row) => textAt(row, 'held') !== '0')
  const standing = listAt(holds, 'rows').filter((hold) => {
    const lotId = textAt(hold, 'lotId')
    return lotId === id || (lotId === '' && isHeld && textAt(hold, 'scope') === 'item_supplier')
  })
  if (standing.length === 0) return html``
  return html`<div class="warning"><p><strong>It may not be used.</strong></p><ul>${standing.map(
    (hold) => html`<li>${textAt(hold, 'reason')}
(${whatOf(hold, names.name(textAt(hold, 'supplierId')))}, by ${names.actor(textAt(hold, 'placedBy'))},
<a href="/documents/${textAt(hold, 'documentId')}">${moment(textAt(hold, 'placedAt'))}</a>)</li>`,
  )}</ul></div>`
}

function whatOf(hold: unknown, supplier: string): string {
  switch (textAt(hold, 'scope')) {
    case 'lot_in_location': return `in ${textAt(hold, 'location')} only`
    case 'serial': return `serial ${textAt(hold, 'serial')} only`
    case 'item_supplier': return `all of this item from ${supplier}`
    default: return 'the whole lot'
  }
}

function about(page: unknown, { names }: LotTrace): Html {
  const lot = (...steps: string[]) => textAt(page, 'lot', ...steps)
  const merged = lot('mergedIntoId')
  const from = listAt(page, 'mergedFromIds').map((id) => html`${names.link(String(id))} `)
  const derived = textAt(page, 'lot', 'bestBeforeDerived') === 'true' ? ' (by shelf life)' : ''
  const bestBefore = lot('dates', 'bestBefore')
  return facts([
    ['Best before', bestBefore === '' ? '' : `${bestBefore}${derived}`],
    ['Use by', lot('dates', 'useBy')],
    ['Sell by', lot('dates', 'sellBy')],
    ['Retest', lot('dates', 'retest')],
    ['Produced', lot('dates', 'produced')],
    ['Packed', lot('dates', 'packed')],
    ['Received', lot('receivedOn')],
    ['Own code', lot('ownCode')],
    ['Regulatory code', lot('regulatoryCode')],
    ['Its source', lot('regulatorySource')],
    ['Facility', lot('facility')],
    ['Merged into', merged === '' ? '' : names.link(merged)],
    ['Merged from', from.length === 0 ? '' : html`${from}`],
    ...listAt(page, 'attributes').map((it) => [textAt(it, 'title'), textAt(it, 'value')] as const),
  ])
}

function warnOf(alike: unknown): Html {
  const others = listAt(alike, 'lookAlikes')
  if (others.length === 0) return html``
  const links = others.map(
    (lot) => html`<li>${link(`/lots/${textAt(lot, 'lotId')}`, textAt(lot, 'code'))}</li>`,
  )
  return html`<div class="warning"><p>Codes of the same item that are easily taken for this one:</p>
<ul>${links}</ul></div>`
}

