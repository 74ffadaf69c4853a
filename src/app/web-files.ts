// The files of the web app, as they were built: names with a fingerprint are kept by the browser for ever, the rest is
// asked for each time. Every address that is no file of ours and no part of the API is a page of the app.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const open = { config: { needs: 'nothing' } }
const loose = ['/color-scheme.js', '/sw.js', '/lotline.svg', '/manifest.webmanifest']

/** The folder of the built web app beside the program, or null when it was not built. */
export function findWeb(): string | null {
  const places = ['web', '../../dist/web'].map((place) => join(import.meta.dirname, place))
  return places.find((place) => existsSync(join(place, 'index.html'))) ?? null
}

/** Serves the files; gives what answers a page. */
export async function openWebFiles(app: FastifyInstance, folder: string | null): Promise<(reply: FastifyReply) => FastifyReply> {
  if (folder === null) return (reply) => reply.code(503).type('text/plain; charset=utf-8').send(notBuilt)
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false })
  app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${request.params['*']}`),
  )
  for (const path of loose) {
    app.get(path, open, (_, reply) => reply.header('cache-control', 'no-cache').sendFile(path.slice(1)))
  }
  return (reply) => reply.code(200).header('cache-control', 'no-cache').sendFile('index.html')
}

const notBuilt = 'The web app was not built. Stop Lotline and start it with `npm start`, which builds it.\n'
