// The columns of lots: what is recorded of every lot, and the shop's own attributes.
import { useMemo } from 'react'
import type { RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { code, day, text } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { LastDay } from '~/ui/last-day'
import { words } from '~/words'
import { type Attribute, attributeSaid } from './attribute-fields'

type Row = RowOf<'/lots'>
const { columns: said } = words

const columnsOfAll: readonly GridColumn<Row>[] = [
  code('code', said.lot, (row) => row.code, (row) => `/lots/${row.id}`, { sort: 'code', width: 170 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 170 }),
  text('itemName', said.itemName, (row) => row.itemName, { width: 220 }),
  day('bindingOn', said.lastsTo, (row) => row.bindingOn, { sort: 'bindingOn', width: 210, cell: (row) => <LastDay day={row.bindingOn} isShort /> }),
  code('origin', said.origin, (row) => row.origin, (row) => `/partners/${row.originId}`, { width: 150 }),
  day('receivedOn', said.receivedOn, (row) => row.receivedOn, { sort: 'receivedOn' }),
  text('ownCode', said.ownCode, (row) => row.ownCode, { isExtra: true, width: 140 }),
  text('regulatoryCode', said.regulatoryCode, (row) => row.regulatoryCode, { isExtra: true, width: 140 }),
  day('produced', said.produced, (row) => row.dates.produced, { isExtra: true, told: { of: 'dates.produced', as: 'day' } }),
  day('bestBefore', said.bestBefore, (row) => row.dates.bestBefore, { isExtra: true, told: { of: 'dates.bestBefore', as: 'day' } }),
  day('useBy', said.useBy, (row) => row.dates.useBy, { isExtra: true, told: { of: 'dates.useBy', as: 'day' } }),
]

// An attribute may be called `constructor`: only what is said of the lot is its value.
const saidOf = ({ attributes }: Row, name: string) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined)

function attributeColumn({ name, title, type }: Attribute): GridColumn<Row> {
  const id = `attributes.${name}`
  const read = (row: Row) => saidOf(row, name)
  if (type === 'date') return day(id, title, read, { isExtra: true })
  const more = { isExtra: true, width: 140 }
  if (type === 'number') return text(id, title, read, { ...more, isNumber: true, told: { as: 'number' } })
  if (type !== 'yes_no') return text(id, title, read, more)
  return text(id, title, (row) => attributeSaid(type, read(row) ?? ''), { ...more, told: { words: { yes: attributeSaid(type, 'yes'), no: attributeSaid(type, 'no') } } })
}

/** The columns of lots, for every page that lists some. */
export const lotColumns = (attributes: readonly Attribute[]): readonly GridColumn<Row>[] => [...columnsOfAll, ...attributes.map(attributeColumn)]

const NOTHING: readonly string[] = []

/** The columns that this shop's lots have, and its own attributes, null until they are known. */
export function useLotColumns(without = NOTHING) {
  const attributes = useQuestion('/lot-attributes', {}).data?.attributes ?? null
  const columns = useMemo(() => lotColumns(attributes ?? []).filter(({ id }) => !without.includes(id)), [attributes, without])
  return { columns, attributes }
}
