// What can be imported: the columns of each kind, and the command bodies their rows make.
import { isCurrency, isGtin } from '#catalog'
import { siteParts } from '#locations'
import { oneOfSeveral } from './import-several.ts'
import type { CellType, Column } from './import-columns.ts'
import type { ImportName } from './import-contract.ts'

/** The cells of a row by column; codes are ids when a body is made of them. */
export type Cells = Readonly<Record<string, string>>
/** A row of the file and its number there; the header is row 1. */
export type ReadRow = { readonly row: number; readonly cells: Cells }
/**
 * A command an import makes. `afterwards`: only when those before it were done. `id`: where it is not known by what names
 * its document.
 */
export type Made = {
  readonly path: string
  readonly body: object
  readonly at: string | undefined
  readonly afterwards?: true
  readonly id?: string
  /** Its body, made of what the command before it answered. */
  readonly bodyFrom?: (answer: Readonly<Record<string, unknown>>) => object
}

/**
 * One kind of import. Rows alike in the columns of `key` are one document: one row, unless the kind has `head`, the
 * columns that all rows of a document must have alike.
 */
export type ImportKind = {
  readonly name: ImportName
  readonly columns: readonly Column[]
  readonly key: readonly string[]
  readonly head?: readonly string[]
  /** Documents alike in the first column of their key are done one after the other. */
  readonly inTurn?: true
  /** What was ordered before still ships and comes back, whatever was closed since; other kinds are new business. */
  readonly finishes?: true
  /** Rows of what is there already change it. */
  readonly changes?: true
  /** A row may be of one of several lots, `A-17|A-18`. */
  readonly severalLots?: true
  /** The column of lot codes under which lots are made, where there are none. */
  readonly namesLots?: string
  /** Its rows are goods that arrive. */
  readonly arrives?: true
  /** What is said of a document that is there already with other contents. */
  readonly otherwise: string
  make(rows: readonly ReadRow[]): Made[]
}

const text = (name: string, also: readonly string[] = []): Column => ({ name, type: 'text', also })
const needed = (column: Column): Column => ({ ...column, needed: true })
const of = (name: string, type: CellType, also: readonly string[] = []): Column => ({ name, type, also })
const choice = (name: string, ...choices: string[]): Column => ({ name, type: 'text', choices })

const labelDates: readonly (readonly [column: string, field: string, also: readonly string[]])[] = [
  ['produced', 'produced', ['made', 'production date', 'manufactured', 'made on']],
  ['packed', 'packed', ['packing date']],
  ['best_before', 'bestBefore', ['bbd', 'best by', 'expiry', 'expiry date', 'expiration date']],
  ['use_by', 'useBy', []],
  ['sell_by', 'sellBy', []],
  ['retest', 'retest', []],
]
// An export writes the last day a date means, and its precision beside it.
const dateColumns = labelDates.flatMap(([name, , also]) => [
  of(name, 'date', [`${name}_on`, ...also]), choice(`${name}_precision`, 'day', 'month', 'year'),
])
const lengths: Readonly<Record<string, number>> = { day: 10, month: 7, year: 4 }
const dates = (cells: Cells) =>
  clean(Object.fromEntries(labelDates.map(([name, field]) =>
    [field, cells[name]?.slice(0, lengths[cells[`${name}_precision`] ?? 'day'])])))

/** Leaves out what has no value. */
function clean<T extends object>(body: T): object {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== ''))
}
const number = (cell: string | undefined) => (cell === undefined ? undefined : Number(cell))
const one = (cell: string | undefined) => (cell === undefined ? undefined : [cell])
const yes = (cell: string | undefined) => (cell === undefined ? undefined : cell === 'yes')

const single = (path: string, body: (cells: Cells) => object): ImportKind['make'] => ([row]) =>
  row === undefined ? [] : [{ path, body: clean(body(row.cells)), at: undefined }]

