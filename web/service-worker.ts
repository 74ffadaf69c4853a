// Writes sw.js at the end of a build, with the names of all files: the app itself opens without a connection and says
// that there is none. What the server knows is never kept: an old answer about stock is worse than none.
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

// The server gives the app to whoever asks for a page; a file is fetched as anything. One after the other: whoever works
// meanwhile goes first.
const program = `const PAGE = new Request('/', { headers: { accept: 'text/html' } })
self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(VERSION)
    for (const file of [PAGE, ...FILES]) await cache.add(file)
    await self.skipWaiting()
  }
  event.waitUntil(keep())
})
self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))
  event.waitUntil(old.then(() => self.clients.claim()))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/', { ignoreVary: true })))
  else event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
`

/** The plugin of the build. */
export function serviceWorker(): Plugin {
  return {
    name: 'lotline-service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = ['/color-scheme.js', '/lotline.svg', ...Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => `/${name}`)]
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 16)
      const source = `const VERSION = 'lotline-${version}'\nconst FILES = ${JSON.stringify(files)}\n${program}`
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}
