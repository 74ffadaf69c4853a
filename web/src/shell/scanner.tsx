// A scan is understood wherever the focus is: a known code opens its page, an unknown one says what can be done with it.
import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type AnswerOf, ask, Failure } from '~/api'
import { useMay } from '~/session'
import { Dialog } from '~/ui/dialog'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { addressOf } from './places'
import { noteQuick, SCAN } from './scan-event'
import { type Burst, isQuick, noBurst, scanned, withKey } from './wedge'

type Found = AnswerOf<'/find'>['rows'][number]
type Question = { readonly code: string; readonly found: readonly Found[] }

/** Hands a code over as if it had been scanned. */
export function scan(code: string): void {
  // Told to the document and heard at the window: on the way down by who waits for just this code, on the way up by the rest.
  const event = new CustomEvent(SCAN, { detail: code, cancelable: true, bubbles: true })
  document.dispatchEvent(event)
}

export function Scanner() {
  const navigate = useNavigate()
  const may = useMay()
  const [question, setQuestion] = useState<Question | null>(null)
  const answer = useCallback(
    async (code: string) => {
      try {
        spotlight.close()
        setQuestion(null)
        const { rows } = await ask('/find', { q: code })
        const exact = rows.filter(({ isExact }) => isExact)
        const [only] = exact
        if (only === undefined || exact.length > 1) return setQuestion({ code, found: exact })
        const to = addressOf(only.kind, only.id) ?? '/'
        const told = [words.kinds[only.kind], only.code] as const
        // Whoever is typing in a dialog would lose it with the page.
        if (isDialogOpen()) return notifications.show({ color: 'blue', autoClose: 8000, message: <Behind says={words.scan.behind(...told)} to={to} /> })
        notifications.show({ color: 'teal', message: words.scan.found(...told), autoClose: 2000 })
        await navigate({ to })
      } catch (error) {
        if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error) })
      }
    },
    [navigate],
  )
  useWedge()
  useEffect(() => {
    const listen = (event: Event) => {
      // The page in front has the first word; this runs after it.
      queueMicrotask(() => {
        if (!event.defaultPrevented && event instanceof CustomEvent) void answer(String(event.detail))
      })
    }
    window.addEventListener(SCAN, listen)
    return () => window.removeEventListener(SCAN, listen)
  }, [answer])
  const close = () => setQuestion(null)
  return (
    <Dialog
      isOpen={question !== null}
      close={close}
      isLoose
      isOfScan
      title={question === null ? '' : question.found.length === 0 ? words.scan.unknown(question.code) : words.scan.several(question.code)}
    >
      {question !== null && question.found.length > 0 && (
        <Stack gap="xs">
          {question.found.map(({ kind, id, code, detail }) => (
            <Button key={id} variant="default" justify="start" onClick={() => { close(); void navigate({ to: addressOf(kind, id) ?? '/' }) }}>
              {words.kinds[kind]} {code} · {detail}
            </Button>
          ))}
        </Stack>
      )}
      {question !== null && question.found.length === 0 && (
        <Stack>
          <Text size="sm">{words.scan.unknownHint}</Text>
          <Group>
            {may('stock.receive') && <Button variant="light" onClick={() => { close(); void navigate({ to: '/receive', search: { lot: question.code } }) }}>{words.scan.receive}</Button>}
            {may('item.write') && (
              <Button variant="light" onClick={() => { close(); void navigate({ to: '/items', search: { make: question.code } }) }}>{words.scan.makeItem}</Button>
            )}
            <Button variant="default" onClick={() => { close(); void navigate({ to: '/trace', search: { from: 'supplier_lot', code: question.code } }) }}>{words.scan.supplierLot}</Button>
            <Button variant="default" onClick={() => { close(); spotlight.open() }}>{words.scan.search}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}

// What was scanned while something else is being typed, to be opened beside it.
function Behind({ says, to }: { readonly says: string; readonly to: string }) {
  return <>{says} <a href={to} target="_blank" rel="noreferrer">{words.scan.open}</a></>
}

// The scanner's own and the palette have nothing typed in them that would be lost.
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]:not([data-of-scan]):not(.mantine-Spotlight-content)') !== null
}

// Listens before any field does. What was scanned into a field is taken out again.
function useWedge(): void {
  const burst = useRef<Burst>(noBurst)
  const before = useRef<{ readonly field: HTMLInputElement | HTMLTextAreaElement; readonly value: string } | null>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // When the key was pressed, however busy the page was since.
      const at = event.timeStamp
      // A key that is held down is no scanner, however quickly it comes.
      if (event.repeat) {
        burst.current = noBurst
        return
      }
      if (event.key === 'Enter' || event.key === 'Tab') {
        const code = scanned(burst.current, at)
        burst.current = noBurst
        if (code === null) return
        event.preventDefault()
        event.stopImmediatePropagation()
        restore(before.current)
        scan(code)
        return
      }
      const key = event.ctrlKey && event.key === ']' ? '\u{1d}' : event.key
      if (key.length !== 1 || event.metaKey || (event.ctrlKey && key !== '\u{1d}')) return
      if (isQuick(burst.current, at)) noteQuick(event)
      const next = withKey(burst.current, key, at)
      if (next.text.length === 1) before.current = fieldOf(event.target)
      burst.current = next
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [])
}

function fieldOf(target: EventTarget | null) {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isField ? { field: target, value: target.value } : null
}

function restore(before: { readonly field: HTMLInputElement | HTMLTextAreaElement; readonly value: string } | null): void {
  if (before === null || before.field.value === before.value) return
  const prototype = before.field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  // React listens to the setter of the element's own class.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(before.field, before.value)
  before.field.dispatchEvent(new Event('input', { bubbles: true }))
}
