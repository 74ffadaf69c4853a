// Short notices at the edge of the page. What draws them comes soon after the first page, or with the first of them: it is no
// part of what must come first, and it must be here when the connection is lost.
import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useState } from 'react'

const SOON_MS = 2500
const Drawn = lazy(() => import('./notices-drawn'))

export function Notices() {
  const { notifications } = useNotifications()
  const [isSoon, set] = useState(false)
  const isWanted = isSoon || notifications.length > 0
  useEffect(() => {
    const soon = setTimeout(set, SOON_MS, true)
    return () => clearTimeout(soon)
  }, [])
  // Once drawn they stay: one that goes is drawn until it is gone.
  useEffect(() => {
    if (isWanted) set(true)
  }, [isWanted])
  return isWanted && <Suspense fallback={null}><Drawn /></Suspense>
}
