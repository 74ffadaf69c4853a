// What is looked for, and who is told: the rules, and below how much items are to be ordered again.
import { Badge, Button, Group, Menu, Stack, Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { count, moment } from '~/format'
import { useMay } from '~/session'
import { text } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import type { GridColumn } from '~/ui/grid-columns'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { ReorderPoints } from './reorder-points'
import { RuleForm } from './rule-form'

const said = words.alerts
const DAY = 86_400_000

/** A rule as the page shows it. */
export type Rule = AnswerOf<'/alert-rules'>['rules'][number]

export default function AlertRules() {
  const may = useMay()
  const [changed, change] = useState<Rule | 'new' | null>(null)
  return (
    <Page title={said.rules} actions={
      <>
        <Button variant="default" renderRoot={(props) => <Link to="/alerts" {...props} />}>{words.places.alerts}</Button>
        <Button variant="default" renderRoot={(props) => <Link to="/alerts/mine" {...props} />}>{said.mine.open}</Button>
        {may('alert.write') && <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => change('new')}>{said.addRule}</Button>}
      </>
    }>
      <Stack gap="md">
        <Rules change={change} />
        <ReorderPoints />
      </Stack>
      {changed !== null && <RuleForm known={changed === 'new' ? null : changed} close={() => change(null)} />}
    </Page>
  )
}

function Rules({ change }: { readonly change: (rule: Rule) => void }) {
  const may = useMay()
  const { data, error, refetch } = useQuestion('/alert-rules', {})
  if (error !== null) return <Problem failure={error} again={() => void refetch()} />
  const columns: readonly GridColumn<Rule>[] = [
    text('name', words.columns.name, ({ name }) => name),
    text('kind', said.lookedFor, (rule) => said.looksFor(rule.kind, rule.days, rule.attributeTitle)),
    text('site', words.columns.site, ({ site }) => site ?? said.everywhere),
    text('roles', said.toldTo, ({ roles, people }) => [...roles.map((role) => words.roleOf[role]?.label ?? role), ...people.map(({ name }) => name)].join(', ')),
    text('reach', said.reach, ({ reach }) => said.reachOf[reach]),
    { ...text<Rule>('open', said.openNow, ({ open }) => count(open), { isNumber: true }), cell: ({ open, id }) => (open === 0 ? '0' : <Link to={`/alerts?ruleId=${id}`}>{count(open)}</Link>) },
    { ...text<Rule>('state', words.columns.state, stateOf), cell: (rule) => <Badge variant="light" color={stateOf(rule) === said.on ? 'teal' : 'gray'}>{stateOf(rule)}</Badge> },
    ...(may('alert.write') ? [{ id: 'actions', label: adminWords.people.change, text: () => '', cell: (rule: Rule) => <Actions rule={rule} change={change} /> }] : []),
  ]
  return <PlainTable label={said.rules} columns={columns} rows={data?.rules ?? []} rowId={({ id }) => id} none={data === undefined ? words.waiting : said.noRule} />
}

const isMuted = ({ mutedUntil }: Rule) => mutedUntil !== null && Date.parse(mutedUntil) > Date.now()

function stateOf(rule: Rule): string {
  if (!rule.isOn) return said.off
  return isMuted(rule) ? said.mutedUntil(moment(rule.mutedUntil ?? '')) : said.on
}

function Actions({ rule, change }: { readonly rule: Rule; readonly change: (rule: Rule) => void }) {
  const set = useCommand('/alert-rules/change')
  const run = async (next: { readonly isOn?: boolean; readonly mutedUntil?: string | null }, back: typeof next, says: string) => {
    try {
      await set.mutateAsync({ ruleId: rule.id, ...next })
    } catch {
      // The failure stands beside the button.
      return
    }
    tellDone(says, () => set.mutateAsync({ ruleId: rule.id, ...back }))
  }
  const mute = (days: number) => run({ mutedUntil: new Date(Date.now() + days * DAY).toISOString() }, { mutedUntil: rule.mutedUntil }, said.isMuted(rule.name))
  return (
    <Group gap="xs" wrap="nowrap">
      <Switch aria-label={said.turn(rule.name)} checked={rule.isOn} onChange={() => void run({ isOn: !rule.isOn }, { isOn: rule.isOn }, rule.isOn ? said.isOff(rule.name) : said.isTurnedOn(rule.name))} />
      <Button size="compact-sm" variant="default" aria-label={said.changeWhich(rule.name)} onClick={() => change(rule)}>{adminWords.people.change}</Button>
      <Menu position="bottom-end">
        <Menu.Target><Button size="compact-sm" variant="default" aria-label={said.muteWhich(rule.name)}>{said.mute}</Button></Menu.Target>
        <Menu.Dropdown>
          {[1, 7, 30].map((days) => <Menu.Item key={days} onClick={() => void mute(days)}>{said.muteFor(days)}</Menu.Item>)}
          {isMuted(rule) && <Menu.Item onClick={() => void run({ mutedUntil: null }, { mutedUntil: rule.mutedUntil }, said.isLoud(rule.name))}>{said.loud}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {set.error !== null && <Problem failure={set.error} />}
    </Group>
  )
}
