// A short table within a page: all its rows at once, the columns those of the grid.
import type { GridColumn } from './grid-columns'
import styles from './facts.module.css'

export function PlainTable<Row>({ label, columns, rows, rowId, none }: {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly none: string
}) {
  if (rows.length === 0) return <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{none}</p>
  return (
    <section className={styles['scroll']} tabIndex={0} aria-label={label}>
      <table className={styles['plain']}>
        <thead>
          <tr>{columns.map((column) => <th key={column.id} scope="col" data-number={column.isNumber || undefined}>{column.label}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => (
                <td key={column.id} data-number={column.isNumber || undefined}>{column.cell === undefined ? column.text(row) : column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
