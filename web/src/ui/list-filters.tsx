// The filters above a list: a search, and one control for each other; what is set stands in the address.
import { Button, CloseButton, Group, Menu, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconFilterPlus, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { labelDate } from '~/format'
import { words } from '~/words'
import type { ListInput } from './list-rows'

/** A filter of a list, by the API's name for it. */
export type ListFilter =
  | { readonly kind: 'search' | 'text' | 'day'; readonly name: string; readonly label: string }
  | { readonly kind: 'choice'; readonly name: string; readonly label: string; readonly options: readonly (readonly [value: string, label: string])[] }
  /** One that its page makes: how a value is said, and what asks for one. */
  | { readonly kind: 'made'; readonly name: string; readonly label: string; readonly said: (value: string) => string; readonly field: (value: string, apply: (value: string) => void) => ReactNode }

type Change = (name: string, value: string) => void
type Props = { readonly filters: readonly ListFilter[]; readonly input: ListInput; readonly change: Change }

/** The row of filters. Those that are set are shown; the rest are in the menu. */
export function ListFilters({ filters, input, change }: Props) {
  const [fresh, setFresh] = useState<string | null>(null)
  const search = filters.find(({ kind }) => kind === 'search')
  const rest = filters.filter(({ kind }) => kind !== 'search')
  const isSet = (filter: ListFilter) => (input[filter.name] ?? '') !== ''
  const told = rest.filter((filter) => isSet(filter) || filter.name === fresh)
  const others = rest.filter((filter) => !told.includes(filter))
  return (
    <Group gap="xs" wrap="wrap" maw="100%">
      {search && <Search filter={search} value={input[search.name] ?? ''} change={change} />}
      {told.map((filter) => (
        <SetFilter
          key={filter.name}
          filter={filter}
          value={input[filter.name] ?? ''}
          isFresh={filter.name === fresh}
          change={change}
          done={() => setFresh(null)}
        />
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden="true" />}>{words.grid.filter}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((filter) => (
              <Menu.Item key={filter.name} onClick={() => setFresh(filter.name)}>{filter.label}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

const PAUSE = 180

function Search({ filter, value, change }: { readonly filter: ListFilter; readonly value: string; readonly change: Change }) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  useEffect(() => {
    if (value !== sent.current) setText(value)
    sent.current = value
  }, [value])
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      change(filter.name, text.trim())
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [text, filter.name, change])
  return (
    <TextInput
      aria-label={filter.label}
      placeholder={filter.label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={text === '' ? null : <CloseButton size="sm" aria-label={words.grid.clear} onClick={() => setText('')} />}
      data-list-search
      w={{ base: '100%', xs: 280 }}
    />
  )
}

function SetFilter({ filter, value, isFresh, change, done }: {
  readonly filter: ListFilter
  readonly value: string
  readonly isFresh: boolean
  readonly change: Change
  readonly done: () => void
}) {
  const [isOpen, setOpen] = useState(isFresh)
  const [text, setText] = useState(value)
  const close = () => {
    setOpen(false)
    done()
  }
  const apply = (next: string) => {
    change(filter.name, next)
    close()
  }
  return (
    <Popover opened={isOpen} onChange={(open) => { setOpen(open); if (!open) done() }} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button.Group maw="100%">
          <Button
            variant="light"
            miw={0}
            style={{ flexShrink: 1 }}
            onClick={() => { setText(value); setOpen((open) => !open) }}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          >
            <Text span inherit truncate>{filter.label}: {value === '' ? '…' : shownValue(filter, value)}</Text>
          </Button>
          {value !== '' && (
            <Button variant="light" px={8} flex="none" aria-label={words.grid.without(filter.label)} onClick={() => apply('')}>×</Button>
          )}
        </Button.Group>
      </Popover.Target>
      <Popover.Dropdown>
        {filter.kind === 'choice' ? (
          <Stack gap={2} mah="min(60vh, 26rem)" style={{ overflowY: 'auto' }}>
            {filter.options.map(([option, label], nth) => (
              <UnstyledButton key={option} px="sm" py={6} data-autofocus={nth === 0 || undefined} fw={option === value ? 700 : 400} onClick={() => apply(option)}>
                {label}
              </UnstyledButton>
            ))}
          </Stack>
        ) : filter.kind === 'made' ? filter.field(value, apply) : (
          <form onSubmit={(event) => { event.preventDefault(); apply(text.trim()) }}>
            <Group gap="xs" align="end">
              <TextInput
                label={filter.label}
                type={filter.kind === 'day' ? 'date' : 'text'}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                data-autofocus
              />
              <Button type="submit">{words.grid.apply}</Button>
            </Group>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** What is asked, as people read it. */
export const inWords = (filters: readonly ListFilter[], input: ListInput): string[] =>
  filters.filter(({ name }) => (input[name] ?? '') !== '').map((filter) => `${filter.label}: ${shownValue(filter, input[filter.name] ?? '')}`)

function shownValue(filter: ListFilter, value: string): string {
  if (filter.kind === 'day') return labelDate(value)
  if (filter.kind === 'made') return filter.said(value)
  if (filter.kind !== 'choice') return value
  return filter.options.find(([option]) => option === value)?.[1] ?? value
}
