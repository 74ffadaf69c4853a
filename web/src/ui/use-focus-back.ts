// Whoever closes a dialog is back where they opened it, also when it was opened from a menu that is gone by now.
import { useLayoutEffect } from 'react'

/** Longer than the library takes to let go of the focus. */
const SOON = 30

export function useFocusBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return
    const from = openerOf(document.activeElement)
    return () => {
      // The dialog may take a moment to go, with the focus in it.
      const left = document.activeElement
      setTimeout(() => {
        const { activeElement } = document
        // Somebody else has it already: another dialog, or a field of the page that was gone to.
        if (activeElement !== null && activeElement !== document.body && activeElement !== from && activeElement !== left) return
        const back = from?.isConnected === true ? from : document.querySelector('main h1')
        if (back instanceof HTMLElement) back.focus({ preventScroll: true })
      }, SOON)
    }
  }, [isOpen])
}

// An item of a menu goes with its menu: what opened the menu stays.
function openerOf(element: Element | null): HTMLElement | null {
  const menu = element?.closest('[role=menu]')
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}
