// What has ended and what ends soon, each a link to its lots.
import { Link } from '@tanstack/react-router'
import type { ListInput } from '~/ui/list-rows'
import { words } from '~/words'
import styles from './calendar.module.css'
import { type Band, weightOf } from './expiry-rules'

export function Bands({ bands, chosen }: { readonly bands: readonly Band[]; readonly chosen: string | undefined }) {
  return (
    <div className={styles['bands']}>
      {bands.map(({ name, within, sums }) => (
        <Link key={name} to="." search={(before: ListInput) => ({ ...before, within })} resetScroll={false} className={styles['band']} data-band={name} aria-current={chosen === within}>
          <span>{words.expiry.bands[name]}</span>
          <strong>{words.expiry.lots(Number(weightOf(sums, { by: 'lots' })))}</strong>
          <span>{words.expiry.sums(sums)}</span>
        </Link>
      ))}
    </div>
  )
}
