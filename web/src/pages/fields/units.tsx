// Units with their own number in a form: those that lie in a place are ticked, or scanned, wherever the focus is.
import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { count } from '~/format'
import { useFirstScan } from '~/ui/fields/use-scan'
import { words } from '~/words'
import styles from './units.module.css'

export type Unit = RowOf<'/serials'>

/** Where units are looked for; `lotId` null: those of no lot. */
export type UnitsAt = { readonly itemId: string; readonly lotId: string | null; readonly ownerId?: string; readonly locationId: string }

const NO_LOT = '00000000-0000-0000-0000-000000000000'
const MOST = '500'
const { units: said } = words

/** The units of a lot in a place by their numbers; `isNumbered` once it is known that there are any. */
export function useUnits(at: UnitsAt | null): { readonly units: readonly Unit[]; readonly isNumbered: boolean; readonly isKnown: boolean } {
  const { data } = useQuestion('/serials', { itemId: at?.itemId ?? '', lotId: at?.lotId ?? NO_LOT, locationId: at?.locationId ?? '', sort: 'code', limit: MOST }, { enabled: at !== null })
  const units = at === null ? [] : (data?.rows ?? []).filter(({ ownerId }) => at.ownerId === undefined || ownerId === at.ownerId)
  return { units, isNumbered: units.length > 0, isKnown: at === null || data !== undefined }
}

/** The number of a unit by any code that means it. */
export function numberOf(units: readonly Unit[], code: string): string | null {
  return units.find((unit) => unit.code === code || unit.aliases.includes(code))?.code ?? null
}

/** The numbers in a text, however they were parted. */
export const numbersOf = (typed: string): string[] => typed.split(/[\s,;]+/).filter((one) => one !== '')

/** Ticks among units. `extra` takes a number that none of them has. */
export function UnitTicks({ label, units, ticked, set, mayBePicked, extra }: {
  readonly label: string
  readonly units: readonly Unit[]
  readonly ticked: readonly string[]
  readonly set: (ticked: readonly string[]) => void
  /** Units that wait for an order may be ticked too. */
  readonly mayBePicked?: boolean
  readonly extra?: (code: string) => void
}) {
  const [typed, setTyped] = useState('')
  const [unknown, setUnknown] = useState<string | null>(null)
  const isAble = (unit: Unit) => unit.pickedFor === null || mayBePicked === true
  const able = units.filter(isAble)
  const tick = (code: string) => {
    const number = numberOf(able, code)
    if (number === null) return false
    if (!ticked.includes(number)) set([...ticked, number])
    setUnknown(null)
    return true
  }
  useFirstScan(tick)
  const take = () => {
    const code = typed.trim()
    if (code === '') return
    if (!tick(code)) {
      if (extra === undefined) return setUnknown(code)
      extra(code)
    }
    setTyped('')
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    // The form is not sent by it.
    event.preventDefault()
    take()
  }
  const wanted = typed.trim().toLowerCase()
  const shown = units.filter(({ code }) => wanted === '' || code.toLowerCase().includes(wanted) || ticked.includes(code))
  return (
    <fieldset className={styles['units']}>
      <legend>{label}</legend>
      <Group gap="xs" align="start">
        <TextInput size="sm" label={said.scan} value={typed} autoComplete="off" spellCheck={false} error={unknown === null ? undefined : said.notHere(unknown)}
          onChange={(event) => { setTyped(event.currentTarget.value); setUnknown(null) }} onKeyDown={press} />
        <Button size="compact-sm" variant="light" mt={27} onClick={() => set(able.map(({ code }) => code))}>{said.all(count(able.length))}</Button>
        <Button size="compact-sm" variant="subtle" mt={27} onClick={() => set([])}>{said.none}</Button>
        <Text size="sm" mt={29} role="status">{said.ticked(ticked.length, units.length)}</Text>
      </Group>
      <div className={styles['list']}>
        {shown.map((unit) => (
          <Checkbox key={unit.id} size="sm" checked={ticked.includes(unit.code)} disabled={!isAble(unit)}
            label={<><span className="code">{unit.code}</span>{unit.held === '1' ? ` · ${said.held}` : ''}{unit.pickedFor !== null ? ` · ${said.picked}` : ''}</>}
            onChange={(event) => set(event.currentTarget.checked ? [...ticked, unit.code] : ticked.filter((code) => code !== unit.code))} />
        ))}
      </div>
    </fieldset>
  )
}
