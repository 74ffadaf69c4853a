// What can be done from anywhere: the palette offers all of it, the first page what fits whoever looks.
import {
  IconArrowsMove, IconArrowsShuffle, IconBasketPlus, IconCalendarPlus, IconFileUpload, IconForklift, IconHandStop, IconPackageExport, IconPackageImport, IconReceipt,
  IconShoppingCart, IconSitemap, IconTruckReturn,
} from '@tabler/icons-react'
import type { Place } from './places'
import { words } from '~/words'

/** Something one can do, for whoever has the permission. */
export type Action = Omit<Place, 'key'> & { readonly name: string; readonly search: { readonly [name: string]: string }; readonly needs: string }

const { doing } = words

/** Everything, the most frequent first. */
export const actions: readonly Action[] = [
  { name: 'receive', label: doing.receive, to: '/receive', search: {}, needs: 'stock.receive', icon: IconPackageImport },
  { name: 'putAway', label: doing.putAway, to: '/put-away', search: {}, needs: 'stock.move', icon: IconForklift },
  { name: 'pick', label: doing.pick, to: '/orders', search: { state: 'reserved', sort: 'placedAt' }, needs: 'order.pick', icon: IconShoppingCart },
  { name: 'ship', label: doing.ship, to: '/orders', search: { state: 'picked', sort: 'placedAt' }, needs: 'order.ship', icon: IconPackageExport },
  { name: 'move', label: doing.move, to: '/stock', search: {}, needs: 'stock.move', icon: IconArrowsMove },
  { name: 'order', label: doing.order, to: '/orders/new', search: {}, needs: 'order.write', icon: IconBasketPlus },
  { name: 'return', label: doing.return, to: '/returns/new', search: {}, needs: 'return.receive', icon: IconTruckReturn },
  { name: 'make', label: doing.make, to: '/transformations/make', search: {}, needs: 'stock.transform', icon: IconArrowsShuffle },
  { name: 'hold', label: doing.hold, to: '/holds', search: { place: 'new' }, needs: 'hold.place', icon: IconHandStop },
  { name: 'announce', label: doing.announce, to: '/announcements/make', search: {}, needs: 'stock.receive', icon: IconCalendarPlus },
  { name: 'trace', label: doing.trace, to: '/trace', search: {}, needs: 'record.read', icon: IconSitemap },
  { name: 'import', label: doing.import, to: '/import', search: {}, needs: 'import.run', icon: IconFileUpload },
  { name: 'item', label: doing.item, to: '/items', search: {}, needs: 'item.write', icon: IconReceipt },
]
