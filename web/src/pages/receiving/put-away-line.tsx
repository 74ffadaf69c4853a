// The cells of what is put away: where the same goods lie already, and what a place would say to them.
import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect } from 'react'
import { useQuestion, useTrial } from '~/asking'
import { quantity } from '~/format'
import { PlacePicker, useItem } from '~/pages/fields/pickers'
import { UnitTicks, useUnits } from '~/pages/fields/units'
import { unitsAt } from '~/pages/ledger/stock-lines'
import { enteredUnits, QuantityField, useLateUnits } from '~/ui/fields/quantity-field'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { isReady, moveOf, type PutLine } from './put-away-form'

type Part = { readonly line: PutLine; readonly change: (change: Partial<PutLine>) => void; readonly at: number }
const { putAway: said } = words

export function ToCell({ line, change, at }: Part) {
  return <PlacePicker isBare label={words.fields.ofLine(said.to, at + 1)} siteId={line.row.siteId} value={line.to} onPick={(to) => change({ to })} />
}

export function PutQuantity({ line, change, at }: Part) {
  const { units } = useItem(line.row.itemId)
  useLateUnits(line, line.serials === null ? units : [], (whole) => change({ whole }))
  if (line.serials !== null) return <Text size="sm" pt={8}>{words.units.manyOf(line.serials.length)}</Text>
  const left = line.whole === '' ? 0n : BigInt(line.row.quantity) - BigInt(line.row.picked) - BigInt(line.whole)
  return (
    <QuantityField isBare label={words.fields.ofLine(words.columns.quantity, at + 1)} value={line.entered} units={units} {...(left > 0n && { description: said.leaves(quantity(left, line.row.unit)) })}
      onChange={(entered) => change({ entered, whole: String(enteredUnits(units, entered) ?? '') })} />
  )
}

const MOST_PLACES = 3

type Below = Part & {
  /** Whether what it was refused for is told already. */
  readonly isRefused: boolean
  /** Whether the line as it stands was sent: what was just recorded would be refused a second time. */
  readonly isSent: boolean
  readonly split: () => void
}

export function PutBelow({ line, change, at, isRefused, isSent, split }: Below) {
  const { units, isNumbered } = useUnits(unitsAt(line.row))
  const isNew = isNumbered && line.serials === null
  // Where units have numbers, all of them go unless somebody says otherwise.
  useEffect(() => {
    if (!isNew) return
    const all = units.filter(({ pickedFor }) => pickedFor === null).map(({ code }) => code)
    change({ serials: all, whole: String(all.length) })
  }, [isNew, units, change])
  return (
    <>
      <Group gap="xs" mt={2}>
        <Places line={line} change={change} at={at} />
        <Button size="compact-xs" variant="subtle" color="gray" onClick={split}>{said.another}</Button>
      </Group>
      {!isRefused && <Refusal line={line} isSent={isSent} />}
      {line.serials !== null && (
        <UnitTicks label={words.units.of(words.fields.ofLine(line.row.lot ?? line.row.sku, at + 1))} units={units} ticked={line.serials}
          set={(serials) => change({ serials, whole: serials.length === 0 ? '' : String(serials.length) })} />
      )}
    </>
  )
}

// Places where the same goods lie: the lot's own first.
function Places({ line: { row, to }, change, at }: Part) {
  const { data } = useQuestion('/balances', { itemId: row.itemId, siteId: row.siteId, limit: '100' })
  const lies = (data?.rows ?? []).filter(({ role, locationId }) => role === 'storage' && locationId !== row.locationId)
  const first = lies.toSorted((a, b) => Number(b.lotId === row.lotId) - Number(a.lotId === row.lotId))
  const places = [...new Map(first.map((one) => [one.locationId, one])).values()].slice(0, MOST_PLACES)
  if (to !== null || places.length === 0) return null
  return (
    <Group gap={4}>
      <Text size="sm" c="dimmed">{said.alsoIn}</Text>
      {places.map(({ locationId, location, siteId }) => (
        <Button key={locationId} size="compact-xs" variant="light" aria-label={said.putInto(location, at + 1)} onClick={() => change({ to: { id: locationId, code: location, detail: '', siteId } })}>{location}</Button>
      ))}
    </Group>
  )
}

// What the place would say, before anything is moved: a bin may be for one lot, one owner or other goods. What a line no longer
// says, as when it has just been put away, is not tried again.
function Refusal({ line, isSent }: Pick<Below, 'line' | 'isSent'>) {
  const wanted = isReady(line) ? JSON.stringify(moveOf(line)) : ''
  const [settled] = useDebouncedValue(wanted, 300)
  const isSettled = wanted !== '' && settled === wanted
  const { error } = useTrial('/try/stock/move', isSettled ? JSON.parse(wanted) : null, { isPaused: isSent })
  if (error === null || !isSettled || error.status === 0) return null
  return <Text size="sm" role="alert" c="var(--mantine-color-error)">{sentenceOf(error)}</Text>
}
