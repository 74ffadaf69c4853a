import { Notifications } from '@mantine/notifications'

export default function DrawnNotices() {
  return <Notifications position="bottom-right" />
}
