// A page that is a list: the same for every kind of thing. What is filtered, sorted and looked for stands in the address.
import { Button, Center, Group, Loader, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { RowSelectionState } from '@tanstack/react-table'
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Failure, ListPath, RowOf } from '~/api'
import { count } from '~/format'
import { words } from '~/words'
import { ColumnsMenu } from './columns-menu'
import { DataGrid } from './data-grid'
import { useDensity } from './density'
import { EmptyState } from './empty-state'
import { ExportButton } from './export-button'
import { type GridColumn, shown, useColumnChoice } from './grid-columns'
import { inWords, type ListFilter, ListFilters } from './list-filters'
import { type ListInput, useListRows } from './list-rows'
import { Page } from './page'
import { Problem } from './problem'
import { useViews } from './views'
import { ViewsMenu } from './views-menu'

/** What a list page is made of. */
export type ListPageProps<Path extends ListPath> = ListTableProps<Path> & {
  readonly title: string
  /** What can be done here, beside the title. */
  readonly actions?: ReactNode
  /** What stands between the title and the list. */
  readonly above?: ReactNode
}

/** What a list is made of, also as a part of another page. */
export type ListTableProps<Path extends ListPath> = {
  readonly path: Path
  readonly name: string
  readonly columns: readonly GridColumn<RowOf<Path>>[]
  readonly filters: readonly ListFilter[]
  readonly rowId: (row: RowOf<Path>) => string
  readonly rowAddress?: (row: RowOf<Path>) => string | null
  /** How it stands until somebody sorts it otherwise, by the API's name. */
  readonly sort?: string
  /** What every row must be, whatever is asked. */
  readonly fixed?: ListInput
  /** What can be done with the ticked rows. */
  readonly bulk?: (rows: readonly RowOf<Path>[], clear: () => void) => ReactNode
  /** What is said when there is none at all, and what to do then. */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode }
}

/** The page. */
export function ListPage<Path extends ListPath>({ title, actions, above, ...list }: ListPageProps<Path>) {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  // The address is already another's while the list is still here and the next page comes.
  const { pathname } = useLocation()
  const [page] = useState(pathname)
  const set = useCallback(
    (next: ListInput) => void navigate({ to: '.', search: next, replace: true, resetScroll: false }),
    [navigate],
  )
  return (
    <Page title={title} actions={actions} isFull>
      {above}
      <ListTable {...list} asked={search} set={set} isAddress={pathname === page} />
    </Page>
  )
}

// What else an address of a list may tell its page: a view that is kept, a form that is to be open.
const ofThePage = ['saved', 'view', 'place', 'make']

const without = (asked: ListInput, names: readonly string[]): ListInput => Object.fromEntries(Object.entries(asked).filter(([name]) => !names.includes(name)))

// The names of what was asked for and cannot be read.
function unreadOf(failure: Failure | null, asked: ListInput): readonly string[] {
  if (failure?.status !== 422) return []
  return [...new Set(failure.complaints.map(({ path }) => path))].filter((name) => name in asked)
}

// What the column is called that a list was to be sorted by.
function sortLabel(columns: readonly Pick<GridColumn<never>, 'sort' | 'label'>[], sort = ''): string {
  const name = sort.replace('-', '')
  return columns.find((column) => column.sort === name)?.label ?? name
}

/** A list within a page; what is asked of it is kept there. */
export function ListPart<Path extends ListPath>(list: ListTableProps<Path>) {
  const [asked, set] = useState<ListInput>({})
  return <ListTable {...list} asked={asked} set={set} isPart />
}

type Asked = { readonly asked: ListInput; readonly set: (asked: ListInput) => void; readonly isPart?: boolean; readonly isAddress?: boolean }

