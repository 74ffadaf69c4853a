// Taking back goods: of the order in the address, or of whoever brings them.
import { Center, Loader } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useQuestion } from '~/asking'
import type { ListInput } from '~/ui/list-rows'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { ReturnOfAnybody } from './return-of-anybody'
import { ReturnOfOrder } from './return-of-order'

export default function ReceiveReturn() {
  const search: ListInput = useSearch({ strict: false })
  const orderId = search['order'] ?? ''
  const asked = useQuestion('/orders/{id}', { id: orderId }, { enabled: orderId !== '' })
  const { returns } = words
  if (orderId === '') return <Page needs="return.receive" title={returns.take}><ReturnOfAnybody /></Page>
  return (
    <Page needs="return.receive" title={returns.take} actions={<Link to="/returns/new">{returns.withoutOrder}</Link>}>
      {asked.error !== null && <Problem failure={asked.error} again={() => void asked.refetch()} />}
      {asked.isPending && <Center h={200}><Loader aria-label={words.waiting} /></Center>}
      {asked.data !== undefined && <ReturnOfOrder key={asked.data.id} order={asked.data} />}
    </Page>
  )
}
