// Muting one thing for oneself until a day, and hearing of it again.
import { Button, Menu } from '@mantine/core'
import { addDays } from '#kernel'
import type { RowOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { labelDate, today } from '~/format'
import { tellDone } from '~/ui/done'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { alertThing } from './alert-words'

const said = words.alerts

export function SilenceMenu({ alert }: { readonly alert: RowOf<'/alerts'> }) {
  const set = useCommand('/alerts/silence')
  const thing = alertThing(alert)
  const { data } = useQuestion('/alerts/reach', {})
  const muted = data?.silences.find(({ alertId }) => alertId === alert.id)?.until ?? null
  const silence = async (until: string | null) => {
    try {
      await set.mutateAsync({ alertId: alert.id, until })
    } catch {
      // The failure stands beside the button.
      return
    }
    tellDone(until === null ? said.mine.isHeard(thing) : said.mine.isSilent(thing, labelDate(until)), () => set.mutateAsync({ alertId: alert.id, until: muted }))
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-sm" variant={muted === null ? 'default' : 'light'} loading={set.isPending} aria-label={muted === null ? said.mine.silenceWhich(thing) : said.mine.mutedWhich(thing, labelDate(muted))}>
            {muted === null ? said.mute : said.mine.muted}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {muted !== null && <Menu.Label>{said.mutedUntil(labelDate(muted))}</Menu.Label>}
          {muted !== null && <Menu.Item onClick={() => void silence(null)}>{said.mine.tellAgain}</Menu.Item>}
          {[1, 7, 30].map((days) => <Menu.Item key={days} onClick={() => void silence(addDays(today(), days))}>{said.muteFor(days)}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {set.error !== null && <Problem failure={set.error} />}
    </>
  )
}
