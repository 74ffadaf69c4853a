// Home: what needs somebody today, and what happened last. An empty Lotline says how to begin.
import { type Database, query, type Statement } from '#platform'
import { documentColumns, idsOfDocuments } from './document-pages.ts'
import { column, type Html, html, link, listAt, moments, quantities, table, textAt, wide } from './html.ts'
import type { OpenPage, Tools } from './index.ts'
import { panel } from './layout.ts'
import { search } from './lists.ts'

const SOON_DAYS = 30
const LATE_DAYS = 90
const DAY = 86_400_000

// Bounded on both sides: lots that ended long ago are many, and few of them are still here.
const endingSoon: Statement = {
  name: 'app.ending-soon',
  text: `select l.id, l.code, i.sku, l.binding_on as "bindingOn", b.quantity::text as "onHand"
    from lots.lot l join catalog.item i on i.id = l.item_id
      cross join lateral (select sum(b.quantity) as quantity from ledger.balance b where b.lot_id = l.id) b
    where l.binding_on between $1::date and $2::date and b.quantity > 0
    order by l.binding_on, l.id limit 10`,
}

/** Opens the first page. */
export function openHomePage(openPage: OpenPage, database: Database): void {
  openPage('/', async (tools) => {
    const { ask } = tools
    const now = Date.now()
    const days = [-LATE_DAYS, SOON_DAYS].map((count) => new Date(now + count * DAY).toISOString().slice(0, 10))
    const [items, ending, holds, orders] = await Promise.all([
      ask('/items', { limit: '1' }),
      query<object>(database, endingSoon, days),
      ask('/holds', { limit: '10' }),
      ask('/orders', { limit: '8' }),
    ])
    const isEmpty = listAt(items, 'rows').length === 0
    const today = new Date(now).toISOString().slice(0, 10)
    const body = html`${isEmpty ? beginning() : html`<section class="panel">${search('/lots', 'q', 'Find a lot', '')}</section>
<div class="two">${endingPanel(ending, today)}${holdsPanel(holds)}</div>
${panel('Orders', table('Last placed first', listAt(orders, 'rows'), orderColumns, 'There is no order yet.'))}`}
${await lastPanel(tools)}`
    return { title: 'Home', body, place: '/' }
  })
}

const lotOf = (name: string) => ({
  title: 'Lot',
  cell: (row: unknown) => link(`/lots/${textAt(row, name)}`, textAt(row, 'code') || textAt(row, 'lot')),
})

const orderColumns = [
  { title: 'Order', cell: (row: unknown) => link(`/orders/${textAt(row, 'id')}`, textAt(row, 'number')) },
  { title: 'Customer', cell: (row: unknown) => textAt(row, 'customer') || 'guest' },
  wide(column('Channel', 'channel')),
  wide(quantities('Lines', 'lines')),
  moments('Placed', 'placedAt'),
]

function endingPanel(rows: readonly unknown[], today: string): Html {
  const columns = [
    lotOf('id'),
    wide(column('Item', 'sku')),
    {
      title: 'Lasts to',
      cell: (row: unknown) => {
        const day = textAt(row, 'bindingOn')
        return day < today ? html`${day} <span class="pill bad">past</span>` : day
      },
    },
    quantities('On hand', 'onHand'),
  ]
  const none = `Nothing on hand ends within ${SOON_DAYS} days.`
  return panel('Lots that end soon', table(`Within ${SOON_DAYS} days, earliest first`, rows, columns, none))
}

function holdsPanel(holds: unknown): Html {
  const columns = [
    {
      title: 'What',
      cell: (row: unknown) =>
        textAt(row, 'lotId') === ''
          ? link(`/items/${textAt(row, 'itemId')}`, textAt(row, 'sku'))
          : link(`/lots/${textAt(row, 'lotId')}`, textAt(row, 'lot')),
    },
    column('Why', 'reason'),
    quantities('Held', 'quantity'),
  ]
  return panel('Holds that stand', table('Newest first', listAt(holds, 'rows'), columns, 'Nothing is held.'))
}

async function lastPanel({ ask, namesOf }: Tools): Promise<Html> {
  const last = listAt(await ask('/documents', { limit: '8' }), 'rows')
  const names = await namesOf(idsOfDocuments(last))
  return panel('What happened', [
    table('Newest first', last, documentColumns(names), 'Nothing was recorded yet.'),
    html`<p>${link('/documents', 'All documents')}</p>`,
  ])
}

function beginning(): Html {
  return panel('Begin here', html`<p>Lotline is empty. Bring in what you have; each step is also a call of the API.</p>
<ol class="steps">
<li><strong>Items, partners, locations.</strong> A CSV file of each, tried first without recording anything:
<pre tabindex="0">lotline import items items.csv --dry-run
lotline import items items.csv
lotline import partners partners.csv
lotline import locations locations.csv</pre></li>
<li><strong>Lots and stock.</strong> Receive what arrives, with its lot codes and dates:
<pre tabindex="0">lotline import receipts receipts.csv</pre></li>
<li><strong>Ask.</strong> Where did a lot go, and who has it?
<pre tabindex="0">lotline trace --lot ID --forward</pre></li>
</ol>
<p>The API is described at ${link('/api/openapi.json', '/api/openapi.json')}.</p>`)
}
