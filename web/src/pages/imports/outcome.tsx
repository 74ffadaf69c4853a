// What came of a list: numbers, why some were refused, what was made with links to it, and the way back.
import { Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type RowOf, stepImport } from '~/api'
import { useAnswer, useQuestion } from '~/asking'
import { addressOf as pageOf } from '~/shell/places'
import { code, text } from '~/ui/columns'
import { EmptyState } from '~/ui/empty-state'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { ListPart } from '~/ui/list-page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'
import { Download, Numbers } from './checked'
import type { Import } from './import'

type Row = RowOf<'/import-documents'>
const said = words.imports

const pages: { readonly [kind in Import['kind']]: string } = {
  items: 'item', locations: 'location', partners: 'partner', lots: 'lot', receipts: 'document', orders: 'order', shipments: 'document', returns: 'document',
}

export function Outcome({ of }: { readonly of: Import }) {
  const [isUndoing, setUndoing] = useState(false)
  const run = useAnswer(() => stepImport(of.id, 'run', { leavesOut: of.leavesOut }))
  const undo = useAnswer((reason: string) => stepImport(of.id, 'undo', { reason }))
  const failing = of.report?.failing ?? 0
  const numbers: [string, number][] = [
    [said.made, of.made], [said.changed, of.changed], [said.already, of.already], [said.refused, of.refused], [said.leftOut, failing], [said.undone, of.undone], [said.kept, of.kept],
  ]
  const canUndo = of.made + of.changed > 0 && of.kind !== 'lots'
  const canRun = of.hasFile && of.state !== 'undone' && (of.state === 'stopped' || of.refused > 0 || failing > 0)
  const isFailing = of.hasFile && of.refused + failing > 0
  return (
    <>
      {run.error !== null && <Problem failure={run.error} />}
      <Section title={said.came}>
        <Numbers numbers={numbers.filter(([, value], at) => at === 0 || value > 0)} />
        {of.kept > 0 && <Text size="sm" c="dimmed" mt="xs">{said.keptHint}</Text>}
        <Group mt="md">
          <Button component={Link} to="/import">{said.another}</Button>
          {isFailing && <Download id={of.id} />}
          {canRun && <Button variant="default" loading={run.isPending} onClick={() => run.mutate(undefined)}>{said.runAgain}</Button>}
          {canUndo && <Button variant="default" color="red" onClick={() => setUndoing(true)}>{of.kept > 0 ? said.undoAgain : said.undo}</Button>}
        </Group>
        {of.kind === 'lots' && <Text size="sm" c="dimmed" mt="xs">{said.undoText.lots}</Text>}
      </Section>
      {of.refused > 0 && <Refused of={of} />}
      <Section title={said.documents}>
        <ListPart
          path="/import-documents"
          name={said.documents}
          columns={columnsOf(of.kind)}
          filters={[{ kind: 'choice', name: 'outcome', label: said.outcome, options: Object.entries(said.outcomes).map(([value, label]) => [value, label] as const) }]}
          fixed={{ importId: of.id }}
          rowId={(row) => String(row.nth)}
          rowAddress={(row) => addressOf(of.kind, row)}
          empty={{ title: said.nothingToDo, text: '' }}
        />
      </Section>
      <ReasonForm
        isOpen={isUndoing}
        close={() => setUndoing(false)}
        title={said.undoTitle}
        text={`${said.undoText[of.kind]} ${said.undoHint}`}
        does={said.undo}
        color="red"
        send={{ run: (reason) => undo.mutateAsync(reason), isPending: undo.isPending, error: undo.error }}
      />
    </>
  )
}

function addressOf(kind: Import['kind'], { documentId, outcome }: Row): string | null {
  const isThere = documentId !== null && outcome !== null && outcome !== 'refused'
  if (!isThere) return null
  return pageOf(outcome === 'changed' ? 'document' : pages[kind], documentId)
}

function columnsOf(kind: Import['kind']): readonly GridColumn<Row>[] {
  return [
    text('row', said.row, (row) => String(row.row), { isNumber: true, width: 80 }),
    code('key', said.key, (row) => row.key, (row) => addressOf(kind, row), { width: 220 }),
    text('outcome', said.outcome, (row) => (row.outcome === null ? '' : said.outcomes[row.outcome]), { width: 160, told: { words: said.outcomes } }),
    text('says', said.says, (row) => row.says, { width: 420 }),
  ]
}

function Refused({ of }: { readonly of: Import }) {
  const asked = useQuestion('/imports/{id}/causes', { id: of.id, sort: 'refused' })
  const causes = asked.data?.causes ?? []
  return (
    <Section title={said.refusedWhy}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{said.refusedHint}</Text>
        {asked.error !== null ? <Problem failure={asked.error} /> : asked.data !== undefined && causes.length === 0 ? <EmptyState title={said.noFile} text="" /> : (
          <PlainTable
            label={said.refusedWhy}
            rows={causes}
            rowId={({ cause }) => cause}
            none=""
            columns={[
              { id: 'cause', label: said.says, text: ({ cause }) => cause },
              { id: 'count', label: said.row, text: (one) => said.times(one.count) },
              { id: 'rows', label: said.key, text: ({ values: [first] }) => said.inRows((first?.rows ?? []).join(', '), false) },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}