const sku = ['sku', 'stock code', 'stockcode', 'item code', 'article']
const lotCode = ['lot code', 'lot number', 'batch', 'batch number', 'code']
const amount = needed(of('quantity', 'amount', ['qty', 'amount']))
const country: Column = {
  name: 'country', type: 'text', pattern: { is: /^[A-Z]{2}$/, says: 'a country in two letters of ISO 3166, like GB' },
}
const email: Column = {
  name: 'email', type: 'text', also: ['e mail', 'mail'], pattern: { is: /^[^@\s]+@[^@\s]+$/, says: 'an address like ada@example.com' },
}
const gtin: Column = {
  name: 'gtin', type: 'text', also: ['ean', 'upc', 'barcode'],
  pattern: { is: { test: isGtin }, says: 'a GTIN of 8, 12, 13 or 14 digits whose last is its check digit' },
}

const currency: Column = {
  name: 'currency', type: 'text', pattern: { is: { test: isCurrency }, says: 'a currency in three letters of ISO 4217, like EUR' },
}

const items: ImportKind = {
  name: 'items',
  otherwise: 'It was recorded already with other contents.',
  changes: true,
  key: ['owner', 'sku'],
  columns: [
    needed(text('sku', ['item', 'stock code', 'stockcode', 'code', 'article'])), needed(text('name', ['description', 'title'])),
    text('base_unit', ['unit']), text('second_unit'), gtin, of('owner', 'owner'),
    choice('tracking', 'none', 'lot', 'serial', 'lot+serial', 'serial_at_shipment'),
    choice('binding_date', 'use_by_or_best_before', 'use_by', 'best_before', 'sell_by', 'retest', 'none'),
    of('shelf_life_days', 'count'), of('least_receipt_days', 'count'), text('segregation_class'), of('stocked', 'yes_no'),
    of('value', 'money', ['unit value', 'cost', 'unit cost', 'standard cost']), currency,
  ],
  make: single('/items', (c) => ({
    sku: c['sku'], name: c['name'], baseUnit: c['base_unit'] ?? 'piece', secondUnit: c['second_unit'], gtin: c['gtin'],
    ownerId: c['owner'], trackingMode: c['tracking'], bindingDate: c['binding_date'],
    shelfLifeDays: number(c['shelf_life_days']), leastReceiptDays: number(c['least_receipt_days']),
    segregationClass: c['segregation_class'], stocked: yes(c['stocked']), value: c['value'], currency: c['currency'],
  })),
}

const partners: ImportKind = {
  name: 'partners',
  otherwise: 'It is there already with other details. Change it with lotline call /partners/change; a list does not, as it could bring back what was erased of a person.',
  key: ['code'],
  columns: [
    needed(text('code', ['customerid', 'customer id', 'supplier id', 'number'])), text('name'),
    choice('role', 'supplier', 'customer', 'owner'), of('supplier', 'yes_no'), of('customer', 'yes_no'),
    of('owner', 'yes_no'), email, text('phone'), text('address'), country, of('least_life_days', 'count'),
    of('transit_days', 'count'),
  ],
  make: single('/partners', (c) => {
    const roles = ['supplier', 'customer', 'owner'].filter((role) => c['role'] === role || c[role] === 'yes')
    return {
      code: c['code'], name: c['name'], roles: roles.length === 0 ? undefined : roles, email: c['email'], phone: c['phone'],
      address: c['address'], country: c['country'], leastLifeDays: number(c['least_life_days']),
      transitDays: number(c['transit_days']),
    }
  }),
}

const locations: ImportKind = {
  name: 'locations',
  otherwise: 'It is there already and otherwise. Change it with lotline call /locations/change.',
  key: ['code'],
  columns: [
    needed(text('code')), text('name'), needed(choice('kind', 'site', 'zone', 'bin', 'vehicle', 'transit')),
    of('parent', 'location'), text('site'), choice('role', 'storage', 'receiving', 'staging', 'quarantine', 'returns'),
    text('time_zone', ['timezone']), of('one_lot', 'yes_no'), of('one_owner', 'yes_no'), text('segregation_class'),
  ],
  make: (rows) => {
    const c = rows[0]?.cells ?? {}
    // A site is made with its parts: a list that names them again means those.
    if (siteParts.some(({ code, role }) => c['role'] === role && c['code'] === `${c['site']}-${code}`)) return []
    const zone = c['kind'] === 'site' ? c['time_zone'] : undefined
    return single('/locations', () => ({
      code: c['code'], name: c['name'], kind: c['kind'], role: c['kind'] === 'site' ? undefined : c['role'],
      parentId: c['kind'] === 'site' ? undefined : c['parent'], timeZone: zone, oneLot: yes(c['one_lot']),
      oneOwner: yes(c['one_owner']), segregationClass: c['segregation_class'],
    }))(rows)
  },
}

