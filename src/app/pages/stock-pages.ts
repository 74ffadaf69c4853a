// Stock and items.
import {
  column, facts, grouped, type Html, html, link, listAt, measured, moment, pill, quantities, table, textAt, wide,
} from './html.ts'
import type { OpenPage } from './index.ts'
import { panel } from './layout.ts'
import { emptyWords, more, search, wanted } from './lists.ts'
import { plain } from './words.ts'

/** A link to an item. */
export function itemLink(id: string, sku: string): Html {
  return link(`/items/${id}`, sku === '' ? 'an item' : sku)
}

/** Opens the pages about stock and items. */
export function openStockPages(openPage: OpenPage): void {
  openStock(openPage)
  openItems(openPage)
  openItem(openPage)
}

// A nought says little in a column of them; a dash keeps the eye on the rest.
const unlessNone = (title: string, name: string) => ({
  ...quantities(title, name),
  cell: (row: unknown) => (textAt(row, name) === '0' ? '–' : grouped(textAt(row, name))),
})

function openStock(openPage: OpenPage): void {
  openPage('/stock', async ({ ask, namesOf }, request) => {
    const stock = await ask('/stock', { by: 'item', ...wanted(request, 'after') })
    const rows = listAt(stock, 'rows')
    const names = await namesOf(rows.map((row) => textAt(row, 'id')))
    const columns = [
      { title: 'Item', cell: (row: unknown) => itemLink(textAt(row, 'id'), textAt(row, 'code')) },
      wide({ title: 'Name', cell: (row: unknown) => names.detail(textAt(row, 'id')) }),
      {
        title: 'On hand', number: true as const,
        cell: (row: unknown) => measured(textAt(row, 'quantity'), names.unit(textAt(row, 'id'))),
      },
      wide(unlessNone('Free', 'free')),
      unlessNone('Available', 'available'),
      wide(unlessNone('Picked', 'picked')),
      unlessNone('Held', 'held'),
      wide(quantities('Lots', 'lots')),
    ]
    const none = html`There is no stock yet. It comes with the first receipt.`
    const body = html`<section class="panel">
${table('By item, in base units; free is on a shelf and neither held nor picked, available what no order has reserved of it', rows, columns, none)}
${more('/stock', 'after', textAt(stock, 'next'))}</section>`
    return { title: 'Stock', body, place: '/stock' }
  })
}

function openItems(openPage: OpenPage): void {
  openPage('/items', async ({ ask }, request) => {
    const kept = wanted(request, 'q')
    const list = await ask('/items', { ...kept, ...wanted(request, 'after') })
    const columns = [
      { title: 'SKU', cell: (row: unknown) => itemLink(textAt(row, 'id'), textAt(row, 'sku')) },
      column('Name', 'name'),
      wide(column('Base unit', 'baseUnit')),
      wide({ title: 'GTIN', cell: (row: unknown) => textAt(row, 'gtin') || '–' }),
    ]
    const none = html`There is no item yet. <code>lotline import items FILE</code> reads them from a CSV file.`
    const body = html`<section class="panel">${search('/items', 'q', 'SKU, word of the name, or its beginning', kept.q ?? '')}
${table('By SKU', listAt(list, 'rows'), columns, emptyWords(kept, 'No item fits.', none))}
${more('/items', 'after', textAt(list, 'next'), kept)}</section>`
    return { title: 'Items', body, place: '/items' }
  })
}

