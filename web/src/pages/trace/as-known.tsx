// What was known by then: the position of the record a trace is asked for, by moving along the record or by a day.
import { Button, Group, Slider, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ask } from '~/api'
import { useQuestion } from '~/asking'
import { moment } from '~/format'
import { words } from '~/words'

export function AsKnown({ position, set }: { readonly position: string | undefined; readonly set: (position: string | undefined) => void }) {
  const { trace: said } = words
  const newest = useQuestion('/documents', { limit: '5' })
  const last = Math.max(0, ...(newest.data?.rows ?? []).map((row) => Number(row.position ?? 0)))
  const here = position === undefined ? last : Math.min(Number(position), last)
  const [shown, setShown] = useState(here)
  useEffect(() => setShown(here), [here])
  const there = useQuestion('/changes', { after: String(Math.max(0, shown - 1)), limit: '1' }, { enabled: shown > 0 && shown < last, keep: true })
  const when = there.data?.changes[0]?.recordedAt
  const toDay = async (day: string) => {
    if (day === '') return
    const { rows } = await ask('/documents', { recordedTo: day, limit: '1' })
    set(rows[0]?.position ?? '0')
  }
  if (last === 0) return null
  const isNow = shown >= last
  return (
    <Group gap="md" align="center" wrap="wrap">
      <Text size="sm" fw={600} role="status">{isNow ? `${said.asKnown}: ${said.now}` : shown === 0 ? said.beforeAll : when === undefined ? said.position(String(shown)) : said.asKnownAt(moment(when))}</Text>
      <Slider
        w={{ base: '100%', xs: 260 }} min={0} max={last} value={shown} onChange={setShown} label={null}
        thumbLabel={said.asKnownHint} thumbProps={{ 'aria-valuetext': isNow ? said.now : shown === 0 ? said.beforeAll : said.position(String(shown)) }}
        onChangeEnd={(value) => set(value >= last ? undefined : String(value))}
      />
      <TextInput type="date" size="xs" aria-label={said.asKnownDay} onChange={(event) => void toDay(event.currentTarget.value)} />
      {position !== undefined && <Button size="compact-sm" variant="light" onClick={() => set(undefined)}>{said.backToNow}</Button>}
    </Group>
  )
}
