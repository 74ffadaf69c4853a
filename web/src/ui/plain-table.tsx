// A short table within a page: all its rows at once, the columns those of the grid. On a phone a row is a card, so that nothing
// of it stands beyond the edge.
import { useMediaQuery } from '@mantine/hooks'
import { words } from '~/words'
import styles from './facts.module.css'
import type { GridColumn } from './grid-columns'

type Props<Row> = {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly none: string
}

const NARROW = '(max-width: 36em)'
/** So many columns find room on a phone. */
const FEW = 2

export function PlainTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowId, none } = props
  const isNarrow = useMediaQuery(NARROW, matchMedia(NARROW).matches, { getInitialValueInEffect: false })
  if (rows.length === 0) return <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{none}</p>
  if (isNarrow && columns.length > FEW) return <Cards {...props} />
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

// Facts that are empty are left out; what can be done or chosen never is.
function Cards<Row>({ label, columns, rows, rowId }: Props<Row>) {
  return (
    <ul className={styles['cards']} aria-label={label}>
      {rows.map((row) => (
        <li key={rowId(row)}>
          <dl>
            {columns.filter((column) => column.text(row) !== '' || column.isFact !== true || column.label === '').map((column) => (
              <div key={column.id}>
                <dt>{column.label === '' ? words.form.more : column.label}</dt>
                <dd>{column.cell === undefined ? column.text(row) : column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
