// The bell: how many alerts are new, and the newest of them. Opening it is having seen them.
import { ActionIcon, Group, Indicator, Popover, Stack, Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { moment } from '~/format'
import { words } from '~/words'
import { alertAddress, alertSays } from '~/pages/alerts/alert-words'

const said = words.alerts
type Latest = AnswerOf<'/alerts/unread'>['latest'][number]

export function AlertBell() {
  const { data } = useQuestion('/alerts/unread', {})
  const see = useCommand('/alerts/see')
  const [isOpen, setOpen] = useState(false)
  // What was new when it was opened stays marked as new until it is closed.
  const [shown, setShown] = useState<readonly Latest[]>([])
  const unread = data?.unread ?? 0
  const turn = (open: boolean) => {
    setOpen(open)
    if (!open) return
    setShown(data?.latest ?? [])
    if (unread > 0) see.mutate({})
  }
  return (
    <Popover opened={isOpen} onChange={turn} position="bottom-end" width={360} trapFocus returnFocus>
      <Indicator label={unread > 99 ? '99+' : String(unread)} disabled={unread === 0} size={18} offset={5} color="red.8">
        <Popover.Target>
          <ActionIcon variant="default" size={36} aria-label={said.bell(unread)} onClick={() => turn(!isOpen)}>
            <IconBell size={18} aria-hidden="true" />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap="xs">
          {shown.length === 0 && <Text size="sm">{said.nothing}</Text>}
          {shown.map((alert) => (
            <div key={alert.id}>
              <Link to={alertAddress(alert)} onClick={() => setOpen(false)} style={{ fontWeight: alert.isUnread ? 650 : 400 }}>{alertSays(alert)}</Link>
              <Text size="xs" c="dimmed">{alert.rule} · {moment(alert.openedAt)}</Text>
            </div>
          ))}
          <Group justify="space-between">
            <Link to="/alerts" onClick={() => setOpen(false)}>{said.all}</Link>
            <Text size="sm" c="dimmed">{said.open(data?.open ?? 0)}</Text>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
