// Order lines that wait for stock, the oldest order first: who is served when something comes.
import { Button, Center, Loader } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type AnswerOf, ask, Failure } from '~/api'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { amount, code, link, text, when } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import { EmptyState } from '~/ui/empty-state'
import type { GridColumn } from '~/ui/grid-columns'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem, sentenceOf } from '~/ui/problem'
import { words } from '~/words'

type Waiting = AnswerOf<'/orders/waiting'>
type Row = Waiting['rows'][number]
const { columns: said, orders } = words
const columns: readonly GridColumn<Row>[] = [
  code('number', said.order, (row) => row.number, (row) => `/orders/${row.orderId}`),
  link('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customerCode === null ? null : `/partners/${row.customerId}`)),
  when('placedAt', said.placed, (row) => row.placedAt),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  amount('ordered', orders.ordered, (row) => row.ordered),
  amount('setAside', orders.setAside, (row) => row.setAside),
  amount('short', orders.short, (row) => row.short),
  text('unit', said.unit, (row) => row.unit),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`),
]

export default function WaitingLines() {
  const may = useMay()
  const command = useCommand('/orders/reserve-waiting')
  const list = useInfiniteQuery<Waiting, Failure, { pages: Waiting[] }, readonly unknown[], string | null>({
    queryKey: ['/orders/waiting', 'all'],
    queryFn: ({ pageParam, signal }) => ask('/orders/waiting', { limit: '200', ...(pageParam === null ? {} : { after: pageParam }) }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
  })
  const rows = (list.data?.pages ?? []).flatMap((page) => page.rows)
  const serve = async () => {
    try {
      const { answer } = await command.mutateAsync({})
      tellDone(orders.served(answer.reserved.length, answer.waiting))
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'orange', message: sentenceOf(error) })
    }
  }
  return (
    <Page
      title={orders.waitingTitle}
      actions={(
        <>
          {may('order.write') && rows.length > 0 && <Button loading={command.isPending} onClick={() => void serve()}>{orders.serve}</Button>}
          <Button variant="default" renderRoot={(props) => <Link to="/orders" {...props} />}>{orders.all}</Button>
        </>
      )}
    >
      {list.isPending && <Center h={200}><Loader aria-label={words.waiting} /></Center>}
      {list.error !== null && <Problem failure={list.error} again={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && <EmptyState title={orders.noneWaits.title} text={orders.noneWaits.text} />}
      {rows.length > 0 && <PlainTable label={orders.waitingTitle} columns={columns} rows={rows} rowId={(row) => row.lineId} none="" />}
      {list.hasNextPage && <Center><Button variant="light" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{orders.moreLines}</Button></Center>}
    </Page>
  )
}
