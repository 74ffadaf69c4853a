// Every address of the app. A page is loaded when somebody goes there.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Failure, readSession } from './api'
import { NotThere } from './pages/not-there'
import { Broken } from './pages/broken'
import { Shell } from './shell/shell'

type Page = () => Promise<{ default: ComponentType }>

const pages: { readonly [path: string]: Page } = {
  '/': () => import('./pages/home/home'),
  '/stock': () => import('./pages/ledger/stock'),
  '/movements': () => import('./pages/ledger/movements'),
  '/shipments': () => import('./pages/ledger/shipments'),
  '/holds': () => import('./pages/ledger/holds'),
  '/serials': () => import('./pages/ledger/serials'),
  '/serials/$id': () => import('./pages/ledger/serial'),
  '/documents': () => import('./pages/documents/documents'),
  '/documents/$id': () => import('./pages/documents/document'),
  '/documents/$id/correct': () => import('./pages/corrections/correct'),
  '/items': () => import('./pages/catalog/items'),
  '/items/$id': () => import('./pages/catalog/item'),
  '/partners': () => import('./pages/partners/partners'),
  '/partners/$id': () => import('./pages/partners/partner'),
  '/locations': () => import('./pages/locations/locations'),
  '/locations/$id': () => import('./pages/locations/location'),
  '/lots': () => import('./pages/lots/lots'),
  '/lots/$id': () => import('./pages/lots/lot'),
  '/expiry': () => import('./pages/expiry/expiry'),
  '/trace': () => import('./pages/trace/trace'),
  '/announcements': () => import('./pages/receiving/announcements'),
  '/announcements/make': () => import('./pages/receiving/announce'),
  '/announcements/$id': () => import('./pages/receiving/announcement'),
  '/receive': () => import('./pages/receiving/receive'),
  '/receipts': () => import('./pages/receiving/receipts'),
  '/receipts/$id': () => import('./pages/receiving/receipt'),
  '/put-away': () => import('./pages/receiving/put-away'),
  '/transformations/make': () => import('./pages/production/make'),
  '/transformations': () => import('./pages/production/transformations'),
  '/channels': () => import('./pages/orders/channels'),
  '/orders': () => import('./pages/orders/orders'),
  '/orders/new': () => import('./pages/orders/new-order'),
  '/orders/waiting': () => import('./pages/orders/waiting'),
  '/orders/$id': () => import('./pages/orders/order'),
  '/returns': () => import('./pages/orders/returns'),
  '/returns/new': () => import('./pages/orders/receive-return'),
  '/returns/$id': () => import('./pages/orders/return'),
  '/alerts': () => import('./pages/alerts/alerts'),
  '/alerts/mine': () => import('./pages/alerts/mine'),
  '/alerts/rules': () => import('./pages/alerts/rules'),
  '/administration': () => import('./pages/administration/administration'),
  '/administration/people': () => import('./pages/administration/people'),
  '/administration/keys': () => import('./pages/administration/keys'),
  '/administration/webhooks': () => import('./pages/administration/webhooks'),
  '/administration/attributes': () => import('./pages/administration/attributes'),
  '/administration/audit': () => import('./pages/administration/audit'),
  '/administration/health': () => import('./pages/administration/health'),
  '/administration/password': () => import('./pages/administration/password'),
  '/administration/about': () => import('./pages/administration/about'),
  '/reports': () => import('./pages/reports/reports'),
  '/import': () => import('./pages/imports/imports'),
  '/import/$id': () => import('./pages/imports/import'),
}

// When the server cannot be reached that is said. Left to itself the router would load the app anew, and the browser's own
// page of a lost connection would stand where somebody worked. Code of another release is still fetched that way.
const reached = (page: Page): Page => () => page().catch(async (error: unknown) => {
  await readSession().catch((failure: unknown) => { if (failure instanceof Failure && failure.status === 0) throw failure })
  throw error
})

const root = createRootRoute({ component: Shell, notFoundComponent: NotThere, errorComponent: Broken })
const routes = Object.entries(pages).map(([path, page]) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(reached(page)) }),
)

/** The router. What is asked stands in the address as plain words, `?state=open`. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
    return text === '' ? '' : `?${text}`
  },
  defaultErrorComponent: Broken,
})
