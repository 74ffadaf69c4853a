// How alerts reach whoever is signed in: where they are written to, when digests come, how each rule reaches them, what is silent.
import { Alert, Badge, Button, Group, Menu, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { addDays } from '#kernel'
import type { AnswerOf, BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { count, labelDate, moment, today } from '~/format'
import { atField } from '~/pages/administration/form'
import { text } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { alertAddress, alertThing } from './alert-words'

const said = words.alerts
const mine = said.mine

type Own = AnswerOf<'/alerts/reach'>
type OwnRule = Own['rules'][number]
type Silence = Own['silences'][number]
type Reach = NonNullable<BodyOf<'/alerts/reach'>['reach']>

export default function MyAlerts() {
  const { data, error, refetch } = useQuestion('/alerts/reach', {})
  return (
    <Page title={mine.title} actions={<Button variant="default" renderRoot={(props) => <Link to="/alerts" {...props} />}>{words.places.alerts}</Button>}>
      {error !== null && <Problem failure={error} again={() => void refetch()} />}
      {data === undefined ? error === null && <Text>{words.waiting}</Text> : (
        <Stack gap="md">
          <MailBanner own={data} />
          <Rules own={data} />
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Address key={data.email} known={data.email} />
            <Digests key={`${data.at} ${data.weekday}`} own={data} />
          </SimpleGrid>
          <Silences silences={data.silences} />
        </Stack>
      )}
    </Page>
  )
}

function MailBanner({ own }: { readonly own: Own }) {
  const wantsMail = own.rules.some((rule) => (rule.chosen ?? rule.usual) !== 'app')
  if (!own.isMailSetUp) return <Alert color="orange" variant="light" title={mine.unset}>{mine.unsetHint}</Alert>
  if (own.email === null && wantsMail) return <Alert color="orange" variant="light" title={mine.noAddress}>{mine.noAddressHint}</Alert>
  return null
}

function Address({ known }: { readonly known: string | null }) {
  const [email, setEmail] = useState(known ?? '')
  const change = useCommand('/accounts/change-email')
  const next = email.trim() === '' ? null : email.trim()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await change.mutateAsync({ email: next })
    } catch {
      // The failure stands beside the field.
      return
    }
    tellDone(next === null ? mine.addressGone : mine.addressKept(next), () => change.mutateAsync({ email: known }))
  }
  const atEmail = atField(change.error, 'email')
  return (
    <Section title={mine.address}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="xs" align="start">
          <TextInput inputMode="email" label={adminWords.people.email} description={mine.addressHint} value={email} error={atEmail} onChange={(event) => setEmail(event.currentTarget.value)} autoComplete="email" maxLength={254} w="100%" maw={380} />
          {change.error !== null && atEmail === undefined && <Problem failure={change.error} />}
          <Button type="submit" variant="default" loading={change.isPending} disabled={next === known}>{words.save}</Button>
        </Stack>
      </form>
    </Section>
  )
}

function Digests({ own }: { readonly own: Own }) {
  const [at, setAt] = useState(own.at)
  const [weekday, setWeekday] = useState(String(own.weekday))
  const set = useCommand('/alerts/digest')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await set.mutateAsync({ at, weekday: Number(weekday) })
    } catch {
      // The failure stands below.
      return
    }
    tellDone(mine.digestKept, () => set.mutateAsync({ at: own.at, weekday: own.weekday }))
  }
  return (
    <Section title={mine.digests}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="xs" align="start">
          <Text size="sm">{mine.digestText(own.timeZone)}</Text>
          <Group gap="sm">
            <TextInput type="time" label={mine.at} value={at} onChange={(event) => setAt(event.currentTarget.value)} required withAsterisk={false} />
            <NativeSelect label={mine.weekday} data={mine.weekdays.map((label, nth) => ({ value: String(nth + 1), label }))} value={weekday} onChange={(event) => setWeekday(event.currentTarget.value)} />
          </Group>
          {set.error !== null && <Problem failure={set.error} />}
          <Button type="submit" variant="default" loading={set.isPending} disabled={at === '' || (at === own.at && Number(weekday) === own.weekday)}>{words.save}</Button>
        </Stack>
      </form>
    </Section>
  )
}

function Rules({ own }: { readonly own: Own }) {
  const columns: readonly GridColumn<OwnRule>[] = [
    text('name', said.rule, ({ name }) => name),
    text('kind', said.lookedFor, (rule) => `${said.looksFor(rule.kind, rule.days, rule.attribute)}${rule.site === null ? '' : mine.atSite(rule.site)}`),
    { ...text<OwnRule>('open', said.openNow, ({ open }) => count(open), { isNumber: true }), cell: ({ open, ruleId }) => (open === 0 ? '0' : <Link to={`/alerts?ruleId=${ruleId}`}>{count(open)}</Link>) },
    { id: 'reach', label: mine.reaches, text: (rule) => said.reachOf[rule.chosen ?? rule.usual] ?? '', cell: (rule) => <ReachChoice rule={rule} /> },
    { id: 'mute', label: words.columns.state, text: stateOf, cell: (rule) => <Mute rule={rule} /> },
  ]
  return (
    <Section title={mine.rules}>
      <PlainTable label={mine.rules} columns={columns} rows={own.rules} rowId={({ ruleId }) => ruleId} none={mine.noRule} />
    </Section>
  )
}

