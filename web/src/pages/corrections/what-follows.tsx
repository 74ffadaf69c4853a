// What a correction does, before it is recorded and afterwards: what was set aside and is not any more, which lots became
// others, whose trace is another now.
import { Alert, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { AnswerOf } from '~/api'
import { count, labelDate, quantity } from '~/format'
import { changedSaid, idsAmong } from '~/ui/changed-values'
import { code, text } from '~/ui/columns'
import { type Fact, Facts } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { useNames } from '~/ui/names'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'

/** What a correction answers. */
export type Corrected = NonNullable<AnswerOf<'/documents/{id}/corrections'>['did']>
type Trace = Corrected['traces'][number]
type NameOf = (id: string) => string

const { correct: said, columns: called } = words

export function WhatFollows({ of }: { readonly of: Corrected }) {
  const names = useNames(idsOf(of))
  const nameOf: NameOf = (id) => names.get(id)?.name ?? of.traces.find(({ lotId }) => lotId === id)?.code ?? id.slice(-8)
  const traces = of.traces.filter(isOther)
  const columns = useMemo(() => columnsWith((id) => names.get(id)?.name ?? id.slice(-8)), [names]).filter((column) => traces.some((trace) => column.text(trace) !== ''))
  const list = (lines: readonly string[]) => (lines.length === 0 ? null : <List size="sm" listStyleType="none">{lines.map((line) => <List.Item key={line}>{line}</List.Item>)}</List>)
  const facts: readonly Fact[] = [
    [said.facts.lines, count(of.lines)],
    [said.facts.unpicked, of.unpicked === '0' ? null : quantity(of.unpicked)],
    [said.facts.voided, of.voided === '0' ? null : quantity(of.voided)],
    [said.facts.renamed, list(of.renamed.map(({ lotId, changed, values }) => said.renamedTo(nameOf(lotId), fieldsSaid(changed, values, (one) => names.get(one)?.name))))],
    [said.facts.merged, list(of.merged.map(({ lotId, intoLotId }) => said.mergedInto(nameOf(lotId), nameOf(intoLotId))))],
    [said.facts.holds, of.holds.length === 0 ? null : count(of.holds.length)],
  ]
  return (
    <>
      <Facts facts={facts} />
      {of.outlasts.length > 0 && (
        <Alert color="orange" variant="light" title={said.facts.outlasts} mt="sm">
          <List size="sm">
            {of.outlasts.map(({ lotId, lastsTo, inputLotId, inputLastsTo }) => (
              <List.Item key={`${lotId} ${inputLotId}`}>{said.outlasts(nameOf(lotId), lastsTo === null ? said.noDate : labelDate(lastsTo), nameOf(inputLotId), labelDate(inputLastsTo))}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {traces.length === 0 ? <Text size="sm" mt="sm">{said.noTraces}</Text> : (
        <>
          <Text size="sm" fw={600} mt="sm" mb={4}>{said.traces}</Text>
          <PlainTable label={said.traces} columns={columns} rows={traces} rowId={({ lotId }) => lotId} none={said.noTraces} />
        </>
      )}
    </>
  )
}

// Those of a correction that is older than what it tells of values are told by their names alone.
function fieldsSaid(changed: readonly string[], values: Corrected['renamed'][number]['values'], nameOf: (id: string) => string | undefined): string {
  const label = (field: string) => words.fieldOf(field).toLowerCase()
  return (values === undefined ? changed.map(label) : values.map((one) => changedSaid(one, label(one.field), nameOf))).join(', ')
}

// A lot whose code alone is another has the same trace.
const isOther = ({ shipments, customers, becomes, madeOf }: Trace) =>
  shipments.length + [customers, becomes, madeOf].reduce((sum, { added, removed }) => sum + added.length + removed.length, 0) > 0

function idsOf({ renamed, merged, outlasts, traces }: Corrected): string[] {
  return [
    ...renamed.flatMap(({ lotId, values = [] }) => [lotId, ...idsAmong(values)]), ...merged.flatMap(({ lotId, intoLotId }) => [lotId, intoLotId]), ...outlasts.flatMap(({ lotId, inputLotId }) => [lotId, inputLotId]),
    ...traces.flatMap(({ customers, becomes, madeOf }) => [customers, becomes, madeOf].flatMap(({ added, removed }) => [...added, ...removed])),
  ]
}

function columnsWith(nameOf: NameOf): readonly GridColumn<Trace>[] {
  const customers = (id: string, label: string, read: (trace: Trace) => readonly string[]): GridColumn<Trace> => ({
    ...text<Trace>(id, label, (trace) => read(trace).map(nameOf).join(', ')),
    cell: (trace) => read(trace).map((one) => <Link key={one} to={`/partners/${one}`} style={{ marginRight: 6 }}>{nameOf(one)}</Link>),
  })
  const both = ({ added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] }) =>
    [added.length === 0 ? '' : said.added(added.map(nameOf).join(', ')), removed.length === 0 ? '' : said.removed(removed.map(nameOf).join(', '))].filter((one) => one !== '').join(' ')
  return [
    code('lot', said.tracedLot, (trace) => trace.code, (trace) => `/lots/${trace.lotId}`),
    text('sku', called.item, (trace) => trace.sku),
    customers('more', said.more_, (trace) => trace.customers.added),
    customers('fewer', said.fewer, (trace) => trace.customers.removed),
    text('shipments', said.shipments, (trace) => {
      const sum = (which: 'before' | 'now') => trace.shipments.reduce((all, one) => all + BigInt(one[which]), 0n)
      return trace.shipments.length === 0 ? '' : said.shipped(quantity(sum('before')), quantity(sum('now')))
    }, { isNumber: true }),
    text('becomes', said.goesInto, (trace) => both(trace.becomes)),
    text('madeOf', said.madeOf, (trace) => both(trace.madeOf)),
  ]
}
