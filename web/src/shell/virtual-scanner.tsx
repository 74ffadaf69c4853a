// A scanner to click: codes of this record, handed over as a real one hands them over. For whoever has none at hand.
import { Button, Drawer, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconBarcode } from '@tabler/icons-react'
import { useState } from 'react'
import { useQuestion } from '~/asking'
import { useFocusBack } from '~/ui/use-focus-back'
import { words } from '~/words'
import { scan } from './scanner'

const SHOWN = 5
const UNKNOWN = 'NO-SUCH-CODE-42'

type Code = { readonly code: string; readonly says: string }
type Codes = { readonly title: string; readonly codes: readonly Code[] | undefined }

export default function VirtualScanner({ close }: { readonly close: () => void }) {
  useFocusBack(true)
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const [typed, setTyped] = useState('')
  const groups = useCodes()
  return (
    <Drawer
      opened
      onClose={close}
      attributes={{ content: { 'data-of-scan': true } }}
      position={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '45%' : 320}
      title={words.scan.virtual}
      // What was scanned is to be seen, and the next code is one click away.
      // Above every dialog: there is something to scan in most of them.
      zIndex={400}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{words.scan.virtualHint}</Text>
        {groups.map(({ title, codes }) => (
          <Stack key={title} gap={4} role="group" aria-label={title}>
            <Text size="xs" fw={600} c="dimmed">{title}</Text>
            {codes === undefined && <Skeleton height={30} role="status" aria-label={words.waiting} />}
            {codes?.length === 0 && <Text size="sm" c="dimmed">{words.none}</Text>}
            {codes?.map((one) => <ScanButton key={one.code} {...one} />)}
          </Stack>
        ))}
        <form onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== '') scan(typed.trim()) }}>
          <Group gap="xs" align="end" wrap="nowrap">
            <TextInput style={{ flex: 1 }} label={words.scan.own} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
            <Button type="submit" variant="default">{words.scan.do}</Button>
          </Group>
        </form>
      </Stack>
    </Drawer>
  )
}

function ScanButton({ code, says }: Code) {
  return (
    <Button variant="default" size="compact-md" justify="start" fullWidth leftSection={<IconBarcode size={16} aria-hidden="true" />} onClick={() => scan(code)}
      // The field that waits for a scan keeps the focus.
      onMouseDown={(event) => event.preventDefault()} styles={{ label: { overflow: 'hidden' } }}>
      <span className="code">{code}</span>&nbsp;<Text span size="sm" c="dimmed" truncate>{says}</Text>
    </Button>
  )
}

// Some of each kind, as they stand first in their lists.
function useCodes(): readonly Codes[] {
  const options = { keep: true }
  const items = useQuestion('/items', { limit: '60' }, options)
  const lots = useQuestion('/lots', { limit: String(SHOWN) }, options)
  const orders = useQuestion('/orders', { limit: String(SHOWN) }, options)
  const places = useQuestion('/locations', { limit: '30' }, options)
  const says = words.scan
  return [
    { title: says.gtins, codes: items.data?.rows.flatMap(({ gtin, name }) => (gtin === null ? [] : [{ code: gtin, says: name }])).slice(0, SHOWN) },
    { title: words.places.lots, codes: lots.data?.rows.map(({ code, itemName }) => ({ code, says: itemName })) },
    { title: words.places.orders, codes: orders.data?.rows.map(({ number, customer }) => ({ code: number, says: customer ?? words.guest })) },
    { title: words.places.locations, codes: places.data?.rows.filter(({ own }) => own).slice(0, SHOWN).map(({ code, name }) => ({ code, says: name })) },
    { title: says.nobodys, codes: [{ code: UNKNOWN, says: says.nobodysHint }] },
  ]
}
