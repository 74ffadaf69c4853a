// Whether what others do is seen here. Shape as well as colour: a ring while connecting, a cross when lost.
import { Tooltip } from '@mantine/core'
import { IconCircleCheckFilled, IconCircleDotted, IconPlugConnectedX } from '@tabler/icons-react'
import { moment } from '~/format'
import type { Connection } from '~/live'
import { words } from '~/words'

export function ConnectionLight({ connection }: { readonly connection: Connection }) {
  const says = {
    live: words.shell.live,
    connecting: words.shell.connecting,
    lost: words.shell.lost(moment(connection.since.toISOString())),
  }[connection.state]
  const Icon = { live: IconCircleCheckFilled, connecting: IconCircleDotted, lost: IconPlugConnectedX }[connection.state]
  const colour = { live: 'var(--mantine-color-teal-7)', connecting: 'var(--mantine-color-dimmed)', lost: 'var(--mantine-color-error)' }[connection.state]
  return (
    <Tooltip label={says} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
      <span role="status" aria-label={says} data-connection={connection.state} tabIndex={0} style={{ display: 'inline-flex', color: colour }}>
        <Icon size={18} aria-hidden="true" />
      </span>
    </Tooltip>
  )
}