const lots: ImportKind = {
  name: 'lots',
  otherwise: 'It is there already with other dates or codes. Change them, with a reason, with lotline call /lots/change.',
  key: ['owner', 'item', 'origin', 'code'],
  namesLots: 'code',
  columns: [
    needed(of('item', 'item', sku)), of('owner', 'owner'), needed(text('code', ['lot', ...lotCode])),
    of('origin', 'partner', ['supplier', 'maker']), ...dateColumns, text('own_code'), text('regulatory_code'),
    text('regulatory_source'), text('facility'), of('received_on', 'date'),
  ],
  make: single('/lots', (c) => ({
    itemId: c['item'], code: c['code'], originId: c['origin'], dates: dates(c), ownCode: c['own_code'],
    regulatoryCode: c['regulatory_code'], regulatorySource: c['regulatory_source'], facility: c['facility'],
    receivedOn: c['received_on'],
  })),
}

const receipts: ImportKind = {
  name: 'receipts',
  arrives: true,
  namesLots: 'lot',
  otherwise: 'It was recorded already with other contents. Correct its lines with lotline correct; another delivery has another number.',
  key: ['number'],
  head: ['supplier', 'site', 'received_at'],
  columns: [
    needed(text('number', ['receipt', 'receipt number'])), needed(of('supplier', 'supplier')), needed(of('site', 'site')),
    needed(of('item', 'item', sku)), of('owner', 'owner'), text('lot', lotCode), of('origin', 'partner', ['maker']),
    amount, text('unit'), ...dateColumns, text('supplier_lot', ['supplier lot code', 'supplier code']),
    of('location', 'location', ['bin']), of('received_at', 'moment', ['date', 'received', 'received on']),
    text('serial', ['serial number']), text('override_reason'),
  ],
  make: (rows) => {
    const head = rows[0]?.cells ?? {}
    return [{
      path: '/receipts', at: head['received_at'],
      body: {
        number: head['number'], supplierId: head['supplier'], siteId: head['site'],
        lines: rows.map(({ cells: c }) => clean({
          itemId: c['item'], ownerId: c['owner'], quantity: c['quantity'], unit: c['unit'], toLocationId: c['location'],
          supplierLotCode: c['supplier_lot'], overrideReason: c['override_reason'], serials: one(c['serial']),
          lot: c['lot'] === undefined ? undefined : clean({ code: c['lot'], originId: c['origin'], dates: dates(c) }),
        })),
      },
    }]
  },
}

const orders: ImportKind = {
  name: 'orders',
  otherwise: 'It was placed already with other contents. Change it with lotline order change.',
  key: ['number'],
  head: ['customer', 'channel', 'site', 'ordered_at', 'through'],
  columns: [
    needed(text('number', ['order', 'invoiceno', 'invoice', 'order number'])),
    of('customer', 'customer', ['customerid', 'customer id']), needed(of('channel', 'channel')), needed(of('site', 'site')),
    needed(of('item', 'item', sku)), of('owner', 'owner'), needed(of('quantity', 'quantity', ['qty'])),
    of('ordered_at', 'moment', ['date', 'invoicedate', 'invoice date', 'ordered on', 'placed at']),
    choice('through', 'placed', 'reserved', 'picked', 'shipped'),
  ],
  make: (rows) => {
    const head = rows[0]?.cells ?? {}
    return [{
      path: '/orders', at: head['ordered_at'],
      body: clean({
        number: head['number'], customerId: head['customer'], channelId: head['channel'], siteId: head['site'],
        through: head['through'],
        lines: rows.map(({ cells: c }) => clean({ itemId: c['item'], ownerId: c['owner'], quantity: c['quantity'] })),
      }),
    }]
  },
}

