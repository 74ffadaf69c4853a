// A part that is fetched when it is first needed. Without a connection it is not there yet, and comes when there is one again: what
// somebody works at stays as it is meanwhile.
import { type ComponentType, createElement, useEffect, useState } from 'react'

const AGAIN_MS = 2000

/** `Waiting` is shown until the part is there; nothing, when nobody waits for it. */
export function later<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>, Waiting?: ComponentType): ComponentType<Props> {
  let come: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [part, set] = useState(() => come)
    useEffect(() => {
      if (part !== null) return
      let again: ReturnType<typeof setTimeout> | undefined
      let isLeft = false
      const fetchIt = () => void load().then(
        (found) => {
          come = found.default
          if (!isLeft) set(() => found.default)
        },
        () => { if (!isLeft) again = setTimeout(fetchIt, AGAIN_MS) },
      )
      fetchIt()
      return () => {
        isLeft = true
        clearTimeout(again)
      }
    }, [part])
    if (part !== null) return createElement(part, props)
    return Waiting === undefined ? null : <Waiting />
  }
}
