// Views with a name: what was asked of a list, kept in this browser. The address alone says the same to anybody else.
import { ActionIcon, Button, Divider, Group, Menu, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { words } from '~/words'
import type { ListInput } from './list-rows'

type View = { readonly name: string; readonly asked: ListInput }

export function ViewsMenu({ list, asked, set }: { readonly list: string; readonly asked: ListInput; readonly set: (asked: ListInput) => void }) {
  const [views, keep] = useLocalStorage<View[]>({ key: `lotline-views${list}`, defaultValue: [], getInitialValueInEffect: false })
  const [name, setName] = useState('')
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={260}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden="true" />}>{words.grid.views}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item closeMenuOnClick onClick={() => set({})}>{words.grid.viewOfAll}</Menu.Item>
        {views.map((view) => (
          <Group key={view.name} gap={0} wrap="nowrap">
            <Menu.Item closeMenuOnClick onClick={() => set(view.asked)}>{view.name}</Menu.Item>
            <ActionIcon variant="subtle" color="gray" aria-label={words.grid.forgetView(view.name)} onClick={() => keep(views.filter((one) => one.name !== view.name))}>
              <IconTrash size={14} aria-hidden="true" />
            </ActionIcon>
          </Group>
        ))}
        <Divider my={4} />
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') return
            keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), asked }])
            setName('')
          }}
        >
          <Group gap={4} p={6} wrap="nowrap">
            <TextInput size="xs" aria-label={words.grid.viewName} placeholder={words.grid.viewName} value={name} onChange={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => event.stopPropagation()} />
            <Button size="xs" type="submit" disabled={name.trim() === ''}>{words.grid.saveView}</Button>
          </Group>
        </form>
      </Menu.Dropdown>
    </Menu>
  )
}