const orderLine: Column = {
  name: 'line', type: 'text', also: ['order line', 'position'], pattern: { is: /^[1-9]\d{0,3}$/, says: 'the number of a line of the order, like 1' },
}
const shipments: ImportKind = {
  name: 'shipments',
  finishes: true,
  severalLots: true,
  otherwise: 'It was recorded already with other contents. Correct its lines with lotline correct; another shipment of the order has another parcel or day.',
  // What leaves in another parcel, or another day, is another shipment of the order.
  key: ['order', 'parcel', 'shipped_at'],
  head: [],
  inTurn: true,
  columns: [
    needed(of('order', 'order', ['number', 'order number', 'invoiceno'])), text('parcel', ['tracking', 'tracking number']),
    of('shipped_at', 'moment', ['date', 'shipped', 'shipped on']), of('item', 'item', sku), of('owner', 'owner'),
    orderLine, text('lot', lotCode), of('origin', 'partner', ['maker']),
    of('quantity', 'quantity', ['qty']), text('serial', ['serial number']), text('override_reason'),
  ],
  make: (rows) => {
    const head = rows[0]?.cells ?? {}
    const at = head['shipped_at']
    const named = rows.filter(({ cells }) => cells['item'] !== undefined).map(({ cells }) => cells)
    // The number of a unit that gets it only now is told as it ships; the others are picked by theirs.
    const late = named.filter((c) => c['serial'] !== undefined && c['item_mode'] === 'serial_at_shipment')
    const pick = { orderId: head['order'], ...(named.length === 0 ? {} : { lines: named.map(pickedLine) }) }
    const serials = late.map((c) => clean({ lineId: c['order_line'] ?? c['item'], serial: c['serial'], lotId: c['lot_id'] }))
    return [
      { path: '/orders/pick', at, body: pick },
      {
        path: '/orders/ship', at, ...(named.length === 0 ? {} : { afterwards: true }),
        body: clean({
          orderId: head['order'], parcel: head['parcel'], overrideReason: head['override_reason'],
          serials: serials.length === 0 ? undefined : serials,
        }),
      },
      ...oneOfSeveral(named, at),
    ]
  },
}

function pickedLine(c: Cells): object {
  const quantity = c['quantity'] ?? '1'
  const serials = c['serial'] === undefined || c['item_mode'] === 'serial_at_shipment' ? undefined : [c['serial']]
  const lot = c['lot_id']
  return clean({
    // While a file is judged any id stands for any other.
    lineId: c['order_line'] ?? c['item'],
    ...(c['lot_ids'] !== undefined ? { quantity, oneOfLotIds: c['lot_ids'].split(' ') } : lot !== undefined ? { lots: [clean({ lotId: lot, quantity, serials })] }
      : serials !== undefined ? { serials } : { quantity }),
  })
}

const returns: ImportKind = {
  name: 'returns',
  finishes: true,
  otherwise: 'It was recorded already with other contents. Correct its lines with lotline correct; another return has another number.',
  key: ['number'],
  head: ['customer', 'site', 'returned_at'],
  columns: [
    needed(text('number', ['return', 'return number', 'invoiceno', 'invoice'])),
    of('customer', 'customer', ['customerid', 'customer id']), needed(of('site', 'site')),
    of('order', 'order', ['order number']), needed(of('item', 'item', sku)), of('owner', 'owner'),
    orderLine, text('lot', lotCode), of('origin', 'partner', ['maker']),
    needed(of('quantity', 'quantity', ['qty'])), text('serial', ['serial number']),
    of('returned_at', 'moment', ['date', 'invoicedate', 'invoice date', 'returned on']),
  ],
  make: (rows) => {
    const head = rows[0]?.cells ?? {}
    return [{
      path: '/returns', at: head['returned_at'],
      body: clean({
        number: head['number'], customerId: head['customer'], siteId: head['site'],
        lines: rows.map(({ cells: c }) => clean({
          itemId: c['item'], ownerId: c['owner'], quantity: c['quantity'], orderLineId: c['order_line'], lotId: c['lot_id'],
          serials: one(c['serial']),
        })),
      }),
    }]
  },
}

/** Every kind, by the name people type. */
export const importKinds: Readonly<Record<string, ImportKind>> = Object.fromEntries(
  [items, partners, locations, lots, receipts, orders, shipments, returns].map((kind) => [kind.name, kind]),
)