function openItem(openPage: OpenPage): void {
  openPage('/items/:id', async ({ ask }, request) => {
    const id = textAt(request.params, 'id')
    const page = await ask('/items/:id', { id })
    const [lots, places, stock] = await Promise.all([
      ask('/lots', { itemId: id }),
      ask('/balances', { itemId: id }),
      ask('/stock', { by: 'item', itemId: id }),
    ])
    const item = (name: string) => textAt(page, 'item', name)
    const lotColumns = [
      { title: 'Lot', cell: (row: unknown) => link(`/lots/${textAt(row, 'id')}`, textAt(row, 'code')) },
      column('Lasts to', 'bindingOn'),
      wide(column('Received', 'receivedOn')),
    ]

    const body = html`${stockFigures(listAt(stock, 'rows')[0], item('baseUnit'))}
<div class="two">${panel('Where it is', table('On hand, in base units', listAt(places, 'rows'), [lotColumn, ...placeColumns], 'There is none of it.'))}
<div>${panel('Lots', [
      table('Newest first', listAt(lots, 'rows'), lotColumns, 'It has no lot yet.'),
      more('/lots', 'after', textAt(lots, 'next'), { itemId: id }),
    ])}
${panel('About this item', aboutItem(page))}</div></div>
${changesPanel(page)}`
    const heading = html`<h1>${item('sku')}${item('closed') === 'true' ? html` ${pill('Closed', 'quiet')}` : ''}</h1>
<p class="under">${item('name')}</p>`
    return { title: item('sku'), heading, body, place: '/items' }
  })
}

function stockFigures(stock: unknown, unit: string): Html {
  const figure = (title: string, name: string) =>
    html`<div><dt>${title}</dt><dd>${measured(textAt(stock, name) || '0', unit)}</dd></div>`
  return html`<section class="panel"><dl class="figures">${figure('On hand', 'quantity')}
${figure('Free', 'free')}${figure('Reserved', 'reserved')}
${figure('Available', 'available')}${figure('Picked', 'picked')}${figure('Held', 'held')}</dl></section>`
}

function aboutItem(page: unknown): Html {
  const item = (name: string) => textAt(page, 'item', name)
  const [mode] = listAt(page, 'modes').slice(-1)
  const packs = listAt(page, 'units').filter((it) => textAt(it, 'unit') !== item('baseUnit'))
  const units = packs.map((it) => {
    const per = textAt(it, 'denominator') === '1' ? '' : `/${textAt(it, 'denominator')}`
    return `1 ${textAt(it, 'unit')} = ${textAt(it, 'numerator')}${per} ${item('baseUnit')}`
  })
  return facts([
    ['Base unit', item('baseUnit')],
    ['Packs', units.join('; ')],
    ['Followed by', trackingWords(textAt(mode, 'mode'))],
    ['GTIN', item('gtin')],
    ['Shelf life', item('shelfLifeDays') === '' ? '' : `${item('shelfLifeDays')} days`],
    ['Least life at receipt', item('leastReceiptDays') === '' ? '' : `${item('leastReceiptDays')} days`],
    ['Date that binds', plain(item('bindingDate'))],
    ['Kept apart as', item('segregationClass')],
    ['Description', item('description')],
  ])
}

function trackingWords(mode: string): string {
  return mode === 'none' ? 'nothing: it is counted only' : plain(mode)
}

const lotColumn = {
  title: 'Lot',
  cell: (row: unknown) =>
    textAt(row, 'lot') === '' ? 'none named' : link(`/lots/${textAt(row, 'lotId')}`, textAt(row, 'lot')),
}

/** What a lot has in each location. */
export const placeColumns = [
  column('Location', 'location'),
  quantities('On hand', 'quantity'),
  wide(unlessNone('Picked', 'picked')),
  {
    title: 'Hold',
    cell: (row: unknown) => (textAt(row, 'held') === '0' ? '–' : pill('Held', 'bad')),
  },
]

const changeColumns = [
  { title: 'Field', cell: (row: unknown) => plain(textAt(row, 'field')) },
  { title: 'Before', cell: (row: unknown) => textAt(row, 'old') || '–' },
  { title: 'After', cell: (row: unknown) => textAt(row, 'new') || '–' },
  wide({ title: 'Why', cell: (row: unknown) => textAt(row, 'reason') || '–' }),
  {
    title: 'When',
    cell: (row: unknown) =>
      html`<a href="/documents/${textAt(row, 'documentId')}">${moment(textAt(row, 'recordedAt'))}</a>`,
  },
]

/** Changed fields, each with the document that changed it; nothing when none was. */
export function changesPanel(page: unknown): Html {
  const rows = listAt(page, 'history')
  if (rows.length === 0) return html``
  return panel('What was changed', table('Oldest first', rows, changeColumns, ''))
}
