// A field that finds one thing among many: by what is typed, search as you type; by a scan, whole codes only.
import { Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { words } from '~/words'
import { focusNext, useFieldScan } from './use-scan'

/** What can be picked. `aliases` are other codes that mean it, as a scanner may read them. */
export type Choice = { readonly id: string; readonly code: string; readonly detail: string; readonly aliases?: readonly string[] }

/** What every picker is told by its page. */
export type PickerProps<One extends Choice> = {
  readonly label: string
  readonly value: One | null
  readonly onPick: (one: One | null) => void
  readonly description?: ReactNode
  readonly placeholder?: string
  readonly error?: ReactNode
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  /** The label is told, not shown: the field stands in a table. */
  readonly isBare?: boolean
  readonly autoFocus?: boolean
}

const PAUSE = 140

/** The picker; `find` answers what begins as typed, `name` says among what it looks. */
export function Picker<One extends Choice>(props: PickerProps<One> & {
  readonly name: string
  readonly find: (wanted: string, signal?: AbortSignal) => Promise<readonly One[]>
}) {
  const { label, value, onPick, name, find, isBare } = props
  // What is found late is told to the form as it is by then, with what was typed meanwhile.
  const told = useRef(onPick)
  useEffect(() => { told.current = onPick })
  // What is typed and not yet picked; null shows what is.
  const [text, draw] = useState<string | null>(null)
  // Whoever leaves the field at once after a scan has not seen it drawn.
  const typed = useRef<string | null>(null)
  const setText = (next: string | null) => {
    typed.current = next
    draw(next)
  }
  const [isUnknown, setUnknown] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [wanted] = useDebouncedValue((text ?? '').trim(), PAUSE)
  const found = useQuery({
    queryKey: ['picker', name, wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  })
  const isSettled = wanted === (text ?? '').trim() && found.data !== undefined && !found.isPlaceholderData
  const rows = found.data ?? []
  const { dropdownOpened, selectFirstOption, resetSelectedOption } = combobox
  useEffect(() => {
    if (!dropdownOpened) return
    if (isSettled && wanted !== '') selectFirstOption()
    else resetSelectedOption()
  }, [dropdownOpened, isSettled, wanted, selectFirstOption, resetSelectedOption])

  const pick = (one: One | null) => {
    setText(null)
    setUnknown(false)
    told.current(one)
    combobox.closeDropdown()
  }
  // By hand the first of the list will do, as it does when one waits for the list; a scan means one thing or none.
  const taking = useRef<string | null>(null)
  const take = async (code: string, isByHand: boolean, then?: () => void) => {
    taking.current = code
    const all = await find(code).catch(() => [])
    taking.current = null
    const one = only(all, code) ?? (isByHand ? (all[0] ?? null) : null)
    if (one === null) {
      setText(code)
      setUnknown(true)
      return
    }
    pick(one)
    then?.()
  }
  useFieldScan(field, (code) => void take(code, false, () => focusNext(field.current)))
  const leave = () => {
    combobox.closeDropdown()
    const left = typed.current?.trim()
    if (left === undefined) return
    if (left === '') pick(null)
    // What Enter takes already is not taken a second time.
    else if (taking.current !== left) void take(left, false)
  }
  const press = (event: KeyboardEvent) => {
    const isSoon = event.key === 'Enter' && text !== null && text.trim() !== '' && combobox.getSelectedOptionIndex() === -1
    if (!isSoon) return
    event.preventDefault()
    void take(text.trim(), true)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={(id) => pick(rows.find((row) => row.id === id) ?? null)} transitionProps={{ duration: 0 }} width="max-content" position="bottom-start">
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={field}
          data-takes-scans
          {...(isBare === true ? { 'aria-label': label } : { label })}
          {...(props.isRequired === true && { required: true, withAsterisk: false })}
          description={isBare === true ? undefined : props.description}
          placeholder={props.placeholder ?? words.fields.find}
          error={isUnknown ? words.fields.unknown : props.error}
          disabled={props.isDisabled ?? false}
          {...(props.autoFocus === true && { 'data-autofocus': true, autoFocus: true })}
          value={text ?? value?.code ?? ''}
          onChange={(event) => { setText(event.currentTarget.value); setUnknown(false); combobox.openDropdown() }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
          onKeyDown={press}
          rightSection={found.isFetching && dropdownOpened ? <Loader size={14} aria-hidden="true" /> : null}
        />
      </Combobox.Target>
      <Combobox.Dropdown maw="min(92vw, 34rem)">
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id} active={row.id === value?.id}>
              <Group gap="xs" wrap="nowrap">
                <Text span size="sm" className="code" style={{ whiteSpace: 'nowrap' }}>{row.code}</Text>
                <Text span size="sm" opacity={0.85} truncate>{row.detail}</Text>
              </Group>
            </Combobox.Option>
          ))}
          {rows.length === 0 && (
            <Combobox.Empty>{found.isError ? words.problem.unreachable : isSettled ? words.fields.nothing : words.shell.findWaiting}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** The one that is called exactly so; in other letters only when nothing is called so in these. */
export function only<One extends Choice>(rows: readonly One[], code: string): One | null {
  const low = code.toLowerCase()
  const called = (is: (name: string) => boolean) => rows.filter((row) => is(row.code) || (row.aliases ?? []).some(is))
  const exact = called((name) => name === code)
  const [one, more] = exact.length > 0 ? exact : called((name) => name.toLowerCase() === low)
  return one === undefined || more !== undefined ? null : one
}
