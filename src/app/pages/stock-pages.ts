// Home, stock, items, documents.
import { column, facts, html, link, listAt, moment, moments, quantities, table, textAt } from './html.ts'
import type { OpenPage } from './index.ts'
import { more, search, wanted } from './lists.ts'

const stockColumns = [
  quantities('On hand', 'quantity'),
  quantities('Free', 'free'),
  quantities('Picked', 'picked'),
  quantities('Held', 'held'),
  quantities('Lots', 'lots'),
]

const documentColumns = [
  { title: 'Document', cell: (row: unknown) => documentLink(textAt(row, 'documentId'), textAt(row, 'kind')) },
  moments('Happened', 'occurredAt'),
  moments('Recorded', 'recordedAt'),
  quantities('Position', 'position'),
]

/** A link to a document, named by what it did. */
export function documentLink(id: string, kind: string) {
  return link(`/documents/${id}`, kind.replaceAll('-', ' '))
}

/** A link to an item. */
export function itemLink(id: string, sku: string) {
  return link(`/items/${id}`, sku === '' ? 'an item' : sku)
}

/** Opens the pages about stock, items and documents. */
export function openStockPages(openPage: OpenPage): void {
  openHome(openPage)
  openStock(openPage)
  openItems(openPage)
  openDocuments(openPage)
}

function openHome(openPage: OpenPage): void {
  openPage('/', async (ask) => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const [lots, orders, documents] = await Promise.all([
      ask('/lots', { expiringBefore: soon, limit: '10' }),
      ask('/orders', { limit: '10' }),
      ask('/documents', { limit: '10' }),
    ])
    const lotColumns = [
      { title: 'Lot', cell: (row: unknown) => link(`/lots/${textAt(row, 'id')}`, textAt(row, 'code')) },
      column('Item', 'sku'),
      column('Lasts to', 'bindingOn'),
    ]
    const orderColumns = [
      { title: 'Order', cell: (row: unknown) => link(`/orders/${textAt(row, 'id')}`, textAt(row, 'number')) },
      column('Channel', 'channel'),
      moments('Placed', 'placedAt'),
    ]
    const body = html`<h2>Lots that end within 30 days</h2>
${table('Earliest first', listAt(lots, 'lots'), lotColumns, 'No lot ends within 30 days.')}
<h2>Newest orders</h2>
${table('Newest first', listAt(orders, 'rows'), orderColumns, 'There is no order yet.')}
<h2>What happened last</h2>
${table('Newest first', listAt(documents, 'documents'), documentColumns, 'Nothing was recorded yet.')}`
    return { title: 'Home', body }
  })
}

function openStock(openPage: OpenPage): void {
  openPage('/stock', async (ask, request) => {
    const stock = await ask('/stock', { by: 'item', ...wanted(request, 'after') })
    const columns = [
      { title: 'Item', cell: (row: unknown) => itemLink(textAt(row, 'id'), textAt(row, 'code')) },
      ...stockColumns,
    ]
    const body = html`${table('Stock by item, in base units', listAt(stock, 'rows'), columns, 'There is no stock.')}
${more('/stock', 'after', textAt(stock, 'next'))}`
    return { title: 'Stock', body }
  })
}

