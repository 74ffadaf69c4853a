// Changing what is expected: another day, less or more of a line, something else besides. What somebody else changed meanwhile is said
// beside the field, and nothing typed is lost.
import { Alert, Button, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AnswerOf, ask, type BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { labelDate } from '~/format'
import { type AddedLine, AddedLines, addedBy, isWhole } from '~/pages/fields/added-lines'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { precisionOf } from '~/ui/fields/read-date'
import { CODE, overLong } from '~/ui/fields/over-long'
import { FormDialog } from '~/ui/form-dialog'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'

type Announcement = AnswerOf<'/announcements/{id}'>
const { announce: said, orders } = words
const PATH = '/announcements/{id}'
const lineField = (id: string) => `line ${id}`

function fieldsOf({ lines, expectedOn }: Announcement): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(lines.map((line) => [lineField(line.id), line.announced])), expectedOn: expectedOn ?? '', reason: '' }
}

export function ChangeAnnouncement({ announcement }: { readonly announcement: Announcement }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('stock.receive')) return null
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={open}>{words.form.change}</Button>
      <ChangeForm announcement={announcement} isOpen={isOpen} close={close} />
    </>
  )
}

function ChangeForm({ announcement, isOpen, close }: { readonly announcement: Announcement; readonly isOpen: boolean; readonly close: () => void }) {
  const { id: announcementId, number } = announcement
  const command = useCommand('/announcements/change')
  const client = useQueryClient()
  const [more, setMore] = useState<readonly AddedLine[]>([])
  const [isNews, setNews] = useState(false)
  const now = fieldsOf(announcement)
  const fields = useFields<string>(now, command.error, { expected_day_unreadable: 'expectedOn' }, (name, value) => (name === 'expectedOn' && value !== '' ? labelDate(value) : value))
  const value = (name: string) => fields.value(name)?.trim() ?? ''
  const { error, description } = fields.text('expectedOn')
  const day = dateOf(value('expectedOn'))
  const isUnclear = value('expectedOn') !== '' && (day === null || precisionOf(day) !== 'day')
  const isLater = (day ?? '') !== now['expectedOn']
  const lines = announcement.lines.filter(({ id, announced }) => value(lineField(id)) !== announced)
  const added = addedBy(more)
  const body = (): BodyOf<'/announcements/change'> => ({
    announcementId, reason: value('reason'), ...(isLater && { expectedOn: day }),
    ...(lines.length > 0 && { lines: lines.map(({ id }) => ({ lineId: id, quantity: value(lineField(id)) })) }), ...(added.length > 0 && { add: added }),
  })
  const run = async () => {
    // Somebody may have changed it within this second: what they did is looked at before it is changed again.
    const fresh = await ask(PATH, { id: announcementId }).catch(() => announcement)
    const theirs = fieldsOf(fresh)
    client.setQueryData([PATH, { id: announcementId }], fresh)
    if ([...(isLater ? ['expectedOn'] : []), ...lines.map(({ id }) => lineField(id))].some((name) => theirs[name] !== now[name])) {
      setNews(true)
      throw new Error('The announcement changed meanwhile.')
    }
    const { answer } = await command.mutateAsync(body())
    const back: BodyOf<'/announcements/change'> = {
      announcementId, reason: said.byMistake, ...(isLater && { expectedOn: announcement.expectedOn }),
      lines: [...lines.map(({ id, announced }) => ({ lineId: id, quantity: announced })), ...answer.added.map((lineId) => ({ lineId, quantity: '0' }))],
    }
    fields.clear()
    setMore([])
    setNews(false)
    tellDone(said.isChanged(number), () => command.mutateAsync(back))
  }
  const isReady = (isLater || lines.length > 0 || added.length > 0) && !isUnclear && value('reason') !== ''
    && lines.every(({ id }) => value(lineField(id)) !== '') && more.every(isWhole)
  return (
    <FormDialog isOpen={isOpen} close={close} title={said.changeTitle(number)} does={words.form.change} send={{ run, isPending: command.isPending, error: fields.rest, isReady }}>
      {isNews && <Alert color="orange" variant="light" role="alert" title={said.news}>{orders.newsHint}</Alert>}
      <DateField label={words.columns.expectedOn} value={fields.value('expectedOn') ?? ''} onChange={(typed) => fields.set('expectedOn', typed)}
        error={error ?? description ?? (isUnclear && day !== null ? said.needsDay : undefined)} />
      <Stack gap="xs">
        {announcement.lines.map((line) => (
          <TextInput key={line.id} label={orders.lineOf(line.sku, line.name)} inputMode="numeric" rightSection={<Text size="sm" c="dimmed" pr="xs">{line.unit}</Text>} rightSectionWidth={70} {...fields.text(lineField(line.id))} />
        ))}
        <Text size="sm" c="dimmed">{said.zeroCallsOff}</Text>
        <AddedLines lines={more} set={setMore} more={(line, change) => (
          <TextInput label={said.lot} value={line.lotCode} error={overLong(line.lotCode, CODE)} onChange={(event) => change({ lotCode: event.currentTarget.value })} />
        )} />
      </Stack>
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}
