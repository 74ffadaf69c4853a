// What can be imported: the columns of each kind, and the command bodies their rows make.

/** How a cell is read. `code` names something else by its code and is looked up before anything is done. */
export type CellType = 'text' | 'quantity' | 'count' | 'date' | 'moment' | 'yes_no' | Lookup
/** What a code may name. */
export type Lookup = 'item' | 'partner' | 'location' | 'channel' | 'order' | 'lot'

/** One column: its name, how it is read, and other headers people use for it. */
export type Column = {
  readonly name: string
  readonly type: CellType
  readonly needed?: true
  readonly choices?: readonly string[]
  readonly also?: readonly string[]
}

/** A row as read: cells by column; codes are ids by now. */
export type ReadRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> }
/** A command an import makes. Its id comes from the kind and the key, so that sending again does nothing. */
export type Made = { readonly path: string; readonly key: string; readonly body: object; readonly at: string | undefined }

/** One kind of import. Rows that share `groupBy` make one document. */
export type ImportKind = {
  readonly columns: readonly Column[]
  readonly groupBy: string | null
  make(key: string, rows: readonly ReadRow[]): Made[]
}

const text = (name: string, also: readonly string[] = []): Column => ({ name, type: 'text', also })
const needed = (column: Column): Column => ({ ...column, needed: true })
const of = (name: string, type: CellType, also: readonly string[] = []): Column => ({ name, type, also })

const dateColumns = [
  of('produced', 'date', ['made', 'production date', 'manufactured']),
  of('best_before', 'date', ['best before', 'bbd', 'expiry', 'expiration date']),
  of('use_by', 'date', ['use by']),
]
const dates = (cells: Readonly<Record<string, string>>) =>
  clean({ produced: cells['produced'], bestBefore: cells['best_before'], useBy: cells['use_by'] })

/** Leaves out what has no value. */
function clean<T extends object>(body: T): object {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== ''))
}
const number = (cell: string | undefined) => (cell === undefined ? undefined : Number(cell))
const yes = (cell: string | undefined) => (cell === undefined ? undefined : cell === 'yes')

function single(path: string, body: (cells: Readonly<Record<string, string>>) => object): ImportKind['make'] {
  return (key, [row]) => (row === undefined ? [] : [{ path, key, body: clean(body(row.cells)), at: undefined }])
}

