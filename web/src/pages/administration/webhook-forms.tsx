// Making a webhook, and sending again.
import { Code, MultiSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand, useQuestion } from '~/asking'
import { count } from '~/format'
import { tellDone } from '~/ui/done'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { atField, FormDialog, randomText, ShownOnce } from './form'
import type { Webhook } from './webhooks'

const said = adminWords.webhooks
const SECRET_LENGTH = 40

export function AddWebhook({ close }: { readonly close: () => void }) {
  const [url, setUrl] = useState('')
  const [kinds, setKinds] = useState<string[]>([])
  const [secret] = useState(() => randomText(SECRET_LENGTH))
  const [isMade, setMade] = useState(false)
  const create = useCommand('/webhooks')
  const known = useQuestion('/document-kinds', {})
  const run = async () => {
    await create.mutateAsync({ url: url.trim(), secret, kinds })
    setMade(true)
  }
  if (isMade) {
    return (
      <ShownOnce isOpen close={close} title={said.secretTitle} text={said.secretText} value={secret}>
        <Text size="sm">{said.proof}</Text>
        <Code block>{said.signature}</Code>
      </ShownOnce>
    )
  }
  const offered = (known.data?.kinds ?? []).map((kind) => ({ value: kind, label: words.documentOf(kind) }))
  return (
    <FormDialog isOpen close={close} title={said.add} does={said.addIt} run={run} isPending={create.isPending} error={create.error}
      told={['webhook_address', 'url']} isReady={url.trim() !== ''} size="lg">
      <TextInput label={said.address} description={said.addressHint} placeholder="https://shop.example/lotline" inputMode="url" value={url} error={atField(create.error, 'url', ['webhook_address'])}
        onChange={(event) => setUrl(event.currentTarget.value)} data-autofocus required withAsterisk={false} maxLength={2000} />
      <MultiSelect label={said.told} description={said.toldHint} placeholder={kinds.length === 0 ? said.everything : ''} data={offered} value={kinds} onChange={setKinds} searchable clearable maxDropdownHeight={240} />
      <Text size="sm" c="dimmed">{said.secretHint}</Text>
    </FormDialog>
  )
}

export function ReplayWebhook({ webhook, last, close }: { readonly webhook: Webhook; readonly last: bigint; readonly close: () => void }) {
  const [from, setFrom] = useState<string>('here')
  const [after, setAfter] = useState('')
  const replay = useCommand('/webhooks/replay')
  const run = async () => {
    const position = from === 'all' ? '0' : from === 'after' ? after.trim() : null
    await replay.mutateAsync({ webhookId: webhook.id, ...(position !== null && { after: position }) })
    tellDone(said.isReplayed)
    close()
  }
  return (
    <FormDialog isOpen close={close} title={said.replayTitle} does={said.replay} run={run} isPending={replay.isPending} error={replay.error}
      told={['position_ahead', 'after']} isReady={from !== 'after' || after.trim() !== ''}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{webhook.url}</Text>
      <Radio.Group label={said.replayFrom} value={from} onChange={setFrom}>
        <Stack gap="xs" mt={6}>
          <Radio value="here" label={said.fromHere(count(Number(webhook.position)))} />
          <Radio value="after" label={said.fromAfter} />
          {from === 'after' && <TextInput label={said.position} description={said.positionHint(count(Number(last)))} inputMode="numeric" value={after} error={atField(replay.error, 'after', ['position_ahead'])} onChange={(event) => setAfter(event.currentTarget.value)} w={220} />}
          <Radio value="all" label={said.fromAll} />
        </Stack>
      </Radio.Group>
    </FormDialog>
  )
}
