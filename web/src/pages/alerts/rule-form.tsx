// Making a rule, and changing one.
import { Checkbox, MultiSelect, NativeSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { atField, FormDialog } from '~/pages/administration/form'
import { tellDone } from '~/ui/done'
import { words } from '~/words'
import type { Rule } from './rules'

const said = words.alerts
type Kind = BodyOf<'/alert-rules'>['kind']
type Role = Rule['roles'][number]
type Reach = Rule['reach']
const reaches: readonly Reach[] = ['app', 'mail', 'daily', 'weekly']
const ofReceivers = ['alert_nobody_told', 'alert_role_may_not_see', 'alert_person_missing', 'alert_person_may_not_see']
const kinds: readonly Kind[] = ['expiring', 'below_reorder', 'held_long', 'delivery_overdue', 'order_waiting', 'document_missing', 'drift', 'job_failed']
const withDays: readonly Kind[] = ['expiring', 'held_long', 'delivery_overdue', 'order_waiting', 'document_missing']
const withSite: readonly Kind[] = ['expiring', 'below_reorder', 'delivery_overdue', 'order_waiting', 'document_missing']

export function RuleForm({ known, close }: { readonly known: Rule | null; readonly close: () => void }) {
  const [kind, setKind] = useState<Kind>(known?.kind ?? 'expiring')
  const [name, setName] = useState(known?.name ?? '')
  const [days, setDays] = useState<number | string>(known?.days ?? 14)
  const [siteId, setSiteId] = useState<string | null>(known?.siteId ?? null)
  const [roles, setRoles] = useState<readonly Role[]>(known?.roles ?? ['manager'])
  const [people, setPeople] = useState<readonly string[]>(known?.people.map(({ id }) => id) ?? [])
  const [reach, setReach] = useState<Reach>(known?.reach ?? 'app')
  const create = useCommand('/alert-rules')
  const change = useCommand('/alert-rules/change')
  const sites = useQuestion('/locations', { kind: 'site', limit: '100' }, { enabled: known === null })
  const receivers = useQuestion('/alert-receivers', {})
  const all = useQuestion('/roles', {})
  const names: readonly Role[] = all.data?.roles.map((role) => role.name) ?? []
  const [attribute, setAttribute] = useState<string | null>(null)
  const misses = known === null && kind === 'document_missing'
  const attributes = useQuestion('/lot-attributes', {}, { enabled: misses })
  const needsDays = withDays.includes(kind)
  const sent = known === null ? create : change
  const run = async () => {
    const told = { name: name.trim(), roles: [...roles], people: [...people], reach, ...(needsDays && { days: Number(days) }) }
    if (known !== null) await change.mutateAsync({ ruleId: known.id, ...told })
    else await create.mutateAsync({ kind, ...told, ...(siteId !== null && withSite.includes(kind) && { siteId }), ...(misses && attribute !== null && { attribute }) })
    tellDone(said.isKept(name.trim()))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={known === null ? said.addRule : said.changeWhich(known.name)} does={words.save} run={run} isPending={sent.isPending} error={sent.error}
      told={['alert_days_missing', 'days', ...ofReceivers]} isReady={name.trim() !== '' && roles.length + people.length > 0 && (!needsDays || days !== '') && (!misses || attribute !== null)} size="lg">
      {known === null && <Select label={said.lookedFor} data={kinds.map((one) => ({ value: one, label: said.kinds[one] }))} value={kind} allowDeselect={false} onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'expiring')} data-autofocus />}
      {misses && (
        <Select label={said.missed} description={attributes.data?.attributes.length === 0 ? said.noAttribute : said.missedHint} data={(attributes.data?.attributes ?? []).map((one) => ({ value: one.name, label: one.title }))}
          value={attribute} onChange={setAttribute} />
      )}
      <TextInput label={words.columns.name} description={said.nameHint} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} maxLength={200} />
      {needsDays && <NumberInput label={said.days(kind)} value={days} onChange={setDays} min={0} max={3650} allowDecimal={false} error={atField(sent.error, 'days', ['alert_days_missing'])} w={240} />}
      {known === null && withSite.includes(kind) && (
        <Select label={words.columns.site} placeholder={said.everywhere} clearable data={(sites.data?.rows ?? []).map(({ id, code }) => ({ value: id, label: code }))} value={siteId} onChange={setSiteId} />
      )}
      <Checkbox.Group label={said.toldTo} error={atField(sent.error, 'roles', ofReceivers.slice(0, 2))} value={[...roles]} onChange={(chosen) => setRoles(names.filter((one) => chosen.includes(one)))}>
        <Stack gap="xs" mt={6}>{names.map((role) => <Checkbox key={role} value={role} label={words.roleOf[role]?.label ?? role} />)}</Stack>
      </Checkbox.Group>
      <MultiSelect label={said.alsoTold} description={said.alsoToldHint} searchable clearable error={atField(sent.error, 'people', ofReceivers.slice(2)) ?? (roles.length + people.length === 0 ? said.nobodyTold : undefined)}
        data={(receivers.data?.receivers ?? []).map((one) => ({ value: one.id, label: one.hasEmail ? one.name : said.noEmail(one.name) }))} value={[...people]} onChange={setPeople} />
      <NativeSelect label={said.reach} description={said.reachHint} data={reaches.map((one) => ({ value: one, label: said.reachOf[one] ?? one }))} value={reach}
        onChange={(event) => setReach(reaches.find((one) => one === event.currentTarget.value) ?? 'app')} />
    </FormDialog>
  )
}
