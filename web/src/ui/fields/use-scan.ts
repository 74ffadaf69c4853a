// Scans within a form: the field that has the focus takes them; a page may take those nobody else wants.
import { type RefObject, useEffect, useRef } from 'react'
import { SCAN } from '~/shell/scan-event'

/** Takes every scan while the field has the focus; it bears `data-takes-scans`. */
export function useFieldScan(field: RefObject<HTMLElement | null>, take: (code: string) => void): void {
  useScans((code) => {
    if (document.activeElement !== field.current || field.current === null) return false
    take(code)
    return true
  })
}

/** Takes for the page the scans that no field of it takes. */
export function usePageScan(take: (code: string) => void): void {
  useScans((code) => {
    if (document.activeElement?.hasAttribute('data-takes-scans') === true) return false
    take(code)
    return true
  })
}

/** Takes a scan before any field does, when `take` says that it is its own: a number that was waited for. */
export function useFirstScan(take: (code: string) => boolean): void {
  useScans(take, true)
}

// Takes the scans for which `take` says true; the rest are left to whoever else listens.
function useScans(take: (code: string) => boolean, isFirst = false): void {
  const last = useRef(take)
  useEffect(() => {
    last.current = take
  })
  useEffect(() => {
    const listen = (event: Event) => {
      if (event.defaultPrevented || !(event instanceof CustomEvent)) return
      if (last.current(String(event.detail))) event.preventDefault()
    }
    window.addEventListener(SCAN, listen, { capture: isFirst })
    return () => window.removeEventListener(SCAN, listen, { capture: isFirst })
  }, [isFirst])
}

/** Puts the focus on the field after this one in its form. */
export function focusNext(field: HTMLElement | null): void {
  const form = field?.closest('form')
  if (!field || !form) return
  const fields = [...form.querySelectorAll<HTMLElement>('input:not([disabled]):not([type=hidden]), textarea, button[type=submit]')]
  fields[fields.indexOf(field) + 1]?.focus()
}
