// What somebody does first in an empty Lotline: each step typed here or brought in from a file, and told when it is done.
import { Badge, Button, Group, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useQuestion } from '~/asking'
import { ImportLink } from '~/pages/imports/import-link'
import { useMay } from '~/session'
import { DemoOffer } from '~/shell/demo-bar'
import { Section } from '~/ui/facts'
import { words } from '~/words'

const { home } = words
type Step = keyof typeof home.steps

const steps: readonly { readonly step: Step; readonly to: string; readonly needs: string; readonly list: 'locations' | 'items' | 'partners' | 'receipts' | null }[] = [
  { step: 'places', to: '/locations', needs: 'location.write', list: 'locations' },
  { step: 'items', to: '/items', needs: 'item.write', list: 'items' },
  { step: 'partners', to: '/partners', needs: 'partner.write', list: 'partners' },
  { step: 'channels', to: '/channels', needs: 'order.write', list: null },
  { step: 'receipts', to: '/receive', needs: 'stock.receive', list: 'receipts' },
]

/** Which of the steps are done; null until it is known. */
export function useBegun(): { readonly [step in Step]: boolean } | null {
  const places = useQuestion('/locations', { kind: 'site', limit: '1' })
  const items = useQuestion('/items', { limit: '1' })
  const suppliers = useQuestion('/partners', { role: 'supplier', limit: '1' })
  const channels = useQuestion('/channels', {})
  const stock = useQuestion('/balances', { limit: '1' })
  const receipts = useQuestion('/receipts', { limit: '1' })
  const all = [places, items, suppliers, channels, stock, receipts].map(({ data }) => (data === undefined ? null : data.rows.length > 0))
  if (all.includes(null)) return null
  const [hasPlaces = null, hasItems = null, hasPartners = null, hasChannels = null, hasStock = null, hasReceipts = null] = all
  return { places: hasPlaces === true, items: hasItems === true, partners: hasPartners === true, channels: hasChannels === true, receipts: hasStock === true || hasReceipts === true }
}

export function Beginning({ begun }: { readonly begun: { readonly [step in Step]: boolean } }) {
  const may = useMay()
  return (
    <Section title={home.begin}>
      <Text mb="sm">{home.beginText}</Text>
      <List type="ordered" spacing="md">
        {steps.map(({ step, to, needs, list }) => {
          const [title, text, does] = home.steps[step]
          return (
            <List.Item key={step}>
              <strong>{title}.</strong> {text} {begun[step] && <Badge color="teal">{home.there}</Badge>}
              {!begun[step] && may(needs) && (
                <Group gap="xs" mt={6}>
                  <Button size="compact-sm" renderRoot={(props) => <Link to={to} {...props} />}>{does}</Button>
                  {list !== null && <ImportLink kind={list} isSmall />}
                </Group>
              )}
            </List.Item>
          )
        })}
      </List>
      <Group mt="md"><Button component="a" href="/api/openapi.json" variant="subtle" size="compact-sm" h="auto" styles={{ label: { whiteSpace: 'normal' } }}>{home.api}</Button></Group>
      <DemoOffer />
    </Section>
  )
}
