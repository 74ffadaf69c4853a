// Views of a list under a name: one's own and everybody's, each with an address. The address alone says the same to anybody else.
import { ActionIcon, Button, Checkbox, Divider, Group, NavLink, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconCheck, IconClock, IconTrash, IconUsers } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { words } from '~/words'
import { tellDone } from './done'
import type { GridColumn, ShownView } from './grid-columns'
import type { ListFilter } from './list-filters'
import type { ListInput } from './list-rows'
import { sentenceOf } from './problem'
import { isAlike, toldView, useOldViews, type View } from './views'

type Props<Row> = {
  readonly list: string
  /** The columns that are shown, and those the page has. */
  readonly columns: readonly GridColumn<Row>[]
  readonly made: readonly GridColumn<Row>[]
  readonly input: ListInput
  readonly filters: readonly ListFilter[]
  readonly views: readonly View[]
  readonly view: (ShownView & { readonly of: View }) | null
  readonly hasOwnColumns: boolean
  readonly forgetColumns: () => void
}

export function ViewsMenu<Row>({ list, columns, made, input, filters, views, view, hasOwnColumns, forgetColumns }: Props<Row>) {
  const { pathname } = useLocation()
  useOldViews(list, made, filters)
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const change = useCommand('/views/change')
  const current = view?.of ?? null
  const isChanged = current !== null && (hasOwnColumns || !isAlike(current.asked, input))
  const keep = async (of: View) => {
    await change.mutateAsync({ viewId: of.id, ...toldView(columns, filters, input) })
    forgetColumns()
    tellDone(words.grid.viewKept(of.name))
  }
  const [own, others] = [views.filter(({ isOwn }) => isOwn), views.filter(({ isOwn }) => !isOwn)]
  const rows = (some: readonly View[]) => some.map((one) => <ViewRow key={one.id} view={one} isCurrent={one.id === current?.id} close={close} />)
  return (
    <Popover position="bottom-end" width={320} opened={isOpen} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden="true" />} onClick={() => setOpen(!isOpen)}>{current === null ? words.grid.views : words.grid.view(current.name)}</Button>
      </Popover.Target>
      <Popover.Dropdown p={4} mah="70vh" style={{ overflowY: 'auto' }}>
        <NavLink label={words.grid.viewOfAll} active={false} onClick={close} renderRoot={(props) => <Link to={pathname} activeOptions={{ exact: true }} {...props} />} />
        {own.length > 0 && <Text size="xs" c="dimmed" px="sm" pt={6}>{words.grid.viewsOwn}</Text>}
        {rows(own)}
        {others.length > 0 && <Text size="xs" c="dimmed" px="sm" pt={6}>{words.grid.viewsShared}</Text>}
        {rows(others)}
        <Divider my={4} />
        <Stack gap={4}>
          {current?.isOwn === true && isChanged && <Button size="xs" variant="light" mx={6} loading={change.isPending} onClick={() => void keep(current).catch(stays)}>{words.grid.changeView(current.name)}</Button>}
          {change.error !== null && <Text size="xs" c="red" px="sm" role="alert">{sentenceOf(change.error)}</Text>}
          <KeepView told={{ list, page: pathname, ...toldView(columns, filters, input) }} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

// The failure stands beside the view.
const stays = () => {}

/** The search of a view's address. */
const searchOf = ({ asked, id }: View) => ({ ...asked, saved: id })

function ViewRow({ view, isCurrent, close }: { readonly view: View; readonly isCurrent: boolean; readonly close: () => void }) {
  const may = useMay()
  const change = useCommand('/views/change')
  const remove = useCommand('/views/remove')
  const create = useCommand('/views')
  const share = async (isShared: boolean) => {
    await change.mutateAsync({ viewId: view.id, isShared })
    tellDone(isShared ? words.grid.viewShown(view.name) : words.grid.viewHidden(view.name), () => change.mutateAsync({ viewId: view.id, isShared: !isShared }))
  }
  const forget = async () => {
    await remove.mutateAsync({ viewId: view.id })
    const { list, page, name, isShared, asked, columns, filters } = view
    tellDone(words.grid.viewForgotten(name), () => create.mutateAsync({ list, page, name, isShared, asked, columns, filters }))
  }
  const failure = change.error ?? remove.error
  return (
    <>
      <Group gap={0} wrap="nowrap">
        <NavLink flex={1} label={view.name} {...(!view.isOwn && view.by !== null && { description: words.grid.viewBy(view.by) })} active={false} onClick={close}
          {...(isCurrent && { 'aria-current': 'true' as const, leftSection: <IconCheck size={14} aria-hidden="true" /> })}
          renderRoot={(props) => <Link to={view.page} search={searchOf(view)} {...props} />} />
        {may('report.write') && (
          <ActionIcon variant="subtle" color="gray" aria-label={words.reports.asReport(view.name)} onClick={close} renderRoot={(props) => <Link to="/reports" search={{ view: view.id }} {...props} />}>
            <IconClock size={14} aria-hidden="true" />
          </ActionIcon>
        )}
        {view.isOwn && may('view.share') && (
          <ActionIcon variant={view.isShared ? 'light' : 'subtle'} {...(!view.isShared && { color: 'gray' })} aria-pressed={view.isShared}
            aria-label={view.isShared ? words.grid.unshareView(view.name) : words.grid.shareView(view.name)} onClick={() => void share(!view.isShared).catch(stays)}>
            <IconUsers size={14} aria-hidden="true" />
          </ActionIcon>
        )}
        {view.isOwn && (
          <ActionIcon variant="subtle" color="gray" aria-label={words.grid.forgetView(view.name)} onClick={() => void forget().catch(stays)}>
            <IconTrash size={14} aria-hidden="true" />
          </ActionIcon>
        )}
      </Group>
      {failure !== null && <Text size="xs" c="red" px="sm" role="alert">{sentenceOf(failure)}</Text>}
    </>
  )
}

function KeepView({ told }: { readonly told: { readonly list: string; readonly page: string } & ReturnType<typeof toldView> }) {
  const may = useMay()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const create = useCommand('/views')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    await create.mutateAsync({ ...told, name: wanted, isShared })
    setName('')
    tellDone(words.grid.viewKept(wanted))
  }
  return (
    <form onSubmit={(event) => void submit(event).catch(stays)}>
      <Group gap={4} p={6} wrap="nowrap" align="start">
        <TextInput size="xs" flex={1} aria-label={words.grid.viewName} placeholder={words.grid.viewName} value={name} maxLength={80}
          {...(create.error !== null && { error: sentenceOf(create.error) })} onChange={(event) => { setName(event.currentTarget.value); create.reset() }} />
        <Button size="xs" type="submit" loading={create.isPending} disabled={name.trim() === ''}>{words.grid.saveView}</Button>
      </Group>
      {may('view.share') && <Checkbox px={6} pb={6} size="xs" label={words.grid.viewIsShared} checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />}
    </form>
  )
}
