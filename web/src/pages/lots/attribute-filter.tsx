// Lots by one of the shop's own attributes: which, then its value as its type is. It stands in the address as `attribute=grade=A`.
import { Button, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { areReadable, type Attribute, AttributeField, attributeSaid, attributesOf } from './attribute-fields'

const { filters: asked, grid } = words
const ANY = ''

/** The filter; `attributes` is null while nobody knows which there are. */
export function attributeFilter(attributes: readonly Attribute[] | null): readonly ListFilter[] {
  if (attributes?.length === 0) return []
  return [{
    kind: 'made', name: 'attribute', label: asked.attribute,
    said: (value) => {
      const [name, wanted] = partsOf(value)
      const attribute = attributes?.find((one) => one.name === name)
      return `${attribute?.title ?? name} = ${wanted === ANY ? asked.anyValue : attribute === undefined ? wanted : attributeSaid(attribute.type, wanted)}`
    },
    field: (value, apply) => (attributes === null ? words.waiting : <Field attributes={attributes} value={value} apply={apply} />),
  }]
}

// A value may hold `=` itself: the first ends the name.
function partsOf(value: string): readonly [name: string, wanted: string] {
  const at = value.indexOf('=')
  return at === -1 ? [value, ANY] : [value.slice(0, at), value.slice(at + 1)]
}

function Field({ attributes, value, apply }: { readonly attributes: readonly Attribute[]; readonly value: string; readonly apply: (value: string) => void }) {
  const [before, wanted] = partsOf(value)
  const [name, setName] = useState(before)
  const [typed, setTyped] = useState(wanted)
  const attribute = attributes.find((one) => one.name === name) ?? attributes[0]
  if (attribute === undefined) return null
  const isReadable = areReadable([attribute], { [attribute.name]: typed })
  return (
    <form onSubmit={(event) => {
      event.preventDefault()
      if (isReadable) apply(`${attribute.name}=${attributesOf([attribute], { [attribute.name]: typed })[attribute.name] ?? ANY}`)
    }}>
      <Stack gap="xs" w={260}>
        <NativeSelect label={asked.whichAttribute} data-autofocus value={attribute.name} data={attributes.map((one) => ({ value: one.name, label: one.title }))}
          onChange={(event) => { setName(event.currentTarget.value); setTyped(ANY) }} />
        <AttributeField key={attribute.name} attribute={attribute} label={asked.value} unsaid={asked.anyValue} value={typed} hint={attribute.type === 'choice' || attribute.type === 'yes_no' ? '' : asked.valueHint} set={setTyped} />
        <Button type="submit" disabled={!isReadable}>{grid.apply}</Button>
      </Stack>
    </form>
  )
}
