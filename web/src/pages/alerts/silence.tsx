// Muting one thing for oneself until a day.
import { Button, Menu } from '@mantine/core'
import { addDays } from '#kernel'
import type { RowOf } from '~/api'
import { useCommand } from '~/asking'
import { labelDate, today } from '~/format'
import { tellDone } from '~/ui/done'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { alertThing } from './alert-words'

const said = words.alerts

export function SilenceMenu({ alert }: { readonly alert: RowOf<'/alerts'> }) {
  const set = useCommand('/alerts/silence')
  const thing = alertThing(alert)
  const silence = async (until: string) => {
    try {
      await set.mutateAsync({ alertId: alert.id, until })
    } catch {
      // The failure stands beside the button.
      return
    }
    tellDone(said.mine.isSilent(thing, labelDate(until)), () => set.mutateAsync({ alertId: alert.id, until: null }))
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><Button size="compact-sm" variant="default" loading={set.isPending} aria-label={said.mine.silenceWhich(thing)}>{said.mute}</Button></Menu.Target>
        <Menu.Dropdown>
          {[1, 7, 30].map((days) => <Menu.Item key={days} onClick={() => void silence(addDays(today(), days))}>{said.muteFor(days)}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {set.error !== null && <Problem failure={set.error} />}
    </>
  )
}
