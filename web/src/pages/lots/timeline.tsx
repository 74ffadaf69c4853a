// Everything that happened to a lot: when, what, who and why, each a link to what was recorded.
import { Button, Center, Group, Loader, Select, Text, Title, UnstyledButton } from '@mantine/core'
import { IconArrowsTransferDown, IconChevronDown, IconChevronRight, IconHandStop, IconLockOpen, IconPencil } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { clock, count, daysSpan, exactMoment, labelDate, quantity, today } from '~/format'
import { EmptyState } from '~/ui/empty-state'
import { type ListInput, useListRows } from '~/ui/list-rows'
import { useQuestion } from '~/asking'
import { useNames } from '~/ui/names'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { changedSaid, idsAmong } from '~/ui/changed-values'
import styles from './timeline.module.css'
import { byDay, type Change, type Entry, type Run, runsOf, timelineOf } from './timeline-rules'

const icons = { moved: IconArrowsTransferDown, held: IconHandStop, released: IconLockOpen, changed: IconPencil } as const
const colours = { moved: 'teal', held: 'red', released: 'blue', changed: 'grape' } as const
const { timeline: said } = words.lots
const dayOf = (at: string) => today(new Date(at))
// So many rows of a run are shown at once.
const SHOWN = 50
type Named = { readonly nameOf: (id: string | null) => string | undefined; readonly fieldOf: (field: string) => string }

export function Timeline({ lotId, changes }: { readonly lotId: string; readonly changes: readonly Change[] }) {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  const only = search['only'] ?? ''
  const isMovement = only in words.movements
  const movements = useListRows('/movements', { lotId, ...(isMovement ? { kind: only } : {}) })
  const holds = useListRows('/holds', { lotId, which: 'all' })
  const isAll = only === ''
  const isMore = (isAll || isMovement) && movements.isMore
  const entries = timelineOf({
    movements: isAll || isMovement ? movements.rows : [], isMore,
    holds: isAll || only === 'holds' ? holds.rows : [], changes: isAll || only === 'changes' ? changes : [],
  })
  const names = useNames([...entries.map(({ actorId }) => actorId), ...idsAmong(changes)])
  // An attribute is called as the shop calls it, also one the lot no longer has.
  const own = useQuestion('/lot-attributes', {}, { enabled: changes.some(({ field }) => field.startsWith('attribute.')) }).data?.attributes ?? []
  const fieldOf = (field: string) => own.find(({ name }) => `attribute.${name}` === field)?.title ?? words.fieldOf(field)
  const named: Named = { nameOf: (id) => names.get(id ?? '')?.name, fieldOf }
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
        byDay(runsOf(entries, isMore), dayOf).map(({ day, entries: of }) => (
          <section key={day} className={styles['day']} aria-label={labelDate(day)}>
            <Title order={2} size="h5">{labelDate(day)}</Title>
            <ol>{of.map((entry) => <li key={entry.key}>{entry.what === 'run' ? <Together key={only} run={entry} startsOpen={isMovement} {...named} /> : <One entry={entry} {...named} />}</li>)}</ol>
          </section>
        ))
      )}
      {isMore && <Group><Button variant="light" loading={movements.isComing} onClick={movements.more}>{said.earlier}</Button></Group>}
    </>
  )
}

/** Many of one kind, told in one line that opens to them. */
function Together({ run, startsOpen, ...named }: Named & { readonly run: Run; readonly startsOpen: boolean }) {
  const [isShown, show] = useState(startsOpen)
  const [most, setMost] = useState(SHOWN)
  const list = useId()
  const { kind, entries, at, since, isOpen } = run
  const unit = entries[0]?.first.unit
  const Chevron = isShown ? IconChevronDown : IconChevronRight
  return (
    <div className={styles['entry']}>
      <time dateTime={since} title={exactMoment(since)}>{clock(at)}</time>
      <span className={styles['icon']} style={{ color: 'var(--mantine-color-teal-light-color)', background: 'var(--mantine-color-teal-light)' }}><icons.moved size={15} aria-hidden="true" /></span>
      <UnstyledButton className={styles['opens']} aria-expanded={isShown} aria-controls={list} onClick={() => show(!isShown)}>
        <Chevron size={16} aria-hidden="true" />
        <span>
          {said.moved(quantity(run.quantity, unit), words.movements[kind] ?? kind)} {kind === 'ship' ? said.toCustomers(run.ends, run.toGuests) : ''}
          <Text component="span" size="sm" c="dimmed" display="block">{said.times(entries.length)} · {daysSpan(dayOf(since), dayOf(at))}{isOpen ? ` · ${said.soFar}` : ''}</Text>
        </span>
      </UnstyledButton>
      <div id={list} hidden={!isShown} className={styles['run']}>
        {isShown && byDay(entries.slice(0, most), dayOf).map(({ day, entries: of }) => (
          <section key={day} aria-label={labelDate(day)}>
            <Title order={3} size="h6">{labelDate(day)}</Title>
            <ol>{of.map((entry) => <li key={entry.key}><One entry={entry} {...named} /></li>)}</ol>
          </section>
        ))}
        {isShown && entries.length > most && <Button size="compact-sm" variant="light" onClick={() => setMost(most + SHOWN)}>{said.rest(count(entries.length - most))}</Button>}
      </div>
    </div>
  )
}

function One({ entry, nameOf, fieldOf }: Named & { readonly entry: Entry }) {
  const Icon = icons[entry.what]
  const who = nameOf(entry.actorId)
  return (
    <div className={styles['entry']}>
      <time dateTime={entry.at} title={exactMoment(entry.at)}>{clock(entry.at)}</time>
      <span className={styles['icon']} style={{ color: `var(--mantine-color-${colours[entry.what]}-light-color)`, background: `var(--mantine-color-${colours[entry.what]}-light)` }}><Icon size={15} aria-hidden="true" /></span>
      <div>
        <div><Link to={`/documents/${entry.documentId}`}>{titleOf(entry)}</Link> {detailOf(entry)}</div>
        {entry.what === 'changed' && <ul className={styles['fields']}>{entry.fields.map((fact) => <li key={fact.field}>{changedSaid(fact, fieldOf(fact.field), nameOf)}</li>)}</ul>}
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
