// Sites, zones and bins: as they stand in each other, or as a list with the places outside.
import { ImportLink } from '~/pages/imports/import-link'
import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { code, text } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { ListInput } from '~/ui/list-rows'
import { Page } from '~/ui/page'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { MakeLocation } from './make-location'
import { LocationTree } from './tree'

type Row = RowOf<'/locations'>
const { columns: said, filters: asked } = words

export const locationsColumns: readonly GridColumn<Row>[] = [
  code('code', said.code, (row) => row.code, (row) => `/locations/${row.id}`, { sort: 'code', width: 200 }),
  text('name', said.name, (row) => row.name, { sort: 'name', width: 240 }),
  text('kind', said.kind, (row) => words.locationKinds[row.kind] ?? row.kind, { width: 120, told: { words: words.locationKinds } }),
  text('role', said.use, (row) => words.locationRoles[row.role] ?? row.role, { width: 130, told: { words: words.locationRoles } }),
  code('site', said.site, (row) => row.site, (row) => (row.siteId === null ? null : `/locations/${row.siteId}`), { width: 140 }),
  code('parent', said.within, (row) => row.parent, (row) => (row.parentId === null ? null : `/locations/${row.parentId}`), { width: 140 }),
]

export const locationsFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.locationBegins },
  { kind: 'text', name: 'site', label: asked.site },
  { kind: 'choice', name: 'which', label: asked.which, options: [['own', asked.own], ['outside', asked.outsidePlaces], ['all', asked.all]] },
  { kind: 'choice', name: 'state', label: asked.state, options: [['open', asked.inUse], ['closed', asked.closed]] },
]

export default function Locations() {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  // A question asked of the list is a question for the list.
  const isList = search['view'] === 'list' || search['saved'] !== undefined || locationsFilters.some(({ name }) => search[name] !== undefined)
  const actions = (
    <>
      <SegmentedControl
        size="sm"
        aria-label={words.locations.view}
        value={isList ? 'list' : 'tree'}
        data={[{ value: 'tree', label: words.locations.tree }, { value: 'list', label: words.locations.list }]}
        onChange={(view) => void navigate({ to: '.', search: view === 'list' ? { view } : {}, replace: true })}
      />
      <MakeLocation />
    </>
  )
  if (!isList) return <Page title={words.places.locations} actions={actions}><LocationTree /></Page>
  return (
    <ListPage
      path="/locations"
      name={words.places.locations}
      title={words.places.locations}
      actions={actions}
      columns={locationsColumns}
      filters={locationsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/locations/${row.id}`}
      empty={{ ...words.empty.locations, action: <ImportLink kind="locations" /> }}
    />
  )
}