const reaches: readonly Reach[] = ['app', 'mail', 'daily', 'weekly']
const USUAL = 'usual'

function ReachChoice({ rule }: { readonly rule: OwnRule }) {
  const set = useCommand('/alerts/reach')
  const { ruleId, chosen } = rule
  const choose = async (value: string) => {
    const reach = reaches.find((one) => one === value) ?? null
    try {
      await set.mutateAsync({ ruleId, reach })
    } catch {
      // The failure stands beside it.
      return
    }
    tellDone(mine.isChosen(rule.name, said.reachOf[reach ?? rule.usual] ?? ''), () => set.mutateAsync({ ruleId, reach: chosen }))
  }
  return (
    <>
      <NativeSelect aria-label={mine.reachesWhich(rule.name)} size="xs" miw={{ base: 0, sm: 215 }} value={chosen ?? USUAL} disabled={set.isPending} onChange={(event) => void choose(event.currentTarget.value)}
        data={[{ value: USUAL, label: mine.usual(said.reachOf[rule.usual] ?? '') }, ...reaches.map((one) => ({ value: one, label: said.reachOf[one] ?? one }))]} />
      {set.error !== null && <Problem failure={set.error} />}
    </>
  )
}

function stateOf({ isOn, ruleMutedUntil, mutedUntil }: OwnRule): string {
  if (!isOn) return said.off
  if (mutedUntil !== null) return said.mutedUntil(labelDate(mutedUntil))
  return ruleMutedUntil !== null ? mine.mutedForAll(moment(ruleMutedUntil)) : said.on
}

function Mute({ rule }: { readonly rule: OwnRule }) {
  const set = useCommand('/alerts/reach')
  const { ruleId, name, mutedUntil } = rule
  const mute = async (until: string | null, says: string) => {
    try {
      await set.mutateAsync({ ruleId, mutedUntil: until })
    } catch {
      // The failure stands beside the button.
      return
    }
    tellDone(says, () => set.mutateAsync({ ruleId, mutedUntil }))
  }
  return (
    <Group gap="xs">
      <Badge variant="light" color={stateOf(rule) === said.on ? 'teal' : 'gray'}>{stateOf(rule)}</Badge>
      <Menu position="bottom-end">
        <Menu.Target><Button size="compact-sm" variant="default" aria-label={mine.muteWhich(name)} loading={set.isPending}>{said.mute}</Button></Menu.Target>
        <Menu.Dropdown>
          {[1, 7, 30].map((days) => <Menu.Item key={days} onClick={() => void mute(addDays(today(), days), mine.isMuted(name))}>{said.muteFor(days)}</Menu.Item>)}
          {mutedUntil !== null && <Menu.Item onClick={() => void mute(null, mine.isLoud(name))}>{said.loud}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {set.error !== null && <Problem failure={set.error} />}
    </Group>
  )
}

function Silences({ silences }: { readonly silences: readonly Silence[] }) {
  const columns: readonly GridColumn<Silence>[] = [
    { ...text<Silence>('thing', said.says, alertThing), cell: (one) => <Link to={alertAddress(one)}>{alertThing(one)}</Link> },
    text('rule', said.rule, ({ rule }) => rule),
    text('until', mine.until, ({ until }) => labelDate(until)),
    { id: 'actions', label: adminWords.people.change, text: () => '', cell: (one) => <TellAgain silence={one} /> },
  ]
  return (
    <Section title={mine.silences}>
      <PlainTable label={mine.silences} columns={columns} rows={silences} rowId={({ alertId }) => alertId} none={mine.noSilence} />
    </Section>
  )
}

function TellAgain({ silence }: { readonly silence: Silence }) {
  const set = useCommand('/alerts/silence')
  const { alertId, until } = silence
  const end = async () => {
    try {
      await set.mutateAsync({ alertId, until: null })
    } catch {
      // The failure stands beside the button.
      return
    }
    tellDone(mine.isHeard(alertThing(silence)), () => set.mutateAsync({ alertId, until }))
  }
  return (
    <>
      <Button size="compact-sm" variant="default" loading={set.isPending} aria-label={mine.tellAgainWhich(alertThing(silence))} onClick={() => void end()}>{mine.tellAgain}</Button>
      {set.error !== null && <Problem failure={set.error} />}
    </>
  )
}