/** Every kind, by the name people type. */
export const importKinds: Readonly<Record<string, ImportKind>> = {
  items: {
    groupBy: 'sku',
    columns: [
      needed(text('sku', ['stock code', 'stockcode', 'item', 'code'])), needed(text('name', ['description', 'title'])),
      text('base_unit', ['unit']), text('gtin', ['ean', 'upc', 'barcode']),
      { name: 'tracking', type: 'text', choices: ['none', 'lot', 'serial', 'lot+serial', 'serial_at_shipment'] },
      of('shelf_life_days', 'count'), of('least_receipt_days', 'count'), text('segregation_class'),
    ],
    make: single('/items', (c) => ({
      sku: c['sku'], name: c['name'], baseUnit: c['base_unit'] ?? 'piece', gtin: c['gtin'], trackingMode: c['tracking'],
      shelfLifeDays: number(c['shelf_life_days']), leastReceiptDays: number(c['least_receipt_days']),
      segregationClass: c['segregation_class'],
    })),
  },
  partners: {
    groupBy: 'code',
    columns: [
      needed(text('code', ['customerid', 'supplier', 'customer'])), text('name'),
      { name: 'role', type: 'text', choices: ['supplier', 'customer', 'owner'] }, text('email'), text('phone'),
      text('address'), text('country'), of('least_life_days', 'count'), of('transit_days', 'count'),
    ],
    make: single('/partners', (c) => ({
      code: c['code'], name: c['name'], roles: c['role'] === undefined ? undefined : [c['role']], email: c['email'],
      phone: c['phone'], address: c['address'], country: c['country'], leastLifeDays: number(c['least_life_days']),
      transitDays: number(c['transit_days']),
    })),
  },
  locations: {
    groupBy: 'code',
    columns: [
      needed(text('code')), text('name'),
      { name: 'kind', type: 'text', needed: true, choices: ['site', 'zone', 'bin', 'vehicle', 'transit'] },
      of('parent', 'location'), text('time_zone'), of('one_lot', 'yes_no'), of('one_owner', 'yes_no'),
      text('segregation_class'),
    ],
    make: single('/locations', (c) => ({
      code: c['code'], name: c['name'] ?? c['code'], kind: c['kind'], parentId: c['parent'], timeZone: c['time_zone'],
      oneLot: yes(c['one_lot']), oneOwner: yes(c['one_owner']), segregationClass: c['segregation_class'],
    })),
  },
  lots: {
    groupBy: null,
    columns: [
      needed(of('item', 'item', ['sku'])), needed(text('code', ['lot', 'lot code', 'batch'])), of('origin', 'partner', ['supplier']),
      ...dateColumns,
    ],
    make: single('/lots', (c) => ({
      itemId: c['item'], code: c['code'], originId: c['origin'], dates: dates(c),
    })),
  },
  receipts: {
    groupBy: 'number',
    columns: [
      needed(text('number', ['receipt', 'receipt number'])), needed(of('supplier', 'partner')), needed(of('site', 'location')),
      needed(of('item', 'item', ['sku'])), text('lot', ['lot code', 'batch']), needed(of('quantity', 'quantity', ['qty'])),
      ...dateColumns, of('location', 'location', ['bin']), of('received_at', 'moment', ['date']),
    ],
    make: (key, rows) => {
      const head = rows[0]?.cells ?? {}
      return [{
        path: '/receipts', key, at: head['received_at'],
        body: {
          number: head['number'], supplierId: head['supplier'], siteId: head['site'],
          lines: rows.map(({ cells: c }) => clean({
            itemId: c['item'], quantity: c['quantity'], toLocationId: c['location'],
            lot: c['lot'] === undefined ? undefined : { code: c['lot'], dates: dates(c) },
          })),
        },
      }]
    },
  },
  orders: {
    groupBy: 'number',
    columns: [
      needed(text('number', ['order', 'invoiceno', 'order number'])), of('customer', 'partner', ['customerid']),
      needed(of('channel', 'channel')), needed(of('site', 'location')), needed(of('item', 'item', ['sku', 'stockcode'])),
      needed(of('quantity', 'quantity', ['qty'])), of('ordered_at', 'moment', ['date', 'invoicedate']),
      { name: 'through', type: 'text', choices: ['placed', 'reserved', 'picked', 'shipped'] },
    ],
    make: (key, rows) => {
      const head = rows[0]?.cells ?? {}
      return [{
        path: '/orders', key, at: head['ordered_at'],
        body: clean({
          number: head['number'], customerId: head['customer'], channelId: head['channel'], siteId: head['site'],
          through: head['through'],
          lines: rows.map(({ cells: c }) => ({ itemId: c['item'], quantity: c['quantity'] })),
        }),
      }]
    },
  },
  shipments: {
    groupBy: 'order',
    columns: [needed(of('order', 'order', ['number'])), text('parcel', ['tracking']), of('shipped_at', 'moment', ['date'])],
    make: (key, rows) => {
      const head = rows[0]?.cells ?? {}
      const at = head['shipped_at']
      return [
        { path: '/orders/pick', key: `${key} pick`, at, body: { orderId: head['order'] } },
        { path: '/orders/ship', key, at, body: clean({ orderId: head['order'], parcel: head['parcel'] }) },
      ]
    },
  },
  returns: {
    groupBy: 'number',
    columns: [
      needed(text('number', ['return', 'invoiceno'])), of('customer', 'partner', ['customerid']), needed(of('site', 'location')),
      needed(of('item', 'item', ['sku', 'stockcode'])), needed(of('quantity', 'quantity', ['qty'])),
      of('returned_at', 'moment', ['date', 'invoicedate']),
    ],
    make: (key, rows) => {
      const head = rows[0]?.cells ?? {}
      return [{
        path: '/returns', key, at: head['returned_at'],
        body: clean({
          number: head['number'], customerId: head['customer'], siteId: head['site'],
          lines: rows.map(({ cells: c }) => ({ itemId: c['item'], quantity: c['quantity'] })),
        }),
      }]
    },
  },
}
