// Lots: the list, and one lot with where it came from and where it went.
import { at, column, facts, type Html, html, link, listAt, moments, quantities, table, textAt } from './html.ts'
import type { OpenPage } from './index.ts'
import { more, search, wanted } from './lists.ts'
import { changeColumns, itemLink, placeColumns } from './stock-pages.ts'

const lotColumns = [
  { title: 'Lot', cell: (row: unknown) => link(`/lots/${textAt(row, 'id')}`, textAt(row, 'code')) },
  { title: 'Item', cell: (row: unknown) => itemLink(textAt(row, 'itemId'), textAt(row, 'sku')) },
  column('Lasts to', 'bindingOn'),
  column('Received', 'receivedOn'),
]

const words = [
  ['received', 'received'],
  ['opening', 'there at the opening'],
  ['made', 'made'],
  ['found', 'found'],
  ['onHand', 'on hand'],
  ['inTransit', 'on its way'],
  ['picked', 'of it picked'],
  ['shipped', 'shipped'],
  ['withCustomers', 'with customers'],
  ['returned', 'returned'],
  ['backAtSupplier', 'back at the supplier'],
  ['consumed', 'consumed'],
  ['destroyed', 'destroyed'],
  ['lost', 'lost'],
] as const

/** Opens the pages about lots. */
export function openLotPages(openPage: OpenPage): void {
  openPage('/lots', async (ask, request) => {
    const kept = wanted(request, 'q', 'expiringBefore', 'itemId')
    const list = await ask('/lots', { ...kept, ...wanted(request, 'after') })
    const body = html`${search('/lots', 'q', 'Lot code', kept.q ?? '')}
${table('Lots', listAt(list, 'lots'), lotColumns, 'No lot fits.')}
${more('/lots', 'after', textAt(list, 'next'), kept)}`
    return { title: 'Lots', body }
  })
  openPage('/lots/:id', async (ask, request) => {
    const id = textAt(request.params, 'id')
    const page = await ask('/lots/:id', { id })
    const [forward, back, alike, places] = await Promise.all([
      ask('/trace', { direction: 'forward', from: 'lot', id }),
      ask('/trace', { direction: 'back', from: 'lot', id }),
      ask('/lots/:id/look-alikes', { id }),
      ask('/balances', { lotId: id }),
    ])
    const body = html`${aboutLot(page)}
${warnOf(alike)}
<h2>How it adds up</h2>
${sums(listAt(forward, 'lots').find((lot) => textAt(lot, 'id') === id))}
<h2>Where it is</h2>
${table('Balances, in base units', listAt(places, 'rows'), placeColumns, 'None of it is here.')}
${cameFrom(back, id)}
${wentTo(forward, id)}
<h2>Changes</h2>
${table('Oldest first', listAt(page, 'history'), changeColumns, 'It was never changed.')}`
    return { title: `Lot ${textAt(page, 'lot', 'code')}`, body }
  })
}

function aboutLot(page: unknown): Html {
  const lot = (...steps: string[]) => textAt(page, 'lot', ...steps)
  const attributes = listAt(page, 'attributes').map(
    (it) => [textAt(it, 'title'), textAt(it, 'value')] as const,
  )
  const merged = lot('mergedIntoId')
  return facts([
    ['Item', itemLink(lot('itemId'), lot('sku'))],
    ['Name', lot('itemName')],
    ['Lasts to', lot('bindingOn')],
    ['Best before', lot('dates', 'bestBefore')],
    ['Use by', lot('dates', 'useBy')],
    ['Produced', lot('dates', 'produced')],
    ['Received', lot('receivedOn')],
    ['Own code', lot('ownCode')],
    ['Regulatory code', lot('regulatoryCode')],
    ['Merged into', merged === '' ? '' : link(`/lots/${merged}`, 'another lot')],
    ...attributes,
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

function sums(traced: unknown): Html {
  const told = words
    .map(([name, says]) => [says, textAt(traced, 'quantities', name)] as const)
    .filter(([, quantity]) => quantity !== '0')
  const possibly = textAt(traced, 'possiblyOut')
  const open = possibly === '' || possibly === '0' ? '' : html`<p>Up to ${possibly} more may have gone out,
in movements whose lot is one of several.</p>`
  const wrong = at(traced, 'addsUp') === false
  return html`${facts(told)}${open}
${wrong ? html`<p class="warning">These quantities do not add up.</p>` : ''}`
}

function cameFrom(back: unknown, id: string): Html {
  const receiptColumns = [
    {
      title: 'Receipt',
      cell: (row: unknown) => {
        const [documentId = ''] = textAt(row, 'id').split('.')
        return link(`/documents/${documentId}`, textAt(row, 'number') || 'a receipt')
      },
    },
    column('Supplier’s lot', 'supplierLotCode'),
    quantities('Quantity', 'quantity'),
    moments('Received', 'receivedAt'),
  ]
  return html`<h2>Where it came from</h2>
${chain('Made from', back, id)}
${table('Receipts', listAt(back, 'receipts'), receiptColumns, 'No receipt is known.')}`
}

function wentTo(forward: unknown, id: string): Html {
  const order = {
    title: 'Order',
    cell: (row: unknown) => {
      const orderId = textAt(row, 'orderId')
      return orderId === '' ? 'no order' : link(`/orders/${orderId}`, 'the order')
    },
  }
  const lotOf = {
    title: 'Lot',
    cell: (row: unknown) => {
      const lot = listAt(forward, 'lots').find((it) => textAt(it, 'id') === textAt(row, 'lot_id'))
      return link(`/lots/${textAt(row, 'lot_id')}`, textAt(lot, 'code') || 'a lot')
    },
  }
  const shipped = [order, lotOf, quantities('Quantity', 'quantity'), moments('Shipped', 'shippedAt')]
  const possible = [...shipped, quantities('One of', 'oneOf')]
  const perhaps = listAt(forward, 'possible')
  return html`<h2>Where it went</h2>
${chain('Went into', forward, id)}
${table('Shipments, certain', listAt(forward, 'shipments'), shipped, 'Nothing of it was shipped.')}
${perhaps.length === 0 ? '' : table('Shipments, possible', perhaps, possible, '')}`
}

// The other lots a trace reached, nearest first.
function chain(caption: string, trace: unknown, id: string): Html {
  const others = listAt(trace, 'lots').filter((lot) => textAt(lot, 'id') !== id)
  if (others.length === 0) return html``
  const links = others.map(
    (lot) => html`<li>${'→ '.repeat(Number(textAt(lot, 'depth')))}
${link(`/lots/${textAt(lot, 'id')}`, textAt(lot, 'code'))} of ${textAt(lot, 'sku')}</li>`,
  )
  return html`<h3>${caption}</h3><ul class="chain">${links}</ul>`
}
