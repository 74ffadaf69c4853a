// The months as a map: a day is the stronger the more ends on it, and leads to what ends. By value, a day whose lots have none
// is there all the same.
import { Link } from '@tanstack/react-router'
import { labelDate, shortAmount, today as todayHere, weekdays } from '~/format'
import type { ListInput } from '~/ui/list-rows'
import { words } from '~/words'
import styles from './calendar.module.css'
import { type Ending, levelOf, type Measure, monthAfter, totalOf, weeksOf, weightOf } from './expiry-rules'

export function Calendar({ first, months, ending, measure, isValued, chosen }: {
  readonly first: string
  readonly months: number
  readonly ending: Ending
  readonly measure: Measure
  readonly isValued: boolean
  readonly chosen: string | undefined
}) {
  const days = new Map(ending.days.map(({ day, sums }) => [day, sums]))
  const most = ending.days.reduce((max, { sums }) => {
    const weight = weightOf(sums, measure)
    return weight > max ? weight : max
  }, 0n)
  const today = todayHere()
  const cell = (day: string) => {
    const sums = days.get(day) ?? []
    const level = levelOf(weightOf(sums, measure), most)
    const isToday = day === today ? { className: styles['today'] } : {}
    if (level === 0 && (measure.by !== 'value' || sums.length === 0)) return <td key={day} {...isToday}>{Number(day.slice(8))}</td>
    const within = `${day}/${day}`
    const total = totalOf(sums)
    const worth = measure.by === 'value' ? total.values.find(({ currency }) => currency === measure.currency)?.value : undefined
    const says = words.expiry.dayHas(labelDate(day), total, isValued || measure.by === 'value')
    return (
      <td key={day} {...isToday}>
        <Link
          to="." search={(before: ListInput) => ({ ...before, within })} resetScroll={false} className={styles['day']} data-level={level} data-past={day < today || undefined}
          aria-current={chosen === within} aria-label={says} title={says}
        >
          <span>{Number(day.slice(8))}<small aria-hidden="true">{measure.by !== 'value' ? words.expiry.short(total.lots) : worth === undefined ? '–' : shortAmount(worth)}</small></span>
        </Link>
      </td>
    )
  }
  return (
    <div className={styles['months']}>
      {Array.from({ length: months }, (_, nth) => monthAfter(first, nth)).map((month) => (
        <table key={month} className={styles['month']}>
          <caption>{labelDate(month)}</caption>
          <thead><tr>{weekdays.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {weeksOf(month).map((week) => <tr key={week.find((day) => day !== null)}>{week.map((day, nth) => (day === null ? <td key={weekdays[nth]} /> : cell(day)))}</tr>)}
          </tbody>
        </table>
      ))}
    </div>
  )
}
