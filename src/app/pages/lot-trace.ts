// The trace of a lot: the line from suppliers over lots to customers, and the shipments one by one.
import { NIL } from '#kernel'
import {
  type Column, type Html, html, link, listAt, measured, moments, pill, quantities, table, textAt, wide,
} from './html.ts'
import { panel } from './layout.ts'
import { cameQuantity } from './lot-sums.ts'
import type { Names } from './names.ts'

/** A lot's trace both ways, with the names of what it reached. */
export type LotTrace = {
  readonly id: string
  readonly forward: unknown
  readonly back: unknown
  readonly names: Names
  readonly unit: string
}

/** How many cards a stage shows, and how many rows a table of shipments. */
const MOST_CARDS = 8
const MOST_ROWS = 100

// `count` is how many there are when not all of them have a card.
type Stage = { readonly title: string; readonly cards: readonly Html[]; readonly count?: number }

const newest = (rows: readonly unknown[]) => rows.slice(-MOST_ROWS).reverse()

/** The ids whose names the page of a lot needs. */
export function idsOfTrace(trace: unknown): string[] {
  const members = ['supplierId', 'customerId', 'orderId']
  return [
    ...listAt(trace, 'lots').map((lot) => textAt(lot, 'id')),
    ...listAt(trace, 'receipts').map((row) => textAt(row, 'supplierId')),
    ...byCustomer(trace).slice(0, MOST_CARDS).map(([customerId]) => customerId),
    ...['receipts', 'shipments', 'returns', 'possible'].flatMap((list) =>
      newest(listAt(trace, list)).flatMap((row) => members.map((name) => textAt(row, name))),
    ),
  ]
}

// A row is of a customer and an item. Those who got most of one item, first.
function byCustomer(trace: unknown): (readonly [string, readonly unknown[]])[] {
  const amount = (row: unknown) => Number(textAt(row, 'shipped')) || Number(textAt(row, 'possible'))
  const rows = listAt(trace, 'customers').toSorted((a, b) => amount(b) - amount(a))
  const of = new Map<string, unknown[]>()
  for (const row of rows) {
    const customerId = textAt(row, 'customerId')
    const theirs = of.get(customerId)
    if (theirs === undefined) of.set(customerId, [row])
    else theirs.push(row)
  }
  return [...of]
}

