// An expected delivery: what was announced, and how much of it has come.
import { Badge, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { labelDate } from '~/format'
import { amount, code, text } from '~/ui/columns'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { History } from '~/ui/history'
import { ListPart } from '~/ui/list-page'
import { ObjectPage } from '~/ui/object-page'
import { PlainTable } from '~/ui/plain-table'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { ChangeAnnouncement } from './change-announcement'
import { CloseAnnouncement } from './close-announcement'
import { ReceiveButton } from './receive-button'
import { receiptsColumns } from './receipts'

type Line = AnswerOf<'/announcements/{id}'>['lines'][number]
const { columns: said } = words

const lines: readonly GridColumn<Line>[] = [
  text('line', words.orders.line, (row) => String(row.line)),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', said.itemName, (row) => row.name),
  text('lotCode', said.lot, (row) => row.lotCode),
  amount('announced', words.receiving.announced, (row) => row.announced),
  amount('received', words.receiving.received, (row) => row.received),
  text('unit', said.unit, (row) => row.unit),
]

export default function Announcement() {
  const id = useId()
  const asked = useQuestion('/announcements/{id}', { id })
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ number }) => `${words.kinds.announcement} ${number}`}
      heading={({ number, status }) => (
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1}>{words.kinds.announcement} <span className="code">{number}</span></Title>
          <Badge>{words.announcementStates[status]}</Badge>
        </Group>
      )}
      actions={(announcement) => (
        <>
          {!announcement.closed && <ChangeAnnouncement announcement={announcement} />}
          <CloseAnnouncement id={id} number={announcement.number} isClosed={announcement.closed} />
          {!announcement.closed && <ReceiveButton announcementId={id} />}
        </>
      )}
    >
      {(announcement) => (
        <>
          <Section title={words.object.facts}>
            <Facts
              facts={[
                [said.supplier, <Link key="supplier" to={`/partners/${announcement.supplierId}`}>{announcement.supplier}</Link>],
                [said.site, <Link key="site" to={`/locations/${announcement.siteId}`}>{announcement.site}</Link>],
                [said.expectedOn, announcement.expectedOn === null ? null : labelDate(announcement.expectedOn)],
              ]}
            />
          </Section>
          <Section title={said.lines}>
            <PlainTable label={said.lines} columns={lines} rows={announcement.lines} rowId={(row) => row.id} none={words.empty.announcements.title} />
          </Section>
          <Section title={words.places.receipts}>
            <ListPart path="/receipts" name={words.places.receipts} columns={receiptsColumns.filter((column) => !['supplier', 'announcement', 'site'].includes(column.id))} filters={[]}
              fixed={{ announcementId: id }} rowId={(row) => row.id} rowAddress={(row) => `/receipts/${row.id}`} empty={words.empty.receipts} />
          </Section>
          {announcement.history.length > 0 && <Section title={words.object.history}><History facts={announcement.history} /></Section>}
        </>
      )}
    </ObjectPage>
  )
}
