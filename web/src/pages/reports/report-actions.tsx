// What is done with one report: run, pause, change, remove.
import { Button, Group, Menu } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '~/asking'
import { FormDialog } from '~/pages/administration/form'
import { tellDone } from '~/ui/done'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import type { Report } from './reports'

const said = words.reports

// The failure stands beside the buttons.
const stays = () => {}

export function ReportActions({ report, change }: { readonly report: Report; readonly change: (report: Report) => void }) {
  const [isRemoving, setRemoving] = useState(false)
  const run = useCommand('/reports/run')
  const set = useCommand('/reports/change')
  const remove = useCommand('/reports/remove')
  const { id: reportId, name, isOwn } = report
  const isOff = report.isPaused || report.stopped !== null
  const begin = async () => {
    await run.mutateAsync({ reportId })
    tellDone(said.isRun(name))
  }
  const turn = async (isPaused: boolean) => {
    await set.mutateAsync({ reportId, isPaused })
    tellDone(isPaused ? said.isOff(name) : said.isOn(name), isOwn ? () => set.mutateAsync({ reportId, isPaused: !isPaused }) : undefined)
  }
  const forget = async () => {
    await remove.mutateAsync({ reportId })
    setRemoving(false)
    tellDone(said.isRemoved(name))
  }
  const failure = run.error ?? set.error
  return (
    <Group gap="xs" wrap="nowrap">
      {isOwn && <Button size="compact-sm" variant="default" aria-label={said.runWhich(name)} loading={run.isPending} disabled={report.last?.state === 'waiting'} onClick={() => void begin().catch(stays)}>{said.run}</Button>}
      <Menu position="bottom-end">
        <Menu.Target><Button size="compact-sm" variant="default" aria-label={said.changeWhich(name)}>{words.form.more}</Button></Menu.Target>
        <Menu.Dropdown>
          {isOwn && <Menu.Item onClick={() => change(report)}>{said.change}</Menu.Item>}
          {!isOff && <Menu.Item onClick={() => void turn(true).catch(stays)}>{said.pause}</Menu.Item>}
          {isOff && isOwn && <Menu.Item onClick={() => void turn(false).catch(stays)}>{said.goOn}</Menu.Item>}
          <Menu.Item color="red" onClick={() => setRemoving(true)}>{said.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {failure !== null && <Problem failure={failure} />}
      <FormDialog isOpen={isRemoving} close={() => setRemoving(false)} title={said.removeWhich(name)} does={said.remove} color="red" run={forget} isPending={remove.isPending} error={remove.error}>{said.removeText}</FormDialog>
    </Group>
  )
}
