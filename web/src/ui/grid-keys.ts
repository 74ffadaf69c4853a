// The keys of a grid: j and k or the arrows move, x ticks, Shift+x ticks up to here, Enter opens, Ctrl+Enter in a new tab.
import { type RefObject, useEffect, useRef } from 'react'
import { isOfScan } from '~/shell/scan-event'
import type { DataGridProps } from './data-grid'
import { isTyping } from './keys'

type Keys<Row> = Pick<DataGridProps<Row>, 'rows' | 'rowId' | 'rowAddress' | 'open' | 'selection' | 'onSelect'> & {
  readonly frame: RefObject<HTMLElement | null>
  readonly active: number
  readonly setActive: (at: number) => void
  readonly show: (at: number) => void
}

/** Listens wherever the focus is, unless somebody types or a dialog is open. */
export function useGridKeys<Row>(keys: Keys<Row>): void {
  const latest = useRef(keys)
  latest.current = keys
  const ticked = useRef(-1)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { rows, active, frame } = latest.current
      if (event.defaultPrevented || event.altKey || isTyping(event) || isOfScan(event) || rows.length === 0) return
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
      const isInside = frame.current?.contains(document.activeElement) === true
      const arrows = isInside ? { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 } : {}
      const step = new Map(Object.entries({ j: 1, k: -1, ...arrows })).get(event.key)
      if (step !== undefined && !event.ctrlKey && !event.metaKey) return move(event, active + step)
      if (isInside && event.key === 'Home') return move(event, 0)
      if (isInside && event.key === 'End') return move(event, rows.length - 1)
      if (active < 0) return
      if (event.key === 'Enter' && !isOnControl(event)) openRow(event)
      if (event.key.toLowerCase() === 'x' && !event.ctrlKey && !event.metaKey) tick(event)
    }
    const move = (event: KeyboardEvent, wanted: number) => {
      event.preventDefault()
      const { rows, setActive, show, frame } = latest.current
      const at = Math.max(0, Math.min(rows.length - 1, wanted))
      setActive(at)
      show(at)
      // The row may have to be drawn before it can have the focus.
      requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true }))
    }
    const openRow = (event: KeyboardEvent) => {
      const { rows, active, rowAddress, open } = latest.current
      const row = rows[active]
      const address = row === undefined ? null : (rowAddress?.(row) ?? null)
      if (address === null) return
      event.preventDefault()
      open(address, event.ctrlKey || event.metaKey)
    }
    const tick = (event: KeyboardEvent) => {
      const { rows, active, rowId, selection, onSelect } = latest.current
      if (onSelect === undefined) return
      event.preventDefault()
      const from = event.shiftKey && ticked.current >= 0 ? ticked.current : active
      const wanted = rows.slice(Math.min(from, active), Math.max(from, active) + 1).map(rowId)
      const here = rows[active]
      const isOn = here !== undefined && selection[rowId(here)] === true && !event.shiftKey
      const rest = Object.entries(selection).filter(([id]) => !wanted.includes(id))
      onSelect(Object.fromEntries([...rest, ...(isOn ? [] : wanted.map((id) => [id, true] as const))]))
      ticked.current = active
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function isOnControl({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('a, button, input, select, textarea, [role="menu"]') !== null
}
