// A lot: its story in a sentence, where it is, who got it, where it came from, and everything that ever happened to it.
import { Alert, Badge, CopyButton, Button, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { labelDate } from '~/format'
import { holdsColumns } from '~/pages/ledger/holds-columns'
import { stockColumns } from '~/pages/ledger/stock'
import { ReleaseHolds } from '~/pages/ledger/release-holds'
import { StockActions } from '~/pages/ledger/stock-actions'
import { Facts, Section } from '~/ui/facts'
import { LastDay } from '~/ui/last-day'
import { ListPart } from '~/ui/list-page'
import { useNames } from '~/ui/names'
import { ObjectPage } from '~/ui/object-page'
import { Tabs } from '~/ui/tabs'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { attributeSaid } from './attribute-fields'
import { Balance } from './balance'
import { ChangeLot } from './change-lot'
import { HoldLot } from './hold-lot'
import { MergeLot } from './merge-lot'
import { Origins } from './origins'
import { Receivers } from './receivers'
import { Neighbours } from './neighbours'
import { Story } from './story'
import { Timeline } from './timeline'
import { Explorer } from '~/pages/trace/explorer'

const without = (names: readonly string[]) => (column: { readonly id: string }) => !names.includes(column.id)

export default function Lot() {
  const id = useId()
  const asked = useQuestion('/lots/{id}', { id })
  const forward = useQuestion('/trace', { direction: 'forward', from: 'lot', id, limit: '200' }, { keep: true })
  const back = useQuestion('/trace', { direction: 'back', from: 'lot', id, limit: '200' }, { keep: true })
  const holds = useQuestion('/holds', { lotId: id, limit: '20' })
  const item = useQuestion('/items/{id}', { id: asked.data?.lot.itemId ?? '' }, { enabled: asked.data !== undefined })
  const unit = item.data?.item.baseUnit ?? ''
  const held = (holds.data?.total ?? 0) > 0
  const traced = forward.data?.lots.find((lot) => lot.id === id)
  const { tabs } = words.lots
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ lot }) => `${words.kinds.lot} ${lot.code}`}
      heading={({ lot }) => <Heading lot={lot} isHeld={held} />}
      actions={(page) => (
        <>
          <Neighbours lot={page.lot} isReady={forward.data !== undefined} />
          <ChangeLot page={page} /><MergeLot lot={page.lot} />
          <HoldLot lot={page.lot} />
        </>
      )}
    >
      {({ lot, attributes, mergedFromIds, history }) => (
        <>
          {held && (
            <Alert color="red" variant="light" title={words.lots.held}>
              {holds.data?.rows.map(({ id: hold, reason }) => <Text key={hold} size="sm">{reason}</Text>)}
              <Group gap="sm" mt={6}>
                <ReleaseHolds holds={holds.data?.rows ?? []} clear={() => undefined} />
                <Link to="." search={{ tab: 'holds' }} resetScroll={false}>{words.lots.seeHolds}</Link>
              </Group>
            </Alert>
          )}
          {lot.mergedIntoId !== null && <Alert variant="light" title={words.lots.merged}><Link to={`/lots/${lot.mergedIntoId}`}>{words.lots.seeMerged}</Link></Alert>}
          <Story lot={lot} unit={unit} forward={forward.data} back={back.data} failure={forward.error ?? back.error} />
          <Tabs
            tabs={[
              {
                name: 'where',
                label: tabs.where,
                show: () => (
                  <>
                    {traced && <Balance lot={traced} unit={unit} />}
                    <ListPart path="/balances" name={tabs.where} columns={stockColumns.filter(without(['sku', 'name', 'lot', 'bindingOn']))} filters={[]} fixed={{ lotId: id }}
                      rowId={(row) => `${row.ownerId}.${row.locationId}`} rowAddress={(row) => `/locations/${row.locationId}`} empty={words.lots.nowhere} bulk={(rows, clear) => <StockActions rows={rows} clear={clear} />} />
                  </>
                ),
              },
              {
                name: 'who',
                label: tabs.who,
                show: () => <Receivers lotId={id} />,
              },
              { name: 'from', label: tabs.from, show: () => back.data && <Origins trace={back.data} /> },
              { name: 'trace', label: words.places.trace, show: () => <Explorer start={{ from: 'lot', id }} /> },
              {
                name: 'timeline',
                label: tabs.timeline,
                show: () => <Timeline lotId={id} changes={history} />,
              },
              {
                name: 'holds',
                label: tabs.holds,
                show: () => (
                  <ListPart path="/holds" name={words.places.holds} columns={holdsColumns.filter(without(['sku', 'lot']))} filters={[]} fixed={{ lotId: id, which: 'all' }}
                    rowId={(row) => row.id} rowAddress={(row) => `/documents/${row.documentId}`} empty={words.empty.holds} bulk={(rows, clear) => <ReleaseHolds holds={rows} clear={clear} />} />
                ),
              },
              { name: 'facts', label: words.object.facts, show: () => <LotFacts lot={lot} attributes={attributes} mergedFromIds={mergedFromIds} /> },
            ]}
          />
        </>
      )}
    </ObjectPage>
  )
}

type Page = AnswerOf<'/lots/{id}'>

function Heading({ lot, isHeld }: { readonly lot: Page['lot']; readonly isHeld: boolean }) {
  return (
    <Group gap="sm" wrap="wrap">
      <Title order={1} size="h2" tabIndex={-1}>{words.kinds.lot} <span className="code">{lot.code}</span></Title>
      <CopyButton value={lot.code}>
        {({ copied, copy }) => <Button size="compact-xs" variant="subtle" onClick={copy}>{copied ? words.lots.copied : words.lots.copy}</Button>}
      </CopyButton>
      {isHeld && <Badge color="red" size="lg">{words.lots.heldShort}</Badge>}
      <Text component="span"><Link to={`/items/${lot.itemId}`}>{lot.sku}</Link> {lot.itemName}</Text>
      <LastDay day={lot.bindingOn} />
    </Group>
  )
}

function LotFacts({ lot, attributes, mergedFromIds }: Pick<Page, 'lot' | 'attributes' | 'mergedFromIds'>) {
  const { columns: said } = words
  const names = useNames(mergedFromIds)
  const date = (text: string | null) => (text === null ? null : labelDate(text))
  return (
    <Section title={words.object.facts}>
      <Facts
        facts={[
          [said.produced, date(lot.dates.produced)],
          [words.lots.packed, date(lot.dates.packed)],
          [said.bestBefore, lot.dates.bestBefore === null ? null : `${labelDate(lot.dates.bestBefore)}${lot.bestBeforeDerived ? ` ${words.lots.derived}` : ''}`],
          [said.useBy, date(lot.dates.useBy)],
          [words.lots.sellBy, date(lot.dates.sellBy)],
          [words.lots.retest, date(lot.dates.retest)],
          [said.receivedOn, date(lot.receivedOn)],
          [said.ownCode, lot.ownCode],
          [said.regulatoryCode, lot.regulatoryCode],
          [words.newLot.source, lot.regulatorySource],
          [words.lots.facility, lot.facility],
          ...attributes.map(({ title, type, value }) => [title, attributeSaid(type, value)] as const),
          [words.lots.mergedFrom, mergedFromIds.length === 0 ? null : mergedFromIds.map((other) => <Link key={other} to={`/lots/${other}`} className="code">{names.get(other)?.name ?? words.kinds.lot} </Link>)],
        ]}
      />
    </Section>
  )
}
