// What changes elsewhere is seen here: the stream of changes has every question on the screen asked again.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { refresh } from './asking'

/** How the connection stands. */
export type Connection = { readonly state: 'connecting' | 'live' | 'lost'; readonly since: Date }

const PAUSE = 700

/** Follows the stream while the component is there. Changes that come together are answered together. */
export function useLive(isWanted: boolean): Connection {
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>({ state: 'connecting', since: new Date() })
  useEffect(() => {
    if (!isWanted) return
    let timer: ReturnType<typeof setTimeout> | null = null
    let again: ReturnType<typeof setTimeout> | null = null
    let source: EventSource | null = null
    const note = (state: Connection['state']) =>
      setConnection((now) => (now.state === state ? now : { state, since: new Date() }))
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = null
        void refresh(client)
      }, PAUSE)
    }
    const open = () => {
      let wasLost = false
      source = new EventSource('/api/v1/changes/stream')
      source.addEventListener('open', () => {
        note('live')
        // What happened meanwhile was not heard.
        if (wasLost) soon()
        wasLost = false
      })
      source.addEventListener('change', soon)
      source.addEventListener('error', () => {
        wasLost = true
        note('lost')
        // A server that answers with a failure is not asked again by the browser itself.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(() => { soon(); open() }, 5000)
      })
    }
    open()
    return () => {
      source?.close()
      if (timer !== null) clearTimeout(timer)
      if (again !== null) clearTimeout(again)
    }
  }, [client, isWanted])
  return connection
}
