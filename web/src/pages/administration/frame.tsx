// The frame of every page of administration: where else one can go, and a word to those who may not be here.
import { Group, UnstyledButton } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '~/session'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import styles from './frame.module.css'

const said = adminWords

/** A room of administration, and the permission that opens it. */
type Room = { readonly to: string; readonly label: string; readonly text: string; readonly needs: string }

/** Every room, in the order people read them. */
export const adminRooms: readonly Room[] = [
  { to: '/administration/people', ...said.rooms.people, needs: 'account.write' },
  { to: '/administration/keys', ...said.rooms.keys, needs: 'key.write' },
  { to: '/administration/webhooks', ...said.rooms.webhooks, needs: 'webhook.write' },
  { to: '/administration/attributes', ...said.rooms.attributes, needs: 'record.read' },
  { to: '/administration/audit', ...said.rooms.audit, needs: 'record.read' },
  { to: '/administration/health', ...said.rooms.health, needs: 'system.read' },
  { to: '/administration/password', ...said.rooms.password, needs: 'account.self' },
  { to: '/administration/about', ...said.rooms.about, needs: 'record.read' },
]

/** The links between the rooms somebody may enter. */
export function AdminNavigation() {
  const may = useMay()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <Group component="nav" gap={0} aria-label={words.places.administration} className={styles['rooms']}>
      {adminRooms.filter(({ needs }) => may(needs)).map(({ to, label }) => (
        <UnstyledButton key={to} className={styles['room']} aria-current={path === to ? 'page' : undefined} renderRoot={(props) => <Link to={to} {...props} />}>
          {label}
        </UnstyledButton>
      ))}
    </Group>
  )
}

/** A page of administration. */
export function AdminPage({ title, needs, actions, children }: {
  readonly title: string
  readonly needs: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const may = useMay()
  const isOpen = may(needs)
  return (
    <Page title={title} actions={isOpen ? actions : undefined}>
      <AdminNavigation />
      {isOpen ? children : <EmptyState title={words.closed.title} text={words.closed.text} />}
    </Page>
  )
}
