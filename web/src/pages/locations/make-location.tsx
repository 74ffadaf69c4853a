// Making a place: a site with its parts, or a zone, bin or vehicle within one.
import { Button, Checkbox, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'

type Line = AnswerOf<'/locations/{id}'>['location']
const KINDS = ['site', 'zone', 'bin', 'vehicle', 'transit'] as const
const ROLES = ['storage', 'receiving', 'staging', 'quarantine', 'returns'] as const
const choices = (names: readonly string[], labels: { readonly [name: string]: string }) => names.map((value) => ({ value, label: labels[value] ?? value }))
const refusals = {
  location_code_taken: 'code', location_code_reserved: 'code', parent_needed: 'parentId', parent_missing: 'parentId', parent_wrong: 'parentId', parent_closed: 'parentId',
  time_zone_unknown: 'timeZone',
} as const

/** `within` is where it is to stand. */
export function MakeLocation({ within }: { readonly within?: Line }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('location.write')) return null
  const says = within === undefined ? words.locations.make : words.locations.makeWithin
  return (
    <>
      <Button variant={within === undefined ? 'filled' : 'default'} leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>{says}</Button>
      <Form {...(within === undefined ? {} : { within })} isOpen={isOpen} close={close} />
    </>
  )
}

function Form({ within, isOpen, close }: { readonly within?: Line; readonly isOpen: boolean; readonly close: () => void }) {
  const navigate = useNavigate()
  const command = useCommand('/locations')
  const tree = useQuestion('/locations/tree', {}, { enabled: isOpen })
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const start = { kind: within === undefined ? 'site' : 'bin', code: '', name: '', parentId: within?.id ?? '', role: 'storage', timeZone: zone, oneLot: '', oneOwner: '', segregationClass: '' }
  const fields = useFields(start, command.error, refusals)
  const { columns: said, object, locations } = words
  const value = (name: keyof typeof start) => fields.value(name).trim()
  const kind = KINDS.find((one) => one === value('kind')) ?? 'site'
  const role = ROLES.find((one) => one === value('role')) ?? 'storage'
  const isSite = kind === 'site'
  // What each kind may stand under is the server's rule; only what can hold something is offered.
  const parents = (tree.data?.locations ?? []).filter(({ location }) => !location.closed && (location.kind === 'site' || (location.kind === 'zone' && ['zone', 'bin'].includes(kind))))
  const run = async () => {
    const { answer } = await command.mutateAsync({
      code: value('code'), kind, ...(value('name') === '' ? {} : { name: value('name') }),
      ...(isSite ? { timeZone: value('timeZone') } : {
        role, ...(value('parentId') === '' ? {} : { parentId: value('parentId') }), oneLot: value('oneLot') === 'yes', oneOwner: value('oneOwner') === 'yes',
        ...(value('segregationClass') === '' ? {} : { segregationClass: value('segregationClass') }),
      }),
    })
    fields.clear()
    tellDone(isSite ? locations.siteMade(answer.code) : locations.made(answer.code))
    if (within === undefined) await navigate({ to: `/locations/${answer.locationId}` })
  }
  const isReady = value('code') !== '' && (isSite || value('parentId') !== '')
  return (
    <FormDialog isOpen={isOpen} close={close} title={within === undefined ? locations.make : locations.makeWithinTitle(within.code)} does={locations.make} send={{ run, isPending: command.isPending, error: fields.rest, isReady }}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect label={said.kind} data={choices(within === undefined ? KINDS : KINDS.slice(1), words.locationKinds)} data-autofocus {...fields.choice('kind')} />
        <TextInput label={said.code} required withAsterisk={false} maxLength={100} {...fields.text('code')} />
        <TextInput label={said.name} {...fields.text('name')} />
        {isSite ? <TextInput label={object.timeZone} required withAsterisk={false} {...fields.text('timeZone')} /> : (
          <NativeSelect
            label={said.within}
            data={[{ value: '', label: '' }, ...parents.map(({ depth, location }) => ({ value: location.id, label: `${'  '.repeat(depth)}${location.code}` }))]}
            {...fields.choice('parentId')}
          />
        )}
        {!isSite && <NativeSelect label={said.use} data={choices(ROLES, words.locationRoles)} {...fields.choice('role')} />}
        {!isSite && <TextInput label={said.segregation} {...fields.text('segregationClass')} />}
      </SimpleGrid>
      {isSite && <Text size="sm">{locations.siteParts}</Text>}
      {!isSite && <Checkbox size="sm" label={object.oneLot} {...fields.tick('oneLot')} />}
      {!isSite && <Checkbox size="sm" label={object.oneOwner} {...fields.tick('oneOwner')} />}
    </FormDialog>
  )
}
