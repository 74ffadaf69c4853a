// Tracing from whatever code somebody has.
import { Button, Group, Select, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useQuestion } from '~/asking'
import { EmptyState } from '~/ui/empty-state'
import type { ListInput } from '~/ui/list-rows'
import { useNames } from '~/ui/names'
import { Page } from '~/ui/page'
import { words } from '~/words'
import { Explorer, type TraceStart } from './explorer'

const kinds = ['lot', 'serial', 'order', 'receipt', 'supplier_lot', 'customer'] as const
type From = TraceStart['from']
const isKind = (text: string | null | undefined): text is From => kinds.some((kind) => kind === text)

/** What the address begins with; null when it says nothing. */
function startOf(search: ListInput): TraceStart | null {
  const { from, id, code, itemId, supplierId } = search
  if (!isKind(from) || (id === undefined && (code ?? '') === '')) return null
  return {
    from, ...(id === undefined ? {} : { id }), ...(code === undefined ? {} : { code }),
    ...(itemId === undefined ? {} : { itemId }), ...(supplierId === undefined ? {} : { supplierId }),
  }
}

export default function TracePage() {
  const search: ListInput = useSearch({ strict: false })
  const start = startOf(search)
  const known = useCode(start)
  const title = start === null ? words.places.trace : words.trace.of(words.trace.startNames[start.from] ?? '', known ?? '')
  return (
    <Page title={title}>
      <Begin search={search} code={known} />
      {start === null ? <EmptyState {...words.trace.hint} /> : <Explorer key={JSON.stringify(start)} start={start} />}
    </Page>
  )
}

// What the start is called; of an id the thing itself says so.
function useCode(start: TraceStart | null): string | null {
  const { id = '', from } = start ?? {}
  const names = useNames([from === 'lot' || from === 'order' ? id : null])
  const unit = useQuestion('/serials/{id}', { id }, { enabled: id !== '' && from === 'serial' })
  const receipt = useQuestion('/receipts/{id}', { id }, { enabled: id !== '' && from === 'receipt' })
  const customer = useQuestion('/partners/{id}', { id }, { enabled: id !== '' && from === 'customer' })
  if (start === null) return null
  return start.code ?? unit.data?.code ?? receipt.data?.number ?? customer.data?.partner.code ?? names.get(id)?.name ?? ''
}

// A lot's own page says the same: whoever begins with a code goes on from there.
function Begin({ search, code }: { readonly search: ListInput; readonly code: string | null }) {
  const { trace: said } = words
  const navigate = useNavigate()
  const [from, setFrom] = useState<From>(isKind(search['from']) ? search['from'] : 'lot')
  const [text, setText] = useState(code ?? '')
  const supplier = useQuestion('/partners/{id}', { id: search['supplierId'] ?? '' }, { enabled: search['supplierId'] !== undefined })
  const supplierCode = supplier.data?.partner.code
  useEffect(() => {
    if (code !== null) setText(code)
    if (isKind(search['from'])) setFrom(search['from'])
  }, [code, search])
  const go = () => {
    const isOfSupplier = from === 'supplier_lot' && search['supplierId'] !== undefined
    void navigate({ to: '/trace', search: { from, code: text.trim(), ...(isOfSupplier ? { supplierId: search['supplierId'] } : {}) } })
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); go() }}>
      <Group gap="xs" align="end">
        <Select
          label={said.from} w={{ base: '100%', xs: 200 }} allowDeselect={false} value={from} onChange={(value) => { if (isKind(value)) setFrom(value) }}
          data={kinds.map((kind) => ({ value: kind, label: said.starts[kind] ?? kind }))}
        />
        <TextInput
          label={supplierCode === undefined || from !== 'supplier_lot' ? said.code : said.codeOf(supplierCode)} w={{ base: '100%', xs: 260 }} value={text} maxLength={100} required withAsterisk={false} data-list-search
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">{said.ask}</Button>
      </Group>
    </form>
  )
}
