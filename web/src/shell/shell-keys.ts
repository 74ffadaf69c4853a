// The keys of the whole app. Whoever does not want keys of one letter switches them off on the sheet that lists them.
import { useLocalStorage } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isTyping } from '~/ui/keys'
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

/** Whether keys of one letter do something, and the switch of it. */
export function useLetterKeys() {
  const [areOn, set] = useLocalStorage({ key: 'lotline-letter-keys', defaultValue: true, getInitialValueInEffect: false })
  return [areOn, set] as const
}
