// The grid every list is shown in: only the rows in view are drawn, so twenty thousand are as quick as twenty.
import { Checkbox, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { columnVisibilityFeature, rowSelectionFeature, type RowSelectionState, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { words } from '~/words'
import { type GridColumn, widthOf } from './grid-columns'
import styles from './grid.module.css'
import { useGridKeys } from './grid-keys'

/** What a grid shows and what may be done in it. */
export type DataGridProps<Row> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly GridColumn<Row>[]
  readonly rowId: (row: Row) => string
  /** The page of a row; Enter opens it. */
  readonly rowAddress?: (row: Row) => string | null
  readonly open: (address: string, inNewTab: boolean) => void
  readonly sort?: string
  readonly onSort?: (sort: string) => void
  readonly selection: RowSelectionState
  readonly onSelect?: (selection: RowSelectionState) => void
  /** Called when the end comes into view. */
  readonly onEnd?: () => void
  readonly isCards: boolean
  readonly isFloor: boolean
  /** Below the rows: what is still coming, or that there is nothing. */
  readonly foot?: ReactNode
}

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })
const NEAR_END = 20

/** The grid. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { rows, columns, rowId, selection, onSelect, onEnd, isCards, isFloor } = props
  const frame = useRef<HTMLElement>(null)
  const [active, setActive] = useState(-1)
  const definitions = useMemo(() => columns.map((column) => ({ id: column.id, accessorFn: column.text })), [columns])
  const table = useTable({
    features,
    data: rows,
    columns: definitions,
    getRowId: rowId,
    enableRowSelection: onSelect !== undefined,
    state: { rowSelection: selection },
    onRowSelectionChange: (change) => onSelect?.(typeof change === 'function' ? change(selection) : change),
  })
  const height = isCards ? 96 : isFloor ? 52 : 34
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: isCards ? 6 : 14,
    scrollPaddingStart: isCards ? 0 : 36,
  })
  const inView = virtual.getVirtualItems()
  const last = inView.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= rows.length - NEAR_END) onEnd?.()
  }, [last, rows.length, onEnd])
  useGridKeys({ ...props, frame, active, setActive, show: (at) => virtual.scrollToIndex(at) })

  const across = columns.length + (onSelect === undefined ? 0 : 1)
  const start = inView[0]?.start ?? 0
  const end = virtual.getTotalSize() - (inView.at(-1)?.end ?? 0)
  const model = table.getRowModel().rows
  const drawn = inView.flatMap(({ index }) => {
    const row = model[index]
    return row === undefined ? [] : [{ index, row }]
  })
  if (isCards) {
    return (
      <section ref={frame} className={styles['frame']} aria-label={props.label} tabIndex={0}>
        <div style={{ height: start }} />
        {drawn.map(({ index, row }) => (
          <div key={row.id} data-index={index} ref={virtual.measureElement} className={styles['card']} data-selected={selection[row.id] || undefined}>
            {onSelect !== undefined && (
              <Checkbox className={styles['cardTick'] ?? ''} size="md" aria-label={words.grid.select} checked={selection[row.id] === true} onChange={() => row.toggleSelected()} />
            )}
            <Card row={row.original} columns={columns} />
          </div>
        ))}
        <div style={{ height: Math.max(0, end) }} />
        {props.foot}
      </section>
    )
  }
  return (
    <section ref={frame} className={styles['frame']} tabIndex={0} style={rowHeight(height)} aria-label={props.label}>
      <table className={styles['table']} aria-rowcount={rows.length + 1} style={{ minWidth: minimum(columns) }}>
        <caption><VisuallyHidden>{props.label}</VisuallyHidden></caption>
        <colgroup>
          {onSelect && <col style={{ width: 38 }} />}
          {columns.map((column) => <col key={column.id} style={styleOf(widthOf(column))} />)}
        </colgroup>
        <thead className={styles['head']}>
          <tr aria-rowindex={1}>
            {onSelect && (
              <th className={styles['tick']} scope="col">
                <span>
                  <Checkbox
                    aria-label={words.grid.selectAll}
                    checked={rows.length > 0 && table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </span>
              </th>
            )}
            {columns.map((column) => <Heading key={column.id} column={column} sort={props.sort} onSort={props.onSort} />)}
          </tr>
        </thead>
        <tbody>
          <tr className={styles['spacer']} aria-hidden="true"><td colSpan={across} style={{ height: start }} /></tr>
          {drawn.map(({ index, row }) => (
            <GridRow
              key={row.id}
              at={index}
              id={row.id}
              row={row.original}
              columns={columns}
              isActive={index === active}
              isSelected={selection[row.id] === true}
              onActive={setActive}
              onToggle={onSelect === undefined ? null : (value) => row.toggleSelected(value)}
            />
          ))}
          <tr className={styles['spacer']} aria-hidden="true"><td colSpan={across} style={{ height: Math.max(0, end) }} /></tr>
        </tbody>
      </table>
      {props.foot}
    </section>
  )
}

// A variable of the stylesheet, which the types of React do not know.
function rowHeight(pixels: number): CSSProperties {
  const style: CSSProperties & { '--row-height': string } = { '--row-height': `${pixels}px` }
  return style
}

function styleOf(width: number | undefined): CSSProperties {
  return width === undefined ? {} : { width }
}

function minimum<Row>(columns: readonly GridColumn<Row>[]): number {
  return 38 + columns.reduce((sum, column) => sum + (widthOf(column) ?? 160), 0)
}

function Heading<Row>({ column, sort, onSort }: {
  readonly column: GridColumn<Row>
  readonly sort: string | undefined
  readonly onSort: ((sort: string) => void) | undefined
}) {
  const number = column.isNumber === true ? { 'data-number': true } : {}
  if (column.sort === undefined || onSort === undefined) {
    return <th scope="col" {...number}><span>{column.label}</span></th>
  }
  const name = column.sort
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none'
  return (
    <th scope="col" aria-sort={direction} {...number}>
      <button type="button" onClick={() => onSort(direction === 'ascending' ? `-${name}` : name)}>
        {column.label}
        {direction === 'ascending' && <IconArrowUp size={14} aria-hidden="true" />}
        {direction === 'descending' && <IconArrowDown size={14} aria-hidden="true" />}
      </button>
    </th>
  )
}

type GridRowProps<Row> = {
  readonly at: number
  readonly id: string
  readonly row: Row
  readonly columns: readonly GridColumn<Row>[]
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly onActive: (at: number) => void
  readonly onToggle: ((value?: boolean) => void) | null
}

// A row is drawn again only when something about it changed: ticking one among thousands touches one.
const GridRow = memo(RowOfGrid, (a, b) =>
  a.at === b.at && a.row === b.row && a.columns === b.columns && a.isActive === b.isActive && a.isSelected === b.isSelected,
) as typeof RowOfGrid

function RowOfGrid<Row>({ at, id, row, columns, isActive, isSelected, onActive, onToggle }: GridRowProps<Row>) {
  return (
    <tr
      className={styles['row']}
      aria-rowindex={at + 2}
      aria-selected={onToggle === null ? undefined : isSelected}
      data-row={id}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      tabIndex={isActive ? 0 : -1}
      onMouseDown={() => onActive(at)}
    >
      {onToggle !== null && (
        <td className={styles['tick']}>
          <Checkbox aria-label={words.grid.select} checked={isSelected} onChange={() => onToggle(!isSelected)} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} {...(column.isNumber === true ? { 'data-number': true } : {})}>
          {column.cell === undefined ? column.text(row) : column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

// The first column names the thing; the rest follow as facts, without the empty ones.
function Card<Row>({ row, columns }: { readonly row: Row; readonly columns: readonly GridColumn<Row>[] }) {
  const [first, ...rest] = columns
  const told = rest.filter((column) => column.text(row) !== '')
  return (
    <>
      <strong>{first?.cell === undefined ? first?.text(row) : first.cell(row)}</strong>
      <dl className={styles['cardFacts']}>
        {told.map((column) => (
          <div key={column.id} style={{ display: 'contents' }}>
            <dt>{column.label}</dt>
            <dd>{column.cell === undefined ? column.text(row) : column.cell(row)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
