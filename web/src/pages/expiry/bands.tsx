// What has ended and what ends soon, each a link to its lots.
import { Link } from '@tanstack/react-router'
import type { ListInput } from '~/ui/list-rows'
import { words } from '~/words'
import styles from './calendar.module.css'
import { type Band, totalOf } from './expiry-rules'

export function Bands({ bands, isValued, chosen }: { readonly bands: readonly Band[]; readonly isValued: boolean; readonly chosen: string | undefined }) {
  return (
    <div className={styles['bands']}>
      {bands.map(({ name, within, sums }) => ({ name, within, total: totalOf(sums) })).map(({ name, within, total }) => (
        <Link key={name} to="." search={(before: ListInput) => ({ ...before, within })} resetScroll={false} className={styles['band']} data-band={name} aria-current={chosen === within}>
          <span>{words.expiry.bands[name]}</span>
          <strong>{words.expiry.lots(total.lots)}</strong>
          <span>{words.expiry.quantities(total)}</span>
          {isValued && total.lots > 0 && <span>{words.expiry.worth(total)}</span>}
        </Link>
      ))}
    </div>
  )
}
