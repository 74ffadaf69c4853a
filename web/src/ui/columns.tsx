// The columns lists are made of: what is told in one cell, and how.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { exactMoment, labelDate, moment, money, quantity } from '~/format'
import { words } from '~/words'
import type { GridColumn } from './grid-columns'

type More<Row> = Partial<Omit<GridColumn<Row>, 'id' | 'label' | 'text'>>
type Said = string | null | undefined

/** A text as it is. */
export function text<Row>(id: string, label: string, read: (row: Row) => Said, more: More<Row> = {}): GridColumn<Row> {
  return { isFact: true, id, label, text: (row) => read(row) ?? '', ...more }
}

/** A code or number that leads to the page of the thing. */
export function code<Row>(id: string, label: string, read: (row: Row) => Said, to: (row: Row) => string | null, more: More<Row> = {}): GridColumn<Row> {
  return linked(id, label, read, to, more, 'code')
}

/** A name that leads to the page of the thing. */
export function link<Row>(id: string, label: string, read: (row: Row) => Said, to: (row: Row) => string | null, more: More<Row> = {}): GridColumn<Row> {
  return linked(id, label, read, to, more, '')
}

function linked<Row>(id: string, label: string, read: (row: Row) => Said, to: (row: Row) => string | null, more: More<Row>, className: string): GridColumn<Row> {
  const cell = (row: Row): ReactNode => {
    const [says, address] = [read(row) ?? '', to(row)]
    return address === null || says === '' ? says : <Link to={address} className={className}>{says}</Link>
  }
  return { isFact: true, id, label, text: (row) => read(row) ?? '', cell, ...more }
}

/** A whole quantity, grouped by thousands, with its unit when `unit` tells it; a link to the rows behind it when `to` says where they are. */
export function amount<Row>(id: string, label: string, read: (row: Row) => string | number, more: More<Row> & { to?: (row: Row) => string | null; unit?: (row: Row) => string } = {}): GridColumn<Row> {
  const { to, unit, ...rest } = more
  const cell = (row: Row): ReactNode => {
    const value = String(read(row))
    const says = value === '0' ? <span style={{ color: 'var(--mantine-color-dimmed)' }}>0</span> : quantity(value, unit?.(row))
    const address = to?.(row) ?? null
    return address === null || value === '0' ? says : <Link to={address}>{says}</Link>
  }
  return { isFact: true, id, label, text: (row) => String(read(row)), cell, isNumber: true, width: 110, told: { as: 'number' }, ...(unit && { ofWhat: { id: 'unit', label: words.columns.unit, text: unit } }), ...rest }
}

/** What something is worth, in the currency that is told; nothing where nobody said. */
export function value<Row>(id: string, label: string, read: (row: Row) => { readonly value: string | null; readonly currency: string | null }, of: 'sum' | 'unit', more: More<Row> = {}): GridColumn<Row> {
  const cell = (row: Row): ReactNode => {
    const { value: amount, currency } = read(row)
    return amount === null || currency === null ? '' : money(amount, currency, of)
  }
  return { isFact: true, id, label, text: (row) => read(row).value ?? '', cell, isNumber: true, width: 130, told: { as: 'number' }, ofWhat: { id: 'currency', label: words.columns.currency, text: (row) => read(row).currency ?? '' }, ...more }
}

/** A calendar date. */
export function day<Row>(id: string, label: string, read: (row: Row) => Said, more: More<Row> = {}): GridColumn<Row> {
  const cell = (row: Row): ReactNode => {
    const value = read(row) ?? ''
    return value === '' ? '' : <time dateTime={value}>{labelDate(value)}</time>
  }
  return { isFact: true, id, label, text: (row) => read(row) ?? '', cell, width: 130, told: { as: 'day' }, ...more }
}

/** When something happened, in the reader's own time; the whole moment when they point at it. */
export function when<Row>(id: string, label: string, read: (row: Row) => Said, more: More<Row> = {}): GridColumn<Row> {
  const cell = (row: Row): ReactNode => {
    const value = read(row) ?? ''
    return value === '' ? '' : <time dateTime={value} title={exactMoment(value)}>{moment(value)}</time>
  }
  return { isFact: true, id, label, text: (row) => read(row) ?? '', cell, width: 190, told: { as: 'moment' }, ...more }
}
