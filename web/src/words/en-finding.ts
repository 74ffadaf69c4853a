// English for finding out: what ends when, and where things came from and went.
import { count, money, quantity } from '../format'
import { many } from './many'

type Total = {
  readonly lots: number
  readonly quantities: readonly { readonly unit: string; readonly quantity: string }[]
  readonly values: readonly { readonly currency: string; readonly value: string }[]
  readonly unvalued: number
}
const quantitiesOf = ({ quantities }: Total) => quantities.map((sum) => quantity(sum.quantity, sum.unit)).join(' · ')
const worthOf = ({ values, unvalued }: Total) =>
  [...values.map(({ currency, value }) => money(value, currency)), ...(unvalued === 0 ? [] : [many(unvalued, 'lot has no value', 'lots have no value')])].join(' · ')

export const expiry = {
  bands: { past: 'Past its last day', week: 'Ends within 7 days', month: 'In 8 to 30 days', quarter: 'In 31 to 90 days' },
  lots: (number: number) => many(number, 'lot', 'lots'), short: (lots: number) => count(lots),
  quantities: (total: Total) => (total.lots === 0 ? 'nothing' : quantitiesOf(total)),
  worth: (total: Total) => worthOf(total),
  dayHas: (day: string, total: Total, tellsValue: boolean) => `${day}: ${many(total.lots, 'lot', 'lots')}, ${quantitiesOf(total)}${tellsValue ? `, ${worthOf(total)}` : ''}`,
  byValue: 'Value', byValueIn: (currency: string) => `Value, ${currency}`, noValue: 'no value',
  without: (lots: number, currency: string) => `${many(lots, 'lot that ends then has no value and is', 'lots that end then have no value and are')} in no sum. On a dashed day nothing with a value in ${currency} ends.`,
  withoutAny: 'No lot that ends then has a value. What one unit is worth is told on the page of its item, or by a list of items.',
  stretch: (from: string, to: string) => `${from} to ${to}`, by: 'Colour by', byLots: 'Lots', calendar: 'Calendar', earlier: 'Three months earlier', later: 'Three months later',
  left: 'Left', choose: 'Choose a day or a stretch of days to see its lots and what can be done with them.', nothing: 'Nothing on hand ends then', nothingHint: 'What ends on other days is above.',
  onDay: (day: string) => `Ends on ${day}`, upTo: (day: string) => `Ended up to ${day}`, between: (from: string, to: string) => `Ends from ${from} to ${to}`,
}

export const trace = {
  codeOf: (supplier: string) => `What ${supplier} calls the lot`,
  of: (what: string, code: string) => `Trace of ${what} ${code}`,
  ask: 'Trace', from: 'Begin with', code: 'Its code or number', 
  starts: {
    lot: 'a lot', serial: 'a serial number', order: 'an order', receipt: 'a receipt', supplier_lot: 'a supplier’s lot code', customer: 'a customer',
  } as { readonly [from: string]: string },
  startNames: {
    lot: 'lot', serial: 'serial number', order: 'order', receipt: 'receipt', supplier_lot: 'supplier’s lot', customer: 'customer',
  } as { readonly [from: string]: string },
  hint: { title: 'Where from, where to?', text: 'Begin with any code you have: a lot, a unit, an order, a receipt, what a supplier calls a lot, or a customer. A scan does it as well.' },
  nothing: { title: 'Nothing of that kind is known by this code', text: 'It may be of another kind, or be written otherwise: capitals matter in lot codes.' },
  notThen: { title: 'It was not known then', text: 'At that point of the record there was nothing of it yet.' },
  document: 'the record', documents: (number: number) => many(number, 'record', 'records'),
  view: 'Show as', graph: 'Graph', table: 'Table', links: 'Every step', lots: 'Lots and their sums', units: 'Units by their own number', unitsMoved: 'How the units came and went', isAt: 'Is at', link: 'Trace', noLinks: 'Nothing led to it and nothing came of it.',
  graphOf: 'From suppliers on the left to customers on the right. Arrow keys follow the lines, Enter opens.',
  kinds: { supplier: 'Supplier', receipt: 'Receipt', lot: 'Lot', customer: 'Customer' },
  many: {
    supplier: (number: number) => many(number, 'supplier', 'suppliers'), receipt: (number: number) => many(number, 'receipt', 'receipts'),
    lot: (number: number) => many(number, 'lot', 'lots'), customer: (number: number) => many(number, 'customer', 'customers'),
  },
  unnamed: { supplier: 'supplier not known', receipt: 'receipt', lot: 'lot', customer: 'guest' },
  others: { supplier: 'other suppliers', receipt: 'other receipts', lot: 'other lots', customer: 'other customers' },
  andOthers: (those: string) => `${those} and others`,
  kindsOf: (number: number) => many(number, 'item', 'items'),
  openGroup: (what: string) => `${what}: show each`, closeGroup: 'Put back into the group', closeAll: 'Group again',
  where: {
    onHand: 'here', inTransit: 'on the way', withCustomers: 'with customers', backAtSupplier: 'back', consumed: 'into others', destroyed: 'destroyed', lost: 'lost',
  },
  fromThing: 'From', toThing: 'To', fromKind: 'What it was', toKind: 'What it became', how: 'How', gave: 'Which gave', sure: 'How sure', came: 'Came', addsUp: 'Adds up', yes: 'yes', no: 'no',
  hows: { delivered: 'delivered', received: 'received', made: 'made into', same: 'is the same as', shipped: 'sent to', possible: 'may have been sent to' },
  sides: { before: 'leads to it', start: 'begun with', after: 'came of it' }, side: 'In the trace',
  shown: (drawn: number, of: number) => (drawn === of ? many(of, 'thing', 'things') : `${count(of)} things in ${count(drawn)} nodes`),
  missing: (lots: number) => `${many(lots, 'lot is', 'lots are')} not shown: the trace reaches more than can be looked at here. The sums of those shown are whole.`,
  doesNot: (lots: number) => `${many(lots, 'lot does', 'lots do')} not add up. \`lotline check\` says more.`,
  allAddUp: (lots: number) => (lots === 1 ? 'The lot adds up.' : `All ${count(lots)} lots add up.`),
  beforeAll: 'As known before anything was recorded', asKnown: 'As known', now: 'now', asKnownAt: (when: string) => `As known on ${when}`, asKnownHint: 'Move left to see what the record said earlier.', backToNow: 'Back to now', asKnownDay: 'On the day',
  position: (position: string) => `position ${position} of the record`, controls: 'What of the picture is seen', fit: 'Whole picture', closer: 'Closer', farther: 'Farther',
  legend: 'The thicker a line, the more went along it. Broken lines: it may have been this lot.',
}
