// Placing a hold on anything that can be held: a lot, a lot in one place, a unit, an item of a supplier from now on.
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHandStop } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { type ItemChoice, ItemPicker, type LotChoice, LotPicker, type PartnerChoice, PartnerPicker, type PlaceChoice, PlacePicker } from '~/pages/fields/pickers'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { ScanInput } from '~/ui/fields/scan-input'
import { FormDialog } from '~/ui/form-dialog'
import type { ListInput } from '~/ui/list-rows'
import { words } from '~/words'
import { ofLots, StandingHolds, useStandingHolds } from './standing-holds'

const { holds: said, columns: called } = words
type Scope = BodyOf<'/holds'>['scope']
const scopes = ['lot', 'lot_in_location', 'serial', 'item_supplier'] as const

type Form = {
  readonly scope: Scope
  readonly lot: LotChoice | null
  readonly place: PlaceChoice | null
  readonly item: ItemChoice | null
  readonly supplier: PartnerChoice | null
  readonly serial: string
  readonly reason: string
}
const blank = (): Form => ({ scope: 'lot', lot: null, place: null, item: null, supplier: null, serial: '', reason: '' })

function bodyOf(form: Form): BodyOf<'/holds'> | null {
  const { scope, lot, place, item, supplier } = form
  const [serial, reason] = [form.serial.trim(), form.reason.trim()]
  if (reason === '') return null
  if (scope === 'lot') return lot && { scope, itemId: lot.itemId, lotId: lot.id, reason }
  if (scope === 'lot_in_location') return lot && place && { scope, itemId: lot.itemId, lotId: lot.id, locationId: place.id, reason }
  if (scope === 'serial') return item && serial !== '' ? { scope, itemId: item.id, serial, reason } : null
  return item && supplier && { scope, itemId: item.id, supplierId: supplier.id, reason }
}

// What stands already on what was chosen so far is asked for.
function useAskedOf({ scope, lot, item, supplier, serial }: Form): readonly ListInput[] {
  const code = serial.trim()
  const isUnit = scope === 'serial' && item !== null && code !== ''
  const unit = useQuestion('/serials', { itemId: item?.id ?? '', code, limit: '1' }, { enabled: isUnit }).data?.rows[0]
  if (scope === 'lot' || scope === 'lot_in_location') return lot === null ? [] : ofLots([lot.id])
  if (scope === 'serial') return isUnit && unit !== undefined ? [{ serialId: unit.id }] : []
  return item === null || supplier === null ? [] : [{ itemId: item.id, supplierId: supplier.id }]
}

export function PlaceHold() {
  const may = useMay()
  const navigate = useNavigate()
  const search: ListInput = useSearch({ strict: false })
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('hold.place')) return null
  // Whoever comes to place one finds it open.
  const isAsked = search['place'] !== undefined
  const leave = () => {
    close()
    const { place: _, ...rest } = search
    if (isAsked) void navigate({ to: '.', search: rest, replace: true })
  }
  return (
    <>
      <Button color="red" variant="light" leftSection={<IconHandStop size={16} aria-hidden="true" />} onClick={open}>{said.place}</Button>
      {(isOpen || isAsked) && <PlaceHoldForm close={leave} />}
    </>
  )
}

function PlaceHoldForm({ close }: { readonly close: () => void }) {
  const may = useMay()
  const { value: form, set, clear } = useDraft('hold', blank)
  const [isTyped, setTyped] = useState(false)
  const hold = useCommand('/holds', { isKept: true })
  const release = useCommand('/holds/release')
  const body = bodyOf(form)
  const standing = useStandingHolds(useAskedOf(form))
  const change = (some: Partial<Form>) => { setTyped(true); set((now) => ({ ...now, ...some })) }
  const run = async () => {
    if (body === null) return
    const { answer } = await hold.mutateAsync(body)
    clear(blank())
    const undo = () => release.mutateAsync({ holdId: answer.holdId, reason: words.lots.heldByMistake })
    tellDone(said.placed, may('hold.release') ? undo : undefined)
  }
  const hasLot = form.scope === 'lot' || form.scope === 'lot_in_location'
  return (
    <FormDialog isOpen close={close} title={said.place} text={words.lots.holdText} does={standing.length === 0 ? said.place : said.another} color="red" send={{ run, isPending: hold.isPending, error: isTyped ? hold.error : null, isReady: body !== null }}>
      <NativeSelect label={said.scope} data={scopes.map((scope) => ({ value: scope, label: said.scopes[scope] }))} value={form.scope}
        onChange={(event) => change({ scope: scopes.find((scope) => scope === event.currentTarget.value) ?? 'lot' })} />
      {hasLot && <LotPicker label={called.lot} isRequired autoFocus value={form.lot} onPick={(lot) => change({ lot })} />}
      {form.scope === 'lot_in_location' && <PlacePicker label={called.location} isRequired value={form.place} onPick={(place) => change({ place })} />}
      {!hasLot && <ItemPicker label={called.item} isRequired autoFocus value={form.item} onPick={(item) => change({ item })} />}
      {form.scope === 'serial' && <ScanInput label={called.serial} isRequired value={form.serial} onChange={(serial) => change({ serial })} />}
      {form.scope === 'item_supplier' && <PartnerPicker which="supplier" label={called.supplier} isRequired value={form.supplier} onPick={(supplier) => change({ supplier })} />}
      <StandingHolds holds={standing} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} value={form.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
    </FormDialog>
  )
}