function openItems(openPage: OpenPage): void {
  openPage('/items', async (ask, request) => {
    const kept = wanted(request, 'q')
    const list = await ask('/items', { ...kept, ...wanted(request, 'after') })
    const columns = [
      { title: 'SKU', cell: (row: unknown) => itemLink(textAt(row, 'id'), textAt(row, 'sku')) },
      column('Name', 'name'),
      column('Base unit', 'baseUnit'),
      column('GTIN', 'gtin'),
    ]
    const body = html`${search('/items', 'q', 'SKU or name', kept.q ?? '')}
${table('Items', listAt(list, 'items'), columns, 'No item fits.')}
${more('/items', 'after', textAt(list, 'next'), kept)}`
    return { title: 'Items', body }
  })
  openPage('/items/:id', async (ask, request) => {
    const id = textAt(request.params, 'id')
    const [page, lots, places] = await Promise.all([
      ask('/items/:id', { id }),
      ask('/lots', { itemId: id }),
      ask('/balances', { itemId: id }),
    ])
    const item = (name: string) => textAt(page, 'item', name)
    const lotColumns = [
      { title: 'Lot', cell: (row: unknown) => link(`/lots/${textAt(row, 'id')}`, textAt(row, 'code')) },
      column('Lasts to', 'bindingOn'),
      column('Received', 'receivedOn'),
    ]
    const body = html`${facts([
      ['Name', item('name')],
      ['Base unit', item('baseUnit')],
      ['GTIN', item('gtin')],
      ['Shelf life in days', item('shelfLifeDays')],
      ['Date that binds', item('bindingDate')],
    ])}
<h2>Where it is</h2>
${table('Balances, in base units', listAt(places, 'rows'), placeColumns, 'There is none of it.')}
<h2>Lots</h2>
${table('Newest first', listAt(lots, 'lots'), lotColumns, 'It has no lot yet.')}
<h2>Changes</h2>
${table('Oldest first', listAt(page, 'history'), changeColumns, 'It was never changed.')}`
    return { title: item('sku'), body }
  })
}

/** What a lot or an item has in each location. */
export const placeColumns = [
  column('Location', 'location'),
  {
    title: 'Lot',
    cell: (row: unknown) =>
      textAt(row, 'lot') === '' ? 'no lot' : link(`/lots/${textAt(row, 'lotId')}`, textAt(row, 'lot')),
  },
  quantities('On hand', 'quantity'),
  quantities('Picked', 'picked'),
  { title: 'Held', cell: (row: unknown) => (Number(textAt(row, 'held')) > 0 ? 'held' : '') },
]

/** Changed fields, each with the document that changed it. */
export const changeColumns = [
  column('Field', 'field'),
  column('Before', 'old'),
  column('After', 'new'),
  column('Why', 'reason'),
  {
    title: 'When',
    cell: (row: unknown) =>
      html`<a href="/documents/${textAt(row, 'documentId')}">${moment(textAt(row, 'recordedAt'))}</a>`,
  },
]

function openDocuments(openPage: OpenPage): void {
  openPage('/documents', async (ask, request) => {
    const kept = wanted(request, 'kind')
    const list = await ask('/documents', { ...kept, ...wanted(request, 'before') })
    const body = html`${search('/documents', 'kind', 'Kind, as in place-order', kept.kind ?? '')}
${table('Newest first', listAt(list, 'documents'), documentColumns, 'Nothing was recorded.')}
${more('/documents', 'before', textAt(list, 'next'), kept)}`
    return { title: 'Documents', body }
  })
  openPage('/documents/:id', async (ask, request) => {
    const page = await ask('/documents/:id', { id: textAt(request.params, 'id') })
    const corrects = textAt(page, 'corrects')
    const correctedBy = listAt(page, 'correctedBy').map(
      (id) => html`<li>${documentLink(String(id), 'a correction')}</li>`,
    )
    const answer = Object.entries(Object(Reflect.get(Object(page), 'answer')))
    const told = answer.map(([name]) => [name, textAt(page, 'answer', name)] as const)
    const body = html`${facts([
      ['Happened', moment(textAt(page, 'occurredAt'))],
      ['Recorded', moment(textAt(page, 'recordedAt'))],
      ['By', textAt(page, 'actorId')],
      ['Why', textAt(page, 'reason')],
      ['Position', textAt(page, 'position')],
      ['Corrects', corrects === '' ? '' : documentLink(corrects, 'another document')],
    ])}
${correctedBy.length === 0 ? '' : html`<p>It was corrected by:</p><ul>${correctedBy}</ul>`}
<h2>What it answered</h2>
${facts(told)}`
    return { title: textAt(page, 'kind').replaceAll('-', ' '), body }
  })
}
