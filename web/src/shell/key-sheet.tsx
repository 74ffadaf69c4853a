// The keys of the whole app, and the sheet that lists them. Whoever does not want keys of one letter switches them off.
import { Kbd, Stack, Switch, Table } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isTyping } from '~/ui/keys'
import { Dialog } from '~/ui/dialog'
import { words } from '~/words'
import { allPlaces } from './places'
import { isOfScan, unlessScan } from './scan-event'

const SECOND_LETTER_MS = 1200

/** `g` and a letter goes somewhere, `/` finds, `f` searches the list, `?` shows the sheet. */
export function useShellKeys(openSheet: () => void): void {
  const navigate = useNavigate()
  const [areOn] = useLetterKeys()
  const began = useRef(0)
  useEffect(() => {
    if (!areOn) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isOfScan(event)) return
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
      const wasG = performance.now() - began.current < SECOND_LETTER_MS
      began.current = event.key === 'g' ? performance.now() : 0
      const place = wasG ? allPlaces.find(({ key }) => key === event.key) : undefined
      if (place !== undefined) return void navigate({ to: place.to })
      const act = { '/': spotlight.open, '?': openSheet, f: toSearch }[event.key]
      if (act === undefined) return
      event.preventDefault()
      unlessScan(act)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [areOn, navigate, openSheet])
}

function toSearch(): void {
  document.querySelector<HTMLElement>('[data-list-search]')?.focus()
}

function useLetterKeys() {
  const [areOn, set] = useLocalStorage({ key: 'lotline-letter-keys', defaultValue: true, getInitialValueInEffect: false })
  return [areOn, set] as const
}

export function KeySheet({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const [areOn, set] = useLetterKeys()
  return (
    <Dialog isOpen={isOpen} close={close} title={words.keys.title} isLoose>
      <Stack>
        <Table>
          <Table.Tbody>
            {words.keys.rows.map(([keys, does]) => (
              <Table.Tr key={keys}>
                <Table.Td><Kbd>{keys}</Kbd></Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch label={words.keys.off} description={words.keys.offHint} checked={areOn} onChange={(event) => set(event.currentTarget.checked)} />
      </Stack>
    </Dialog>
  )
}
