// Units with their own number that go into what is made, and those that come out of it.
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { ask, askRows, Failure, type RowOf } from '~/api'
import { type ItemChoice, lotChoice, type LotChoice, modeOf, useItem } from '~/pages/fields/pickers'
import { NumbersInput } from '~/pages/fields/numbers-input'
import { UnitTicks, useUnits } from '~/pages/fields/units'
import { only } from '~/ui/fields/picker'
import { usePageScan } from '~/ui/fields/use-scan'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { blankInput, type InputLine, type MakeForm, type OutputLine } from './make-form'

type Part<Line> = { readonly line: Line; readonly change: (change: Partial<Line>) => void; readonly at: number }

export function InputUnits({ line, change, at }: Part<InputLine>) {
  const where = line.item === null || line.placeId === '' ? null : { itemId: line.item.id, lotId: line.lot?.id ?? null, locationId: line.placeId }
  const { units, isNumbered, isKnown } = useUnits(where)
  const isNew = isNumbered && line.serials === null
  const isOld = isKnown && !isNumbered && line.serials !== null
  useEffect(() => {
    if (isNew) change({ serials: [], ...counted(0) })
    if (isOld) change({ serials: null })
  }, [isNew, isOld, change])
  if (line.serials === null) return null
  return (
    <UnitTicks label={words.units.of(words.fields.ofLine(words.make.inputs.toLowerCase(), at + 1))} units={units} ticked={line.serials}
      set={(serials) => change({ serials, ...counted(serials.length) })} />
  )
}

// How much it is follows from the units that are named.
const counted = (units: number) => ({ entered: { quantity: units === 0 ? '' : String(units), unit: '' }, whole: units === 0 ? '' : String(units) })

export function OutputUnits({ line, change, at, goingIn }: Part<OutputLine> & { readonly goingIn: readonly string[] }) {
  const { item } = useItem(line.item?.id ?? null)
  const mode = modeOf(item)
  const isNumbered = mode === 'serial' || mode === 'lot+serial'
  if (!isNumbered && line.serials === '') return null
  return (
    <div style={{ maxWidth: 560 }}>
      <NumbersInput mt={6} minRows={2} label={words.units.comeOut(at + 1)} description={words.units.comeOutHint} value={line.serials} onChange={(serials) => change({ serials })} />
      {goingIn.length > 0 && <Button mt={4} size="compact-sm" variant="light" onClick={() => change({ serials: goingIn.join('\n') })}>{words.units.sameAsIn}</Button>}
    </div>
  )
}

/**
 * What is scanned goes in: a unit that lies in the site into the line of its lot and place, a lot into a line of its own. What is
 * neither is said: whoever scans looks at the goods, and would take it for read.
 */
export function useGoodsScans(form: MakeForm, set: (change: (form: MakeForm) => MakeForm) => void): void {
  const siteId = form.site?.id ?? ''
  const take = async (code: string) => {
    try {
      const [units, lots] = await Promise.all([
        ask('/serials', { code, state: 'in_stock', limit: '12' }), askRows('/lots', { q: code, limit: '12' }, new AbortController().signal),
      ])
      const [unit, more] = units.rows.filter((row) => siteId === '' || row.siteId === siteId)
      const lot = only(lots.rows.filter(({ mergedIntoId }) => mergedIntoId === null).map(lotChoice), code)
      if (unit !== undefined && more === undefined) {
        const { item } = await ask('/items/{id}', { id: unit.itemId })
        set((now) => ({ ...now, inputs: withUnit(now.inputs, unit, { id: item.id, code: item.sku, detail: item.name, baseUnit: item.baseUnit }) }))
      } else if (lot !== null) set((now) => ({ ...now, inputs: withLot(now.inputs, lot) }))
      else notifications.show({ color: 'orange', message: words.make.notGoods(code) })
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error) })
    }
  }
  usePageScan((code) => void take(code))
}

// The line says its item by itself, and where the lot lies.
function withLot(inputs: readonly InputLine[], lot: LotChoice): readonly InputLine[] {
  if (inputs.some((line) => line.lot?.id === lot.id)) return inputs
  const waits = inputs.findIndex((line) => line.lot === null && line.item?.id === lot.itemId)
  return waits < 0 ? withLine(inputs, { ...blankInput(), lot }) : inputs.map((line, at) => (at === waits ? { ...line, lot, placeId: '', serials: null } : line))
}

function withLine(inputs: readonly InputLine[], fresh: InputLine): readonly InputLine[] {
  const empty = inputs.findIndex((line) => line.item === null && line.lot === null)
  return empty < 0 ? [...inputs, fresh] : inputs.map((line, at) => (at === empty ? fresh : line))
}

function withUnit(inputs: readonly InputLine[], unit: RowOf<'/serials'>, item: ItemChoice): readonly InputLine[] {
  const isIts = (line: InputLine) => line.item?.id === unit.itemId && (line.lot?.id ?? null) === unit.lotId && line.placeId === unit.locationId
  const serialsWith = (line: InputLine) => [...new Set([...(line.serials ?? []), unit.code])]
  if (inputs.some(isIts)) return inputs.map((line) => (isIts(line) ? { ...line, serials: serialsWith(line), ...counted(serialsWith(line).length) } : line))
  const fresh: InputLine = {
    ...blankInput(), item, placeId: unit.locationId, serials: [unit.code], ...counted(1),
    lot: unit.lotId === null ? null : { id: unit.lotId, code: unit.lot ?? '', detail: '', itemId: unit.itemId, sku: unit.sku, bindingOn: null },
  }
  return withLine(inputs, fresh)
}
