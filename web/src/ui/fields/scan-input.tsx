// A text that may be typed or scanned: a scan goes into it while it has the focus.
import { TextInput } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { CODE, overLong } from './over-long'
import { focusNext, useFieldScan } from './use-scan'

export function ScanInput({ label, value, onChange, isBare, error, description, isRequired, most = CODE, placeholder, isFirst }: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isBare?: boolean
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly isRequired?: boolean
  /** How many characters it may have. */
  readonly most?: number
  readonly placeholder?: string
  /** It has the focus when its dialog opens. */
  readonly isFirst?: boolean
}) {
  const field = useRef<HTMLInputElement>(null)
  useFieldScan(field, (code) => {
    onChange(code)
    focusNext(field.current)
  })
  return (
    <TextInput
      ref={field}
      data-takes-scans
      {...(isFirst === true && { 'data-autofocus': true })}
      {...(isBare === true ? { 'aria-label': label } : { label })}
      {...(isRequired === true && { required: true, withAsterisk: false })}
      value={value}
      autoComplete="off"
      spellCheck={false}
      placeholder={placeholder ?? ''}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={description}
      error={overLong(value, most) ?? error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
