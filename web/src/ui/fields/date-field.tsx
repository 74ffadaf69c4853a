// A date as it stands on a label, typed in any common way; what was understood stands below at once.
import { Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { daysBetween, labelDate, today } from '~/format'
import { words } from '~/words'
import { lastDayOf, precisionOf, readDate } from './read-date'

const parts = new Intl.DateTimeFormat().formatToParts(new Date(0)).map(({ type }) => type)
const monthFirst = parts.indexOf('month') < parts.indexOf('day')

/** The date as the API takes it; null when it cannot be read. */
export function dateOf(typed: string): string | null {
  return readDate(typed, { today: today(), monthFirst })
}

export function DateField({ label, value, onChange, isBare, error, description, isRequired, withLife }: {
  readonly label: string
  /** As it was typed. */
  readonly value: string
  readonly onChange: (typed: string) => void
  readonly isBare?: boolean
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly isRequired?: boolean
  /** Says how many days are left as well, and in red when none are. */
  readonly withLife?: boolean
}) {
  const read = dateOf(value)
  const isWrong = value.trim() !== '' && read === null
  return (
    <TextInput
      {...(isBare === true ? { 'aria-label': label } : { label })}
      {...(isRequired === true && { required: true, withAsterisk: false })}
      value={value}
      placeholder={words.fields.datePlaceholder}
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={read === null ? description : <Reading date={read} withLife={withLife === true} />}
      error={isWrong ? words.fields.noDate : error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Reading({ date, withLife }: { readonly date: string; readonly withLife: boolean }) {
  const said = precisionOf(date) === 'day' ? labelDate(date) : words.fields.toItsEnd(labelDate(date))
  if (!withLife) return <span role="status">{said}</span>
  const days = daysBetween(today(), lastDayOf(date))
  return <Text span inherit role="status" {...(days < 0 && { c: 'red', fw: 600 })}>{said} · {words.lots.lasts(days)}</Text>
}
