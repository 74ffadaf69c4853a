// A few facts about a thing, each with what it is called; the empty ones are left out.
import { Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './facts.module.css'

export type Fact = readonly [label: string, value: ReactNode]

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const told = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl className={styles['facts']}>
      {told.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A part of a page with its heading. */
export function Section({ title, actions, children }: { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section">
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', flexWrap: 'wrap', gap: 8, marginBottom: 8 }}>
        <Title order={2} size="h4">{title}</Title>
        {actions}
      </div>
      {children}
    </Paper>
  )
}
