// What can be done with a place: changed with a reason, closed once everything in it is, and opened again.
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { ReasonForm } from '~/ui/reason-form'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { MakeLocation } from './make-location'

type Line = AnswerOf<'/locations/{id}'>['location']
type Dialog = { readonly location: Line; readonly isOpen: boolean; readonly close: () => void }

export function LocationActions({ location }: { readonly location: Line }) {
  const may = useMay()
  const [dialog, show] = useState<'change' | 'close' | null>(null)
  if (!may('location.write') || !location.own) return null
  const close = () => show(null)
  const mayHold = location.kind === 'site' || location.kind === 'zone'
  return (
    <>
      {!location.closed && <Button leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={() => show('change')}>{words.form.change}</Button>}
      {!location.closed && mayHold && <MakeLocation within={location} />}
      <Button variant="default" onClick={() => show('close')}>{location.closed ? words.form.open : words.form.closeIt}</Button>
      <ChangeLocation location={location} isOpen={dialog === 'change'} close={close} />
      <CloseLocation location={location} isOpen={dialog === 'close'} close={close} />
    </>
  )
}

function ChangeLocation({ location, isOpen, close }: Dialog) {
  const command = useCommand('/locations/change')
  const yes = (is: boolean) => (is ? 'yes' : '')
  const now = {
    name: location.name, timeZone: location.timeZone, oneLot: yes(location.oneLot), oneOwner: yes(location.oneOwner),
    segregationClass: location.segregationClass ?? '', reason: '',
  }
  const fields = useFields(now, command.error, { time_zone_unknown: 'timeZone', time_zone_not_site: 'timeZone' })
  const changed = fields.changed.filter((name) => name !== 'reason')
  const value = (name: keyof typeof now) => fields.value(name).trim()
  const is = (name: (typeof changed)[number]) => changed.includes(name)
  const run = async () => {
    await command.mutateAsync({
      locationId: location.id, reason: value('reason'),
      ...(is('name') ? { name: value('name') } : {}),
      ...(is('timeZone') ? { timeZone: value('timeZone') } : {}),
      ...(is('oneLot') ? { oneLot: value('oneLot') === 'yes' } : {}),
      ...(is('oneOwner') ? { oneOwner: value('oneOwner') === 'yes' } : {}),
      ...(is('segregationClass') ? { segregationClass: value('segregationClass') === '' ? null : value('segregationClass') } : {}),
    })
    fields.clear()
    tellDone(words.locations.changed(location.code))
  }
  const isSite = location.kind === 'site'
  return (
    <FormDialog
      isOpen={isOpen} close={close} title={words.locations.changeTitle(location.code)} does={words.form.change} size="md"
      send={{ run, isPending: command.isPending, error: fields.rest, isReady: changed.length > 0 && value('reason') !== '' }}
    >
      <TextInput label={words.columns.name} data-autofocus {...fields.text('name')} />
      {isSite && <TextInput label={words.object.timeZone} {...fields.text('timeZone')} />}
      <TextInput label={words.columns.segregation} {...fields.text('segregationClass')} />
      <Checkbox size="sm" label={words.object.oneLot} {...fields.tick('oneLot')} />
      <Checkbox size="sm" label={words.object.oneOwner} {...fields.tick('oneOwner')} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}

function CloseLocation({ location, isOpen, close }: Dialog) {
  const shut = useCommand('/locations/close')
  const change = useCommand('/locations/change')
  const wants = !location.closed
  const { id: locationId, code } = location
  const shutAgain = (reason: string) => shut.mutateAsync({ locationId, reason })
  const openAgain = (reason: string) => change.mutateAsync({ locationId, closed: false, reason })
  const run = async (reason: string) => {
    await (wants ? shutAgain(reason) : openAgain(reason))
    tellDone(wants ? words.form.isClosed(code) : words.form.isOpen(code), () => (wants ? openAgain : shutAgain)(words.form.byMistake))
  }
  const used = wants ? shut : change
  return (
    <ReasonForm
      isOpen={isOpen} close={close} title={wants ? words.form.closeTitle(code) : words.form.openTitle(code)} text={wants ? words.locations.closeText : words.locations.openText}
      does={wants ? words.form.closeIt : words.form.open} send={{ run, isPending: used.isPending, error: used.error }}
    />
  )
}
