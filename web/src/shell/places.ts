// The rooms of the house, by what people do. A room appears when there is something in it.
import {
  IconArrowsShuffle, IconBell, IconBuildingStore, IconBuildingWarehouse, IconFileText, IconHandStop, IconHome, IconPackageExport, IconPackageImport,
  IconPackages, IconReceipt, IconShoppingCart, IconTag, IconTruckReturn, IconUsers, IconTransfer, IconBarcode, IconCalendarDue, IconSettings, IconSitemap, IconCalendarStats, IconFileUpload, IconForklift, IconReport,
} from '@tabler/icons-react'
import type { FunctionComponent } from 'react'
import { words } from '~/words'

/** A place one can go to. */
export type Place = {
  readonly to: string
  readonly label: string
  readonly icon: FunctionComponent<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>
  /** The letter after `g`. */
  readonly key?: string
}

const { places } = words

/** The groups of the navigation. */
export const rooms: readonly { readonly label: string | null; readonly places: readonly Place[] }[] = [
  { label: null, places: [{ to: '/', label: places.home, icon: IconHome, key: 'h' }, { to: '/alerts', label: places.alerts, icon: IconBell }] },
  {
    label: places.stock,
    places: [
      { to: '/stock', label: places.onHand, icon: IconPackages, key: 's' },
      { to: '/lots', label: places.lots, icon: IconTag, key: 'l' },
      { to: '/serials', label: places.serials, icon: IconBarcode },
      { to: '/expiry', label: places.expiry, icon: IconCalendarStats, key: 'e' },
      { to: '/holds', label: places.holds, icon: IconHandStop },
      { to: '/locations', label: places.locations, icon: IconBuildingWarehouse },
    ],
  },
  {
    label: places.incoming,
    places: [
      { to: '/announcements', label: places.announcements, icon: IconCalendarDue },
      { to: '/receipts', label: places.receipts, icon: IconPackageImport, key: 'r' },
      { to: '/put-away', label: places.putAway, icon: IconForklift },
    ],
  },
  { label: places.making, places: [{ to: '/transformations', label: places.transformations, icon: IconArrowsShuffle }] },
  {
    label: places.outgoing,
    places: [
      { to: '/orders', label: places.orders, icon: IconShoppingCart, key: 'o' },
      { to: '/shipments', label: places.shipments, icon: IconPackageExport },
      { to: '/returns', label: places.returns, icon: IconTruckReturn },
    ],
  },
  {
    label: places.finding,
    places: [
      { to: '/trace', label: places.trace, icon: IconSitemap, key: 't' },
      { to: '/movements', label: places.movements, icon: IconTransfer },
      { to: '/documents', label: places.documents, icon: IconFileText },
      { to: '/reports', label: places.reports, icon: IconReport },
    ],
  },
  {
    label: places.setUp,
    places: [
      { to: '/items', label: places.items, icon: IconReceipt, key: 'i' },
      { to: '/partners', label: places.partners, icon: IconUsers },
      { to: '/channels', label: places.channels, icon: IconBuildingStore },
      { to: '/import', label: places.import, icon: IconFileUpload },
      { to: '/administration', label: places.administration, icon: IconSettings },
    ],
  },
]

/** Every place by itself. */
export const allPlaces: readonly Place[] = rooms.flatMap((room) => room.places)

/** The page of a thing, or null for what has none of its own. */
export function addressOf(kind: string, id: string): string | null {
  // Rules stand together on one page.
  if (kind === 'alert_rule') return '/alerts/rules'
  const base = pages.get(kind)
  return base === undefined ? null : `${base}/${id}`
}

const pages = new Map([
  ['item', '/items'], ['lot', '/lots'], ['serial', '/serials'], ['order', '/orders'], ['partner', '/partners'],
  ['location', '/locations'], ['receipt', '/receipts'], ['return', '/returns'], ['announcement', '/announcements'],
  ['document', '/documents'], ['hold', '/holds'],
])

