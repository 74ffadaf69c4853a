// Says on every page that the record is made up, shows how far it is loaded, and removes it.
import { Alert, Button, Group, List, Progress, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFlask } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type AnswerOf, Failure, loadDemo, removeDemo } from '~/api'
import { useQuestion } from '~/asking'
import { useMay } from '~/session'
import { Dialog } from '~/ui/dialog'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

type Demo = AnswerOf<'/demo'>

const LOOK_EVERY = 1000

/** The room the bar takes in the header. */
export const DEMO_BAR_HEIGHT = 38

/** Whether the record is the demo company; asked often while it is loaded. */
export function useDemo(): { readonly demo: Demo | null; readonly lookAgain: () => void } {
  // An answer that takes longer is waited for, and not asked for anew.
  const { data, refetch } = useQuestion('/demo', {}, { every: (last) => (last?.state === 'loading' ? LOOK_EVERY : false) })
  return { demo: data === undefined || data.state === 'none' ? null : data, lookAgain: () => void refetch() }
}

export function DemoBar({ demo, lookAgain, children }: { readonly demo: Demo; readonly lookAgain: () => void; readonly children?: ReactNode }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  const isLoading = demo.state === 'loading'
  const hint = { none: '', loading: words.demo.loading, failed: words.demo.failed, loaded: words.demo.isHint }[demo.state]
  return (
    <section aria-label={words.demo.region} style={{ background: 'var(--mantine-color-grape-light)', height: DEMO_BAR_HEIGHT, paddingInline: 'var(--mantine-spacing-sm)' }}>
      <Group gap="xs" h="100%" wrap="nowrap" justify="space-between">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <IconFlask size={18} aria-hidden="true" style={{ flexShrink: 0 }} />
          <Text size="sm" truncate><strong>{words.demo.is}</strong> <Text span size="sm" visibleFrom="sm">{hint}</Text></Text>
          {isLoading && (
            <>
              <Progress w={120} style={{ flexShrink: 0 }} value={demo.of === 0 ? 0 : (demo.done / demo.of) * 100} aria-label={words.demo.loading} />
              <Text size="xs" className="number" visibleFrom="md">{demo.of === 0 ? words.waiting : words.demo.loadingOf(demo.done, demo.of)}</Text>
            </>
          )}
        </Group>
        <Group gap={6} wrap="nowrap">
          {children}
          {may('demo.write') && demo.state === 'failed' && <Button size="compact-xs" variant="default" onClick={() => void loadDemo().finally(lookAgain)}>{words.demo.goOn}</Button>}
          {may('demo.write') && !isLoading && <Button size="compact-xs" variant="default" onClick={open}>{words.demo.remove}</Button>}
        </Group>
      </Group>
      <Remove isOpen={isOpen} close={close} demo={demo} lookAgain={lookAgain} />
    </section>
  )
}

function Remove({ isOpen, close, demo, lookAgain }: { readonly isOpen: boolean; readonly close: () => void; readonly demo: Demo; readonly lookAgain: () => void }) {
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    try {
      await removeDemo({ typed, others: demo.others })
      // Nothing on any page is there any more.
      location.assign('/')
    } catch (error) {
      setSending(false)
      if (error instanceof Failure) setFailure(error)
      lookAgain()
    }
  }
  return (
    <Dialog isOpen={isOpen} close={close} title={words.demo.removing}>
      <form onSubmit={(event) => { event.preventDefault(); void send() }}>
        <Stack>
          <Text size="sm">{words.demo.loses}</Text>
          <Stays demo={demo} />
          {demo.others > 0 && <Alert color="red" variant="light">{words.demo.losesYours(demo.others)}</Alert>}
          {failure !== null && <Problem failure={failure} />}
          <TextInput label={words.demo.type(demo.confirmation)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" data-autofocus />
          <Group justify="end">
            <Button variant="default" onClick={close}>{words.cancel}</Button>
            <Button type="submit" color="red" loading={isSending} disabled={typed.trim().toLowerCase() !== demo.confirmation}>{words.demo.remove}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

// How this Lotline is set up is its people's own, and what looked at the demo company is named.
function Stays({ demo: { stays } }: { readonly demo: Demo }) {
  if (stays === null) return null
  const { accounts, keys, webhooks, views, reports, alertRules } = stays
  const told = [['accounts', accounts], ['keys', keys], ['webhooks', webhooks], ['views', views], ['reports', reports], ['alertRules', alertRules]] as const
  return (
    <div>
      <Text size="sm" fw={600}>{words.demo.stays}</Text>
      <List size="sm">{told.filter(([, of]) => of > 0).map(([what, of]) => <List.Item key={what}>{words.demo.staysOf[what](of)}</List.Item>)}</List>
      {views + reports > 0 && <Text size="sm" mt={4}>{words.demo.staysHint}</Text>}
    </div>
  )
}

/** Offers the company to an empty record. */
export function DemoOffer() {
  const { data, refetch } = useQuestion('/demo', {})
  const may = useMay()
  const [failure, setFailure] = useState<Failure | null>(null)
  if (data?.mayLoad !== true || !may('demo.write')) return null
  const load = () =>
    loadDemo().then(() => setFailure(null), (error: unknown) => { if (error instanceof Failure) setFailure(error) }).finally(() => void refetch())
  return (
    <Stack gap="xs" mt="md">
      {failure !== null && <Problem failure={failure} />}
      <Text size="sm">{words.demo.loadHint}</Text>
      <Group><Button variant="light" onClick={() => void load()}>{words.demo.load}</Button></Group>
    </Stack>
  )
}
