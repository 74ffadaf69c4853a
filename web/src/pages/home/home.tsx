// Home: what needs somebody today, and what they do about it. It fits what one may do; an empty Lotline says how to begin.
import { SimpleGrid, Text } from '@mantine/core'
import type { FunctionComponent } from 'react'
import { useAccount, useMay } from '~/session'
import { Page } from '~/ui/page'
import { words } from '~/words'
import { Beginning, useBegun } from './beginning'
import { Doing } from './doing'
import { type Kind, kindOf } from './kind'
import { CameBack, Comes, Ending, Holds, Last, LatestOrders, ToPick, WaitingOrders } from './parts'
import { Tiles } from './tiles'

const OldestHolds = () => <Holds isOldest />
const parts: { readonly [kind in Kind]: readonly FunctionComponent[] } = {
  floor: [ToPick, Comes, Holds, Ending],
  quality: [OldestHolds, Ending, CameBack, Last],
  office: [Ending, Holds, WaitingOrders, Comes, LatestOrders, Last],
  looks: [Holds, Ending, LatestOrders, Last],
}

export default function Home() {
  const { name } = useAccount()
  const kind = kindOf(useMay())
  const begun = useBegun()
  const { home } = words
  const isEmpty = begun !== null && !begun.items
  return (
    <Page title={home.title} actions={<Text c="dimmed">{home.hello(name)}</Text>}>
      {begun !== null && !begun.receipts && <Beginning begun={begun} />}
      {begun !== null && !isEmpty && (
        <>
          <Doing kind={kind} />
          <Tiles />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            {parts[kind].map((Part, nth) => <Part key={String(nth)} />)}
          </SimpleGrid>
        </>
      )}
    </Page>
  )
}
