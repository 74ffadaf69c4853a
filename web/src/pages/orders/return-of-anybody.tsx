// Taking back goods without their order: of a customer, whose shipments are looked through, or of nobody known.
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCommand, useQuestion } from '~/asking'
import { type ItemChoice, ItemPicker, LotPicker, type LotChoice, PartnerPicker, type PartnerChoice, PlacePicker, type PlaceChoice } from '~/pages/fields/pickers'
import { NumbersInput } from '~/pages/fields/numbers-input'
import { numbersOf } from '~/pages/fields/units'
import { useItemScan } from '~/pages/fields/use-item-scan'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { KeptNote } from '~/ui/fields/kept-note'
import { type LineColumn, Lines, newKey } from '~/ui/fields/lines'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

type Line = { readonly key: string; readonly item: ItemChoice | null; readonly quantity: string; readonly lot: LotChoice | null; readonly serials: string }
type Draft = { readonly number: string; readonly customer: PartnerChoice | null; readonly site: PlaceChoice | null; readonly lines: readonly Line[] }
const { columns: said, returns } = words
const blankLine = (): Line => ({ key: newKey(), item: null, quantity: '', lot: null, serials: '' })
const blank = (): Draft => ({ number: '', customer: null, site: null, lines: [blankLine()] })

export function ReturnOfAnybody() {
  const navigate = useNavigate()
  const command = useCommand('/returns', { isKept: true })
  const draft = useDraft('return', blank)
  const { value, set } = draft
  useItemScan((item) => set((before) => ({ ...before, lines: [...before.lines.filter((line) => line.item !== null), { ...blankLine(), item }] })))
  const sites = useQuestion('/locations', { kind: 'site', state: 'open', limit: '2' })
  const [only, another] = sites.data?.rows ?? []
  // Where there is one site, it is that one.
  useEffect(() => {
    if (only !== undefined && another === undefined) set((before) => (before.site === null ? { ...before, site: { id: only.id, code: only.code, detail: only.name, siteId: only.id } } : before))
  }, [only, another, set])
  const faults = faultsOf(command.error, 'lines')
  const isReady = value.site !== null && value.lines.length > 0 && value.lines.every((line) => line.item !== null && line.quantity.trim() !== '')
  const send = async () => {
    const { answer } = await command.mutateAsync({
      siteId: value.site?.id ?? '', ...(value.customer === null ? {} : { customerId: value.customer.id }), ...(value.number.trim() === '' ? {} : { number: value.number.trim() }),
      lines: value.lines.map((line) => {
        const serials = numbersOf(line.serials)
        return { itemId: line.item?.id ?? '', quantity: line.quantity.trim(), ...(line.lot === null ? {} : { lotId: line.lot.id }), ...(serials.length === 0 ? {} : { serials }) }
      }),
    })
    draft.clear(blank())
    tellDone(returns.taken)
    await navigate({ to: `/returns/${answer.documentId}` })
  }
  const columns: readonly LineColumn<Line>[] = [
    { id: 'item', label: said.item, cell: (line, change, at) => <ItemPicker isBare label={`${said.item} ${at + 1}`} value={line.item} onPick={(item) => change({ item, lot: null })} /> },
    { id: 'quantity', label: said.quantity, width: 150, cell: (line, change, at) => <TextInput aria-label={`${said.quantity} ${at + 1}`} inputMode="numeric" value={line.quantity} rightSection={<Text size="xs" pr={6}>{line.item?.baseUnit}</Text>} rightSectionWidth={64} onChange={(event) => change({ quantity: event.currentTarget.value })} /> },
    { id: 'lot', label: returns.readLot, width: 200, cell: (line, change, at) => <LotPicker isBare label={`${returns.readLot} ${at + 1}`} placeholder={returns.notRead} itemId={line.item?.id ?? null} isDisabled={line.item === null} value={line.lot} onPick={(lot) => change({ lot })} /> },
    { id: 'serials', label: said.serial, width: 160, cell: (line, change, at) => <NumbersInput aria-label={`${said.serial} ${at + 1}`} value={line.serials} onChange={(serials) => change({ serials })} /> },
  ]
  const isNumberTaken = command.error?.code === 'return_number_taken'
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isReady) void send().catch(() => undefined) }}>
      <Stack>
        <KeptNote isKept={draft.isKept} again={() => draft.clear(blank())} />
        <Text size="sm">{returns.anybodyText}</Text>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <PartnerPicker which="customer" label={said.customer} placeholder={returns.nobodyKnown} value={value.customer} onPick={(customer) => set((now) => ({ ...now, customer }))} />
          <PlacePicker kind="site" label={said.site} isRequired value={value.site} onPick={(site) => set((now) => ({ ...now, site }))} />
          <TextInput label={returns.number} placeholder={returns.numberHint} value={value.number} onChange={(event) => set({ ...value, number: event.currentTarget.value })} {...(isNumberTaken && { error: command.error?.message })} />
        </SimpleGrid>
        <Lines label={said.lines} lines={value.lines} columns={columns} blank={blankLine} set={(change) => set((before) => ({ ...before, lines: change(before.lines) }))} faults={faults} />
        {command.error !== null && faults.isElsewhere && !isNumberTaken && <Problem failure={command.error} />}
        <Group justify="end">
          <Button type="submit" loading={command.isPending} disabled={!isReady}>{returns.take}</Button>
        </Group>
      </Stack>
    </form>
  )
}
