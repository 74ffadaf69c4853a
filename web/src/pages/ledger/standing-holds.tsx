// Which holds stand already on what is to be held: whoever places another one knows of it.
import { Alert, List, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { askRows, type RowOf } from '~/api'
import { moment } from '~/format'
import type { ListInput } from '~/ui/list-rows'
import { useNames } from '~/ui/names'
import { words } from '~/words'

type Hold = RowOf<'/holds'>
const { holds: said } = words

/** So many lots one question takes. */
const MOST_LOTS = 100
/** So many holds are told one by one. */
const MOST_TOLD = 5

/** How the holds of lots are asked for. */
export function ofLots(lotIds: readonly string[]): readonly ListInput[] {
  const all = [...new Set(lotIds)]
  return Array.from({ length: Math.ceil(all.length / MOST_LOTS) }, (_, nth) => ({ covers: all.slice(nth * MOST_LOTS, (nth + 1) * MOST_LOTS).join(',') }))
}

/** The holds that stand on what is asked for. */
export function useStandingHolds(asked: readonly ListInput[]): readonly Hold[] {
  return useQueries({
    queries: asked.map((input) => ({
      queryKey: ['/holds', input],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await askRows('/holds', input, signal)).rows,
    })),
    combine: together,
  })
}

// One function for all, so that it is done again only when an answer is another.
function together(answers: readonly { readonly data: readonly Hold[] | undefined }[]): readonly Hold[] {
  return answers.flatMap(({ data }) => data ?? [])
}

/** Says which holds stand, of which kind, why, since when and by whom, each with the way to its page. */
export function StandingHolds({ holds }: { readonly holds: readonly Hold[] }) {
  const told = holds.slice(0, MOST_TOLD)
  const names = useNames(told.map(({ placedBy }) => placedBy))
  if (holds.length === 0) return null
  return (
    <Alert color="yellow" variant="light" title={said.stand(holds.length)}>
      <List size="sm" spacing={4}>
        {told.map((hold) => (
          <List.Item key={hold.id}>
            <Link to={`/documents/${hold.documentId}`} target="_blank">{whatOf(hold)}</Link>: {hold.reason}
            <Text size="sm" c="dimmed">{said.since(moment(hold.placedAt), names.get(hold.placedBy ?? '')?.name ?? '')}</Text>
          </List.Item>
        ))}
      </List>
      {holds.length > told.length && <Link to="/holds" target="_blank">{said.standMore(holds.length - told.length)}</Link>}
      <Text size="sm" mt={6}>{said.standHint}</Text>
    </Alert>
  )
}

function whatOf({ scope, lot, location, serial, sku, supplier }: Hold): string {
  const { standOn } = said
  if (scope === 'lot') return standOn.lot(lot ?? sku)
  if (scope === 'lot_in_location') return standOn.lot_in_location(lot ?? sku, location ?? '')
  return scope === 'serial' ? standOn.serial(serial ?? sku) : standOn.item_supplier(supplier ?? '', sku)
}
