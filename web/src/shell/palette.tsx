// Find or do anything: places, what was looked at lately, and everything whose code or name begins as typed.
import { Modal, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useQuestion } from '~/asking'
import { useMay } from '~/session'
import { words } from '~/words'
import { actions } from './actions'
import { addressOf, allPlaces } from './places'
import { readRecent } from './recent'

const PAUSE = 120

/** The palette; Ctrl+K opens it from anywhere, also while typing. */
export function Palette() {
  const navigate = useNavigate()
  const may = useMay()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), PAUSE)
  const found = useQuestion('/find', { q: wanted }, { enabled: wanted !== '', keep: true })
  const go = (to: string) => () => void navigate({ to })
  const low = text.trim().toLowerCase()
  const places = allPlaces.filter(({ label }) => label.toLowerCase().includes(low))
  const can = actions.filter(({ label, needs }) => label.toLowerCase().includes(low) && may(needs))
  const recent = low === '' ? readRecent() : readRecent().filter(({ title }) => title.toLowerCase().includes(low))
  const rows = wanted === '' || low === '' ? [] : (found.data?.rows ?? [])
  return (
    <Spotlight.Root
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={() => setText('')}
      scrollable
      maxHeight={420}
    >
      <VisuallyHidden><Modal.Title>{words.shell.find}</Modal.Title></VisuallyHidden>
      <Spotlight.Search placeholder={words.shell.findHint} aria-label={words.shell.find} leftSection={<IconSearch size={18} aria-hidden="true" />} />
      <Spotlight.ActionsList>
        {rows.length > 0 && (
          <Spotlight.ActionsGroup label={words.shell.found}>
            {rows.map(({ kind, id, code, detail }) => (
              <Spotlight.Action key={id} label={`${words.kinds[kind]} ${code}`} description={detail} onClick={go(addressOf(kind, id) ?? '/')} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {recent.length > 0 && (
          <Spotlight.ActionsGroup label={words.shell.recent}>
            {recent.map(({ address, title }) => <Spotlight.Action key={address} label={title} onClick={go(address)} />)}
          </Spotlight.ActionsGroup>
        )}
        {can.length > 0 && (
          <Spotlight.ActionsGroup label={words.shell.actions}>
            {can.map(({ name, to, search, label, icon: Icon }) => (
              <Spotlight.Action key={name} label={label} leftSection={<Icon size={18} aria-hidden="true" />} onClick={() => void navigate({ to, search })} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={words.shell.goTo}>
            {places.map(({ to, label, icon: Icon }) => (
              <Spotlight.Action key={to} label={label} leftSection={<Icon size={18} aria-hidden="true" />} onClick={go(to)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {rows.length + recent.length + can.length + places.length === 0 && (
          <Spotlight.Empty>{found.isFetching ? words.shell.findWaiting : words.shell.findNothing}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
