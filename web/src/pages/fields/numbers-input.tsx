// The numbers of units, typed or scanned: each scan adds one, and the field keeps the focus for the next.
import { Textarea, type TextareaProps } from '@mantine/core'
import { useRef } from 'react'
import { useFieldScan } from '~/ui/fields/use-scan'
import { numbersOf } from './units'

export function NumbersInput({ value, onChange, ...more }: Omit<TextareaProps, 'value' | 'onChange' | 'ref'> & { readonly value: string; readonly onChange: (value: string) => void }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useFieldScan(field, (code) => {
    const there = numbersOf(value)
    // A unit that is scanned twice is one unit.
    if (!there.includes(code)) onChange([...there, code].join('\n'))
  })
  return <Textarea ref={field} data-takes-scans autosize minRows={1} autoComplete="off" spellCheck={false} {...more} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
}
