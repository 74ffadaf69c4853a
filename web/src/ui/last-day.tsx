// How long something lasts: the day, and how far off it is. Words as well as colour.
import { Badge, Group } from '@mantine/core'
import { daysBetween, labelDate, today } from '~/format'
import { words } from '~/words'

/** What ends within so many days ends soon. */
export const SOON_DAYS = 30

/** How far off a day is: past, soon or later. */
export function lastingOf(bindingOn: string, now = today()): { readonly state: 'past' | 'soon' | 'later'; readonly days: number } {
  const days = daysBetween(now, bindingOn)
  return { days, state: days < 0 ? 'past' : days <= SOON_DAYS ? 'soon' : 'later' }
}

export function LastDay({ day, isShort, mayWrap }: { readonly day: string | null; readonly isShort?: boolean; readonly mayWrap?: boolean }) {
  if (day === null) return <span>{isShort ? '' : words.lots.noDate}</span>
  const { state, days } = lastingOf(day)
  return (
    <Group gap={mayWrap ? '0 6' : 6} wrap={mayWrap ? 'wrap' : 'nowrap'} component="span" display="inline-flex" {...(!mayWrap && { miw: 'max-content' })}>
      <time dateTime={day} style={{ whiteSpace: 'nowrap' }}>{labelDate(day)}</time>
      {state !== 'later' && <Badge color={state === 'past' ? 'red' : 'orange'} size="sm">{words.lots.lasts(days)}</Badge>}
      {state === 'later' && !isShort && <span style={{ color: 'var(--mantine-color-dimmed)' }}>{words.lots.lasts(days)}</span>}
    </Group>
  )
}
