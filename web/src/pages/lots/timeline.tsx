// Everything that happened to a lot: when, what, who and why, each a link to what was recorded.
import { Button, Center, Group, Loader, Select, Text, Title } from '@mantine/core'
import { IconArrowsTransferDown, IconHandStop, IconLockOpen, IconPencil } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { clock, exactMoment, labelDate, quantity, today } from '~/format'
import { EmptyState } from '~/ui/empty-state'
import { type ListInput, useListRows } from '~/ui/list-rows'
import { useQuestion } from '~/asking'
import { useNames } from '~/ui/names'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import styles from './timeline.module.css'
import { byDay, type Change, type Entry, timelineOf } from './timeline-rules'

const icons = { moved: IconArrowsTransferDown, held: IconHandStop, released: IconLockOpen, changed: IconPencil } as const
const colours = { moved: 'teal', held: 'red', released: 'blue', changed: 'grape' } as const
const { timeline: said } = words.lots

export function Timeline({ lotId, changes }: { readonly lotId: string; readonly changes: readonly Change[] }) {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  const only = search['only'] ?? ''
  const isMovement = only in words.movements
  const movements = useListRows('/movements', { lotId, ...(isMovement ? { kind: only } : {}) })
  const holds = useListRows('/holds', { lotId, which: 'all' })
  const isAll = only === ''
  const entries = timelineOf({
    movements: isAll || isMovement ? movements.rows : [], isMore: (isAll || isMovement) && movements.isMore,
    holds: isAll || only === 'holds' ? holds.rows : [], changes: isAll || only === 'changes' ? changes : [],
  })
  const names = useNames(entries.map(({ actorId }) => actorId))
  // An attribute is called as the shop calls it, also one the lot no longer has.
  const own = useQuestion('/lot-attributes', {}, { enabled: changes.some(({ field }) => field.startsWith('attribute.')) }).data?.attributes ?? []
  const fieldOf = (field: string) => own.find(({ name }) => `attribute.${name}` === field)?.title ?? words.fieldOf(field)
  const failure = movements.failure ?? holds.failure
  const isWaiting = movements.isWaiting || holds.isWaiting
  return (
    <>
      <Select
        label={said.show} w={{ base: '100%', xs: 240 }} allowDeselect={false} value={only} maxDropdownHeight={420}
        data={[{ value: '', label: said.all }, ...Object.entries(words.movements).map(([value, label]) => ({ value, label })), { value: 'holds', label: words.places.holds }, { value: 'changes', label: said.changes }]}
        onChange={(value) => void navigate({ to: '.', search: (before: ListInput) => ({ ...before, only: value ?? '' }), replace: true, resetScroll: false })}
      />
      {failure !== null && entries.length === 0 ? <Problem failure={failure} again={movements.again} /> : isWaiting ? (
        <Center h={160}><Loader aria-label={words.waiting} /></Center>
      ) : entries.length === 0 ? <EmptyState {...(isAll ? words.empty.movements : { title: words.grid.nothingFits, text: words.grid.nothingFitsHint })} /> : (
        byDay(entries, (at) => today(new Date(at))).map(({ day, entries: of }) => (
          <section key={day} className={styles['day']} aria-label={labelDate(day)}>
            <Title order={2} size="h5">{labelDate(day)}</Title>
            <ol>{of.map((entry) => <li key={entry.key}><One entry={entry} who={names.get(entry.actorId ?? '')?.name} fieldOf={fieldOf} /></li>)}</ol>
          </section>
        ))
      )}
      {(isAll || isMovement) && movements.isMore && <Group><Button variant="light" loading={movements.isComing} onClick={movements.more}>{said.earlier}</Button></Group>}
    </>
  )
}

function One({ entry, who, fieldOf }: { readonly entry: Entry; readonly who: string | undefined; readonly fieldOf: (field: string) => string }) {
  const Icon = icons[entry.what]
  return (
    <div className={styles['entry']}>
      <time dateTime={entry.at} title={exactMoment(entry.at)}>{clock(entry.at)}</time>
      <span className={styles['icon']} style={{ color: `var(--mantine-color-${colours[entry.what]}-light-color)`, background: `var(--mantine-color-${colours[entry.what]}-light)` }}><Icon size={15} aria-hidden="true" /></span>
      <div>
        <div><Link to={`/documents/${entry.documentId}`}>{titleOf(entry)}</Link> {detailOf(entry)}</div>
        {entry.what === 'changed' && <ul className={styles['fields']}>{entry.fields.map((fact) => <li key={fact.field}>{fieldOf(fact.field)}: {fact.old === null ? '' : <s>{fact.old}</s>} {fact.new ?? words.none}</li>)}</ul>}
        {(who !== undefined || (entry.reason ?? '') !== '') && (
          <Text size="sm" c="dimmed">{who === undefined ? '' : said.by(who)}{who !== undefined && (entry.reason ?? '') !== '' ? ': ' : ''}{(entry.reason ?? '') === '' ? '' : said.because(entry.reason ?? '')}</Text>
        )}
      </div>
    </div>
  )
}

function titleOf(entry: Entry): string {
  if (entry.what === 'moved') return said.moved(quantity(entry.quantity, entry.first.unit), words.movements[entry.first.kind] ?? entry.first.kind)
  if (entry.what === 'changed') return words.documentOf(entry.kind)
  return entry.what === 'held' ? said.held : said.released
}

function detailOf(entry: Entry): ReactNode {
  if (entry.what === 'changed') return null
  if (entry.what !== 'moved') return said.scopes[entry.hold.scope] ?? ''
  const { first } = entry
  return (
    <span className={styles['way']}>
      <Link to={`/locations/${first.fromLocationId}`}>{first.from}</Link> → <Link to={`/locations/${first.toLocationId}`}>{first.to}</Link>
      {first.candidateIds.length > 0 && ` · ${said.oneOf(first.candidateIds.length)}`}
      {first.serial !== null && entry.lines === 1 && <> · <Link to={`/serials/${first.serialId}`} className="code">{first.serial}</Link></>}
    </span>
  )
}
