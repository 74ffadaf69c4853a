// Orders: the list, and one order with where each line stands and why these lots.
import { at, column, facts, type Html, html, link, listAt, moment, moments, quantities, table, textAt } from './html.ts'
import type { OpenPage } from './index.ts'
import { more, search, wanted } from './lists.ts'
import { documentLink, itemLink } from './stock-pages.ts'

const orderColumns = [
  { title: 'Order', cell: (row: unknown) => link(`/orders/${textAt(row, 'id')}`, textAt(row, 'number')) },
  column('Customer', 'customer'),
  column('Channel', 'channel'),
  moments('Placed', 'placedAt'),
  quantities('Lines', 'lines'),
]

const lineColumns = [
  { title: 'Item', cell: (row: unknown) => itemLink(textAt(row, 'itemId'), textAt(row, 'sku')) },
  column('Name', 'name'),
  quantities('Ordered', 'ordered'),
  quantities('Reserved', 'reserved'),
  quantities('Picked', 'picked'),
  quantities('Shipped', 'shipped'),
  quantities('Returned', 'returned'),
]

const lotColumns = [
  {
    title: 'Lot',
    cell: (row: unknown) =>
      textAt(row, 'lot') === '' ? 'no lot' : link(`/lots/${textAt(row, 'lotId')}`, textAt(row, 'lot')),
  },
  column('What', 'kind'),
  quantities('Quantity', 'quantity'),
  moments('When', 'occurredAt'),
]

/** Opens the pages about orders. */
export function openOrderPages(openPage: OpenPage): void {
  openPage('/orders', async (ask, request) => {
    const kept = wanted(request, 'number')
    const list = await ask('/orders', { ...kept, ...wanted(request, 'after') })
    const body = html`${search('/orders', 'number', 'Order number', kept.number ?? '')}
${table('Newest first', listAt(list, 'rows'), orderColumns, 'No order fits.')}
${more('/orders', 'after', textAt(list, 'next'), kept)}`
    return { title: 'Orders', body }
  })
  openPage('/orders/:id', async (ask, request) => {
    const order = await ask('/orders/:id', { id: textAt(request.params, 'id') })
    const stepColumns = [
      { title: 'Step', cell: (row: unknown) => documentLink(textAt(row, 'documentId'), textAt(row, 'step')) },
      column('Parcel', 'parcel'),
      moments('When', 'occurredAt'),
    ]
    const body = html`${facts([
      ['Customer', textAt(order, 'customer')],
      ['Channel', textAt(order, 'channel')],
      ['Placed', moment(textAt(order, 'placedAt'))],
    ])}
<h2>Lines</h2>
${table('Where each line stands, in base units', listAt(order, 'lines'), lineColumns, 'No lines.')}
<h2>Lots</h2>
${table('What moved', listAt(order, 'movements'), lotColumns, 'Nothing was picked yet.')}
${explained(order)}
<h2>Steps</h2>
${table('Oldest first', listAt(order, 'steps'), stepColumns, 'Nothing happened yet.')}`
    return { title: `Order ${textAt(order, 'number')}`, body }
  })
}

const policies: { readonly [policy: string]: string } = {
  fefo: 'what ends first goes first',
  fifo: 'what came first goes first',
  lefo: 'what ends last goes first',
}

// Every choice as it was made: the policy, the need, and each lot that was looked at with its reason.
function explained(order: unknown): Html {
  const decisions = listAt(order, 'decisions').flatMap((it) => listAt(it, 'decided'))
  if (decisions.length === 0) return html``
  const named = new Map(
    listAt(order, 'movements').map((it) => [textAt(it, 'lotId'), textAt(it, 'lot')]),
  )
  const skus = new Map(listAt(order, 'lines').map((it) => [textAt(it, 'id'), textAt(it, 'sku')]))
  return html`<h2>Why these lots</h2>
${decisions.map((decision) => oneDecision(decision, named, skus.get(textAt(decision, 'lineId')) ?? ''))}`
}

function oneDecision(decision: unknown, named: ReadonlyMap<string, string>, sku: string): Html {
  const policy = textAt(decision, 'policy')
  const least = textAt(decision, 'need', 'leastOn')
  const columns = [
    {
      title: 'Lot',
      cell: (row: unknown) => {
        const id = textAt(row, 'lotId')
        return link(`/lots/${id}`, named.get(id) || id.slice(-6))
      },
    },
    quantities('Taken', 'taken'),
    { title: 'Why', cell: (row: unknown) => reasonOf(row) },
  ]
  return html`<h3>${sku}</h3>
<p>Asked for ${textAt(decision, 'asked')}; ${policies[policy] ?? policy}${
    least === '' ? '' : html`; it had to last to ${least}`
  }.</p>
${table('Lots that were looked at', listAt(decision, 'considered'), columns, 'No lot was there.')}`
}

function reasonOf(row: unknown): string {
  const reason = textAt(row, 'reason') || textAt(row, 'why') || textAt(row, 'refused')
  if (reason !== '') return reason.replaceAll('_', ' ')
  const taken = at(row, 'taken')
  return taken === undefined || String(taken) === '0' ? 'not needed' : 'first by the policy'
}
