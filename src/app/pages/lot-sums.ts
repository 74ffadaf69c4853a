// How a lot adds up: all that came, beside all that became of it.
import { at, grouped, type Html, html, measured, textAt } from './html.ts'

const came = [
  ['opening', 'There at the opening'],
  ['received', 'Received'],
  ['made', 'Made'],
  ['found', 'Found'],
] as const

const became = [
  ['onHand', 'On hand'],
  ['inTransit', 'On its way between sites'],
  ['withCustomers', 'With customers'],
  ['backAtSupplier', 'Back at the supplier'],
  ['consumed', 'Made into other lots'],
  ['destroyed', 'Destroyed'],
  ['lost', 'Lost'],
] as const

type Rows = readonly (readonly [string, string])[]

const quantity = (traced: unknown, name: string) => BigInt(textAt(traced, 'quantities', name) || 0)

function total(traced: unknown, rows: Rows): bigint {
  return rows.reduce((sum, [name]) => sum + quantity(traced, name), 0n)
}

/** All that ever came of a lot the trace reached. */
export function cameQuantity(traced: unknown): string {
  return String(total(traced, came))
}

/** Two columns that must be equal, and whether they are. */
export function adding(traced: unknown, unit: string): Html {
  const [left, right] = [total(traced, came), total(traced, became)]
  const agrees = at(traced, 'addsUp') !== false && left === right
  const verdict = agrees
    ? html`<p class="verdict">It adds up: ${measured(String(left), unit)} came, and all of it is accounted for.</p>`
    : html`<p class="verdict bad" role="alert">It does not add up: ${grouped(String(left))} came,
${grouped(String(right))} are accounted for. <code>lotline check</code> says more.</p>`
  const maybe = textAt(traced, 'possiblyOut')
  const open = maybe === '' || maybe === '0' ? '' : html`<p class="quiet">Up to ${measured(maybe, unit)}
of what is on hand may have gone out in shipments whose lot is one of several.</p>`
  return html`<div class="sums">${side('What came', traced, came, left)}
${side('Where it is now', traced, became, right)}</div>${verdict}${open}`
}

function side(title: string, traced: unknown, rows: Rows, sum: bigint): Html {
  const told = rows.filter(([name]) => quantity(traced, name) !== 0n)
  return html`<div><h3>${title}</h3><dl>${told.map(
    ([name, says]) => html`<div><dt>${says}${partly(name, traced)}</dt>
<dd>${grouped(String(quantity(traced, name)))}</dd></div>`,
  )}<div class="together"><dt>Together</dt><dd>${grouped(String(sum))}</dd></div></dl></div>`
}

// What a sum is made of, where that is worth saying.
function partly(name: string, traced: unknown): Html {
  const picked = quantity(traced, 'picked')
  const returned = quantity(traced, 'returned')
  if (name === 'onHand' && picked > 0n) return html` <small>(${grouped(String(picked))} of it picked)</small>`
  if (name !== 'withCustomers' || returned === 0n) return html``
  const shipped = grouped(String(quantity(traced, 'shipped')))
  return html` <small>(${shipped} shipped, ${grouped(String(returned))} returned)</small>`
}