function ListTable<Path extends ListPath>({ path, name, columns, filters, rowId, rowAddress, sort, fixed, bulk, empty, asked, set, isPart, isAddress }: ListTableProps<Path> & Asked) {
  const navigate = useNavigate()
  const isNarrow = useMediaQuery('(max-width: 48em)', matchMedia('(max-width: 48em)').matches, { getInitialValueInEffect: false })
  const { isFloor } = useDensity()
  const { view, views } = useViews(asked['saved'] ?? null, isPart !== true)
  const choice = useColumnChoice(path, columns, view)
  const visible = useMemo(() => shown(columns, choice.choice), [columns, choice.choice])
  const [selection, setSelection] = useState<RowSelectionState>({})
  const known = useMemo(() => new Set([...filters.map((filter) => filter.name), 'sort']), [filters])
  const wanted = useMemo(
    () => ({ ...(sort !== undefined && { sort }), ...Object.fromEntries(Object.entries(asked).filter(([key, value]) => known.has(key) && value !== '')), ...fixed }),
    [asked, fixed, known, sort],
  )
  // What the server cannot read is left out, and said; the rest is asked all the same.
  const { failure } = useListRows(path, wanted)
  const isTooManyToSort = failure?.code === 'sort_needs_filter'
  const unread = isTooManyToSort ? ['sort'] : unreadOf(failure, asked)
  const unreadNames = unread.join(' ')
  const input = useMemo(() => without(wanted, unreadNames.split(' ')), [wanted, unreadNames])
  const list = useListRows(path, input)
  const strange = isAddress === true ? Object.keys(asked).filter((key) => !known.has(key) && !ofThePage.includes(key)) : []
  const change = useCallback(
    (filter: string, value: string) => {
      const rest = Object.fromEntries(Object.entries(asked).filter(([key]) => key !== filter))
      set(value === '' ? rest : { ...rest, [filter]: value })
    },
    [asked, set],
  )
  const open = useCallback(
    (address: string, inNewTab: boolean) => (inNewTab ? void window.open(address, '_blank') : void navigate({ to: address })),
    [navigate],
  )
  const ticked = list.rows.filter((row) => selection[rowId(row)] === true)
  const isFiltered = Object.keys(input).some((key) => key !== 'sort' && !(fixed !== undefined && key in fixed))
  const total = list.total
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 10, flex: '1 1 auto', minHeight: 0, maxHeight: isPart ? 'max(24rem, 60vh)' : undefined }}>
      <Group justify="space-between" gap="xs" align="start">
        <ListFilters filters={filters} input={asked} change={change} />
        <Group gap="xs">
          <Text size="sm" c="dimmed" role="status">
            {total === null ? '' : total.isExact ? words.grid.total(total.count) : words.grid.moreThan(total.count)}
          </Text>
          {!isPart && (
            <ViewsMenu list={path} columns={visible} made={columns} input={input} filters={filters} views={views} view={view} hasOwnColumns={choice.isOwn} forgetColumns={() => choice.set(null)} />
          )}
          <ColumnsMenu columns={columns} {...choice} />
          <ExportButton path={path} name={name} input={input} columns={visible} filters={inWords(filters, input)} ticked={ticked} />
        </Group>
      </Group>
      {[...strange, ...unread].map((key) => (
        <Text key={key} size="sm" role="status">
          {key === 'sort' && isTooManyToSort ? words.grid.tooManyToSort(sortLabel(columns, wanted['sort'])) : strange.includes(key) ? words.grid.strange(key) : words.grid.unread(filters.find(({ name: filter }) => filter === key)?.label ?? key, asked[key] ?? '', key === 'sort')}{' '}
          {key in asked && (isAddress === true ? <Link to="." search={without(asked, [key])} replace resetScroll={false}>{words.grid.leaveOut}</Link> : <Button size="compact-sm" variant="subtle" onClick={() => set(without(asked, [key]))}>{words.grid.leaveOut}</Button>)}
        </Text>
      ))}
      {list.hasNews && (
        <Group gap="xs" role="status">
          <Text size="sm">{words.grid.changed}</Text>
          <Button size="compact-sm" variant="light" onClick={list.again}>{words.grid.showNew}</Button>
        </Group>
      )}
      {bulk !== undefined && ticked.length > 0 && (
        <Group gap="xs" p={6} style={{ background: 'var(--mantine-color-default-hover)', borderRadius: 4 }}>
          <Text size="sm" fw={600} role="status">{words.grid.selected(ticked.length)}</Text>
          {bulk(ticked, () => setSelection({}))}
          <Button size="compact-sm" variant="subtle" onClick={() => setSelection({})}>{words.grid.selectNone}</Button>
        </Group>
      )}
      {list.failure !== null && list.rows.length === 0 ? (
        <Problem failure={list.failure} again={list.again}>
          {list.failure.status === 422 && isFiltered && <Button mt="xs" size="compact-sm" variant="light" onClick={() => set({})}>{words.grid.allAgain}</Button>}
        </Problem>
      ) : list.isWaiting ? (
        <Center flex={1}><Loader aria-label={words.waiting} /></Center>
      ) : list.rows.length === 0 ? (
        isFiltered ? (
          <EmptyState title={words.grid.nothingFits} text={words.grid.nothingFitsHint}>
            <Button variant="light" onClick={() => set({})}>{words.grid.allAgain}</Button>
          </EmptyState>
        ) : (
          <EmptyState title={empty.title} text={empty.text}>{empty.action}</EmptyState>
        )
      ) : (
        <DataGrid
          label={name}
          rows={list.rows}
          columns={visible}
          rowId={rowId}
          {...(rowAddress && { rowAddress })}
          open={open}
          {...(input['sort'] !== undefined && { sort: input['sort'] })}
          onSort={(sort) => change('sort', sort)}
          selection={selection}
          {...(bulk && { onSelect: setSelection })}
          onEnd={list.more}
          isCards={isNarrow}
          isFloor={isFloor}
          foot={
            list.isComing ? (
              <Center p="sm"><Loader size="sm" aria-label={words.waiting} /></Center>
            ) : list.failure !== null ? (
              <Problem failure={list.failure} again={list.more} />
            ) : list.isMore ? null : (
              <Text size="xs" c="dimmed" p="xs" ta="center">{words.grid.end(count(list.rows.length))}</Text>
            )
          }
        />
      )}
    </div>
  )
}
