// The cells of what goes in and what comes out.
import { NativeSelect } from '@mantine/core'
import { useEffect } from 'react'
import { useQuestion } from '~/asking'
import { quantity } from '~/format'
import { dateLabels, isLife, mainDate } from '~/pages/fields/lot-dates'
import { LotPicker, useItem } from '~/pages/fields/pickers'
import { DateField } from '~/ui/fields/date-field'
import { words } from '~/words'
import type { InputLine, OutputLine } from './make-form'

const { make: said, columns: called } = words
type Part<Line> = { readonly line: Line; readonly change: (change: Partial<Line>) => void; readonly at: number }

/** The lot that goes in; one that is scanned says its item as well. */
export function InputLot({ line, change, at }: Part<InputLine>) {
  const { item } = useItem(line.lot?.itemId ?? null)
  const named = item?.item
  useEffect(() => {
    if (named !== undefined && line.item === null) change({ item: { id: named.id, code: named.sku, detail: named.name, baseUnit: named.baseUnit } })
  }, [named, line.item, change])
  return <LotPicker isBare label={words.fields.ofLine(said.inputLot, at + 1)} itemId={line.item?.id ?? null} value={line.lot} onPick={(lot) => change({ lot, placeId: '', serials: null })} />
}

/** Where it is taken from: the places where some of it lies. */
export function InputPlace({ line, change, at, siteId }: Part<InputLine> & { readonly siteId: string | null }) {
  const ids = { itemId: line.item?.id ?? '', siteId: siteId ?? '', limit: '100' }
  const { data } = useQuestion('/balances', line.lot === null ? ids : { ...ids, lotId: line.lot.id }, { enabled: line.item !== null && siteId !== null })
  const rows = line.item === null ? [] : (data?.rows ?? []).filter((row) => line.lot !== null || row.lot === null)
  const first = rows[0]?.locationId ?? ''
  useEffect(() => {
    if (line.placeId === '' && first !== '') change({ placeId: first })
  }, [line.placeId, first, change])
  return (
    <NativeSelect
      aria-label={words.fields.ofLine(said.takenFrom, at + 1)}
      value={line.placeId}
      onChange={(event) => change({ placeId: event.currentTarget.value, serials: null })}
      data={rows.length === 0 ? [{ value: '', label: line.item === null ? '' : said.nowhere }]
        : rows.map((row) => ({ value: row.locationId, label: `${row.location} · ${quantity(row.quantity, row.unit)}` }))}
    />
  )
}

export function OutputDate({ line, change, at }: Part<OutputLine>) {
  const { item } = useItem(line.item?.id ?? null)
  const name = mainDate(item?.item.bindingDate)
  return <DateField isBare withLife={isLife(name)} label={words.fields.ofLine(`${dateLabels[name]}, ${called.outputs}`, at + 1)} value={line.dates[name]} onChange={(typed) => change({ dates: { ...line.dates, [name]: typed } })} />
}
