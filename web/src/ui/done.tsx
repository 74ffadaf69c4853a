// Says that something was recorded, and takes it back while it is shown where the server can.
import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Failure } from '~/api'
import { words } from '~/words'
import { sentenceOf } from './problem'

const SECONDS = 10

/** Shows what was done; `undo` is offered for ten seconds. */
export function tellDone(says: string, undo?: () => Promise<unknown>): void {
  const take = async (id: string) => {
    notifications.hide(id)
    try {
      await undo?.()
      notifications.show({ color: 'teal', message: words.undone })
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error), autoClose: false })
    }
  }
  const id: string = notifications.show({
    color: 'teal',
    autoClose: SECONDS * 1000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{says}</span>
        {undo !== undefined && <Button size="compact-sm" variant="light" flex="none" onClick={() => void take(id)}>{words.undo}</Button>}
      </Group>
    ),
  })
}
