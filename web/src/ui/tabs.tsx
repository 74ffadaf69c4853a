// The parts of a page, one at a time; which one stands in the address.
import { Stack, Tabs as LibraryTabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ListInput } from './list-rows'

export type Tab = { readonly name: string; readonly label: string; readonly show: () => ReactNode }

export function Tabs({ tabs }: { readonly tabs: readonly Tab[] }) {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  const first = tabs[0]?.name ?? ''
  const here = tabs.some(({ name }) => name === search['tab']) ? (search['tab'] ?? first) : first
  return (
    <LibraryTabs
      value={here}
      keepMounted={false}
      onChange={(name) => void navigate({ to: '.', search: name === first || name === null ? {} : { tab: name }, replace: true, resetScroll: false })}
    >
      <LibraryTabs.List>
        {tabs.map(({ name, label }) => <LibraryTabs.Tab key={name} value={name}>{label}</LibraryTabs.Tab>)}
      </LibraryTabs.List>
      {tabs.map(({ name, show }) => <LibraryTabs.Panel key={name} value={name} pt="sm">{name === here ? <Stack gap="sm">{show()}</Stack> : null}</LibraryTabs.Panel>)}
    </LibraryTabs>
  )
}