/** The line from where it came to where it went, one stage after the other. */
export function traceLine(traced: LotTrace): Html {
  const { id, forward, back } = traced
  const others = (trace: unknown) => listAt(trace, 'lots').filter((lot) => textAt(lot, 'id') !== id)
  const stages: Stage[] = [
    { title: 'Suppliers', cards: suppliers(traced) },
    ...byDepth(others(back)).reverse().map((lots) => ({
      title: 'Made from', cards: lots.map((lot) => lotWords(lot, usedOf(back, lot), traced, 'used')),
    })),
    { title: 'This lot', cards: [] },
    ...byDepth(others(forward)).map((lots) => ({
      title: 'Made into', cards: lots.map((lot) => lotWords(lot, madeOf(forward, lot), traced, 'made')),
    })),
    { title: 'Customers', cards: customers(traced), count: byCustomer(forward).length },
  ]
  const here = html`<li class="here">${lotWords(listAt(forward, 'lots').find((lot) => textAt(lot, 'id') === id), '', traced)}</li>`
  const told = stages.filter(({ title, cards }) => title === 'This lot' || cards.length > 0)
  const nobody = stages.at(-1)?.cards.length === 0
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The line from suppliers to customers">
<ol class="traced">${told.map(({ title, cards, count }) => html`<li><h3>${title}</h3><ul>${
    title === 'This lot' ? here : cardsOf(cards, count ?? 0)}</ul></li>`)}</ol></div>
${nobody ? html`<p class="quiet">Nothing of it was sent to a customer.</p>` : ''}
<p class="quiet">All of it as data: ${link(`/api/v1/trace?direction=forward&from=lot&id=${id}`, 'forward')},
${link(`/api/v1/trace?direction=back&from=lot&id=${id}`, 'back')}.</p>`
}

function cardsOf(cards: readonly Html[], count: number): Html {
  const rest = Math.max(cards.length, count) - MOST_CARDS
  return html`${cards.slice(0, MOST_CARDS).map((card) => html`<li>${card}</li>`)}${
    rest > 0 ? html`<li><small>and ${rest} more</small></li>` : ''}`
}

function byDepth(lots: readonly unknown[]): unknown[][] {
  const stages = new Map<number, unknown[]>()
  for (const lot of lots) {
    const depth = Number(textAt(lot, 'depth'))
    stages.set(depth, [...(stages.get(depth) ?? []), lot])
  }
  return [...stages].sort(([a], [b]) => a - b).map(([, stage]) => stage)
}

function sum(edges: readonly unknown[], name: string): bigint {
  return edges.reduce<bigint>((total, edge) => total + BigInt(textAt(edge, name) || 0), 0n)
}

function usedOf(back: unknown, lot: unknown): string {
  const edges = listAt(back, 'edges').filter((edge) => textAt(edge, 'inputLotId') === textAt(lot, 'id'))
  return edges.length === 0 ? '' : String(sum(edges, 'inputQuantity'))
}

function madeOf(forward: unknown, lot: unknown): string {
  const edges = listAt(forward, 'edges').filter((edge) => textAt(edge, 'outputLotId') === textAt(lot, 'id'))
  return edges.length === 0 ? '' : String(sum(edges, 'outputQuantity'))
}

function lotWords(lot: unknown, through: string, { id, names }: LotTrace, how = ''): Html {
  const lotId = textAt(lot, 'id')
  const unit = names.unit(lotId)
  const code = textAt(lot, 'code')
  const quantity = through === '' ? `${measured(cameQuantity(lot), unit)} came` : `${measured(through, unit)} ${how}`
  return html`<strong class="code">${lotId === id ? code : link(`/lots/${lotId}`, code)}</strong>
<small>${textAt(lot, 'sku')}</small><small>${quantity}</small>
<small>${measured(textAt(lot, 'quantities', 'onHand') || '0', unit)} on hand</small>`
}

function suppliers({ back, names }: LotTrace): Html[] {
  const bySupplier = new Map<string, unknown[]>()
  for (const row of listAt(back, 'receipts')) {
    const supplierId = textAt(row, 'supplierId')
    bySupplier.set(supplierId, [...(bySupplier.get(supplierId) ?? []), row])
  }
  return [...bySupplier].map(([supplierId, rows]) => html`<strong>${names.name(supplierId, 'Unknown supplier')}</strong>${rows.slice(0, 4).map((row) => {
      const [documentId = ''] = textAt(row, 'id').split('.')
      const number = textAt(row, 'number') === documentId ? '' : textAt(row, 'number')
      const code = textAt(row, 'supplierLotCode')
      const theirs = code === '' || code === names.name(textAt(row, 'lot_id')) ? '' : `, their lot ${code}`
      return html`<small>${link(`/documents/${documentId}`, number === '' ? 'A receipt' : `Receipt ${number}`)}</small>
<small>${measured(textAt(row, 'quantity'), names.unit(textAt(row, 'lot_id')))}${theirs}</small>`
    })}${rows.length > 4 ? html`<small>and ${rows.length - 4} more receipts</small>` : ''}`)
}

function customers({ forward, names }: LotTrace): Html[] {
  // The item is named where there are several.
  const several = new Set(listAt(forward, 'customers').map((row) => textAt(row, 'itemId'))).size > 1
  return byCustomer(forward).slice(0, MOST_CARDS).map(([customerId, rows]) => {
    const lines = rows.map((row) => {
      const amounts = ['shipped', 'returned', 'possible']
        .map((name) => [name, textAt(row, name)] as const)
        .filter(([, quantity]) => quantity !== '0')
        .map(([name, quantity]) => `${measured(quantity, textAt(row, 'unit'))} ${name === 'possible' ? 'possibly' : name}`)
      return html`<small>${several ? `${textAt(row, 'sku')}: ` : ''}${amounts.join(', ')}</small>`
    })
    const possible = rows.every((row) => textAt(row, 'certainty') === 'possible')
    return html`<strong>${customerId === NIL ? 'Guests' : names.name(customerId, 'A customer')}</strong>${lines}
${possible ? pill('possible', 'quiet') : ''}`
  })
}

/** Shipments and returns, newest first, each list only when there are some. */
export function shipmentsOf(traced: LotTrace): Html {
  const { forward, id, names } = traced
  const several = listAt(forward, 'lots').some((lot) => textAt(lot, 'id') !== id)
  const who: Column = { title: 'Customer', cell: (row) => names.name(textAt(row, 'customerId'), 'guest') }
  const order: Column = { title: 'Order', cell: (row) => names.link(textAt(row, 'orderId'), 'no order') }
  const lot: Column = { title: 'Lot', cell: (row) => names.link(textAt(row, 'lot_id')) }
  const quantity: Column = {
    title: 'Quantity', number: true,
    cell: (row) => measured(textAt(row, 'quantity'), names.unit(textAt(row, 'lot_id'))),
  }
  const common = [order, who, ...(several ? [lot] : []), quantity]
  const lists = [
    ['Shipments', 'shipments', [...common, wide(moments('Shipped', 'shippedAt'))]],
    ['Shipments that may have been of it', 'possible', [...common, quantities('One of how many lots', 'oneOf'), wide(moments('Shipped', 'shippedAt'))]],
    ['Returns', 'returns', [...common, wide(moments('Returned', 'returnedAt'))]],
  ] as const
  return html`${lists.map(([title, list, columns]) => {
    const rows = listAt(forward, list)
    if (rows.length === 0) return ''
    const caption = rows.length > MOST_ROWS ? `The newest ${MOST_ROWS} of ${rows.length}` : 'Newest first'
    return panel(title, table(caption, newest(rows), columns, ''))
  })}`
}
