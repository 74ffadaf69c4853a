// Short notices at the edge of the page. What draws them comes soon after the first page, or with the first of them: it is no
// part of what must come first, and it must be here when the connection is lost. How they look comes first: a style that could
// not be fetched is not fetched again.
import { useNotifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { later } from './later'

const SOON_MS = 2500
const Drawn = later(() => import('./notices-drawn'))

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
  return isWanted && <Drawn />
}
