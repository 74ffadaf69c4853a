// The lot's account: what came on the left, what became of it on the right, and whether both are the same.
import { Alert, SimpleGrid } from '@mantine/core'
import { quantity } from '~/format'
import { Section } from '~/ui/facts'
import styles from '~/ui/facts.module.css'
import { words } from '~/words'
import { addsUp, became, came, sumOf, type TracedLot, told } from './sums'

export function Balance({ lot, unit }: { readonly lot: TracedLot; readonly unit: string }) {
  const said = words.lots.balance
  return (
    <Section title={said.title}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Side title={said.came} rows={told(lot.quantities, came)} total={sumOf(lot.quantities, came)} unit={unit} />
        <Side title={said.became} rows={told(lot.quantities, became)} total={sumOf(lot.quantities, became)} unit={unit} />
      </SimpleGrid>
      <Alert mt="sm" variant="light" color={addsUp(lot) ? 'teal' : 'red'} role="status">{addsUp(lot) ? said.addsUp : said.doesNot}</Alert>
    </Section>
  )
}

function Side({ title, rows, total, unit }: {
  readonly title: string
  readonly rows: ReturnType<typeof told>
  readonly total: bigint
  readonly unit: string
}) {
  return (
    <table className={styles['plain']}>
      <thead><tr><th scope="col">{title}</th><th scope="col" data-number>{unit}</th></tr></thead>
      <tbody>
        {rows.map(({ name, quantity: amount }) => (
          <tr key={name}><td>{words.lots.sums[name]}</td><td data-number>{quantity(amount)}</td></tr>
        ))}
        <tr><td><strong>{words.lots.balance.together}</strong></td><td data-number><strong>{quantity(total)}</strong></td></tr>
      </tbody>
    </table>
  )
}
