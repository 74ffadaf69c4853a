// What can be done with a partner: changed with a reason, closed and opened again.
import { Button, Textarea, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf, BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { ReasonForm } from '~/ui/reason-form'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { type PartnerField, PartnerFields, ROLES } from './partner-fields'

type PartnerPage = AnswerOf<'/partners/{id}'>
type Dialog = { readonly page: PartnerPage; readonly isOpen: boolean; readonly close: () => void }
type Undo = (body: BodyOf<'/partners/change'>) => Promise<unknown>

export function PartnerActions({ page }: { readonly page: PartnerPage }) {
  const may = useMay()
  const [dialog, show] = useState<'change' | 'close' | null>(null)
  const again = useCommand('/partners/change')
  if (!may('partner.write')) return null
  const { partner } = page
  const close = () => show(null)
  return (
    <>
      {!partner.closed && <Button leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={() => show('change')}>{words.form.change}</Button>}
      {!partner.self && <Button variant="default" onClick={() => show('close')}>{partner.closed ? words.form.open : words.form.closeIt}</Button>}
      <ChangePartner page={page} isOpen={dialog === 'change'} close={close} />
      <ClosePartner page={page} isOpen={dialog === 'close'} close={close} undo={again.mutateAsync} />
    </>
  )
}

const TEXTS = ['name', 'email', 'phone', 'address', 'country'] as const
const DAYS = ['leastLifeDays', 'transitDays'] as const

function ChangePartner({ page: { partner, detail }, isOpen, close }: Dialog) {
  const command = useCommand('/partners/change')
  const yes = (is: boolean) => (is ? 'yes' : '')
  const now: Readonly<Record<PartnerField | 'reason', string>> = {
    name: partner.name ?? '', supplier: yes(partner.supplier), customer: yes(partner.customer), owner: yes(partner.owner),
    leastLifeDays: partner.leastLifeDays?.toString() ?? '', transitDays: partner.transitDays?.toString() ?? '',
    email: detail.email ?? '', phone: detail.phone ?? '', address: detail.address ?? '', country: detail.country ?? '', reason: '',
  }
  const fields = useFields(now, command.error, {})
  const changed = fields.changed.filter((name) => name !== 'reason')
  const value = (name: PartnerField | 'reason') => fields.value(name).trim()
  const is = (name: PartnerField) => changed.includes(name)
  const run = async () => {
    const texts = TEXTS.filter(is).map((name) => [name, value(name) === '' ? null : name === 'country' ? value(name).toUpperCase() : value(name)])
    const days = DAYS.filter(is).map((name) => [name, value(name) === '' ? null : Number(value(name))])
    await command.mutateAsync({
      partnerId: partner.id, reason: value('reason'), ...Object.fromEntries([...texts, ...days]),
      ...(ROLES.some(is) ? { roles: ROLES.filter((role) => value(role) === 'yes') } : {}),
    })
    fields.clear()
    tellDone(words.partners.changed(partner.code))
  }
  return (
    <FormDialog
      isOpen={isOpen} close={close} title={words.partners.changeTitle(partner.code)} does={words.form.change}
      send={{ run, isPending: command.isPending, error: fields.rest, isReady: changed.length > 0 && value('reason') !== '' }}
    >
      <TextInput label={words.columns.name} data-autofocus {...fields.text('name')} />
      <PartnerFields fields={fields} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}

function ClosePartner({ page: { partner }, isOpen, close, undo }: Dialog & { readonly undo: Undo }) {
  const command = useCommand('/partners/change')
  const wants = !partner.closed
  const run = async (reason: string) => {
    await command.mutateAsync({ partnerId: partner.id, closed: wants, reason })
    tellDone(wants ? words.form.isClosed(partner.code) : words.form.isOpen(partner.code), () => undo({ partnerId: partner.id, closed: !wants, reason: words.form.byMistake }))
  }
  return (
    <ReasonForm
      isOpen={isOpen} close={close} title={wants ? words.form.closeTitle(partner.code) : words.form.openTitle(partner.code)}
      text={wants ? words.partners.closeText : words.partners.openText} does={wants ? words.form.closeIt : words.form.open}
      send={{ run, isPending: command.isPending, error: command.error }}
    />
  )
}
