// Making a partner: whom we buy from, sell to, or keep goods for.
import { Button, SimpleGrid, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { blankPartner, type PartnerField, PartnerFields, ROLES } from './partner-fields'

export function MakePartner() {
  const may = useMay()
  const navigate = useNavigate()
  const [isOpen, { open, close }] = useDisclosure(false)
  const command = useCommand('/partners')
  const blank: Readonly<Record<PartnerField | 'code', string>> = { ...blankPartner, code: '' }
  const fields = useFields(blank, command.error, { partner_code_taken: 'code' })
  if (!may('partner.write')) return null
  const value = (name: keyof typeof blank) => fields.value(name).trim()
  const given = (name: 'name' | 'email' | 'phone' | 'address') => (value(name) === '' ? {} : { [name]: value(name) })
  const days = (name: 'leastLifeDays' | 'transitDays') => (value(name) === '' ? {} : { [name]: Number(value(name)) })
  const run = async () => {
    const { answer } = await command.mutateAsync({
      code: value('code'), roles: ROLES.filter((role) => value(role) === 'yes'), ...given('name'), ...given('email'), ...given('phone'), ...given('address'),
      ...(value('country') === '' ? {} : { country: value('country').toUpperCase() }),
      ...(value('customer') === 'yes' ? { ...days('leastLifeDays'), ...days('transitDays') } : {}),
    })
    fields.clear()
    tellDone(words.partners.made(answer.code))
    await navigate({ to: `/partners/${answer.partnerId}` })
  }
  const isReady = value('code') !== '' && ROLES.some((role) => value(role) === 'yes')
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>{words.partners.make}</Button>
      <FormDialog isOpen={isOpen} close={close} title={words.partners.make} does={words.partners.make} send={{ run, isPending: command.isPending, error: fields.rest, isReady }}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={words.columns.code} placeholder={words.partners.codeHint} required withAsterisk={false} maxLength={100} data-autofocus {...fields.text('code')} />
          <TextInput label={words.columns.name} {...fields.text('name')} />
        </SimpleGrid>
        <PartnerFields fields={fields} />
      </FormDialog>
    </>
  )
}
