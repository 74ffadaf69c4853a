// The pages: what people look at. They ask the same questions as the API, with the same permissions.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { QueryDoor } from '#platform'
import { ask } from '../server-doors.ts'
import { askerOf } from '../server-access.ts'
import type { Html } from './html.ts'
import { layout } from './layout.ts'
import { openLotPages } from './lot-pages.ts'
import { openOrderPages } from './order-pages.ts'
import { openSignInPages, type SignInParts } from './sign-in-pages.ts'
import { openStockPages } from './stock-pages.ts'
import { stylesheet } from './style.ts'

/** Asks the question at a path of the API. */
export type Ask = (path: string, input?: object) => Promise<unknown>

/** What a page shows: its title and its body. */
export type Page = { readonly title: string; readonly body: Html }

/** Opens a page for those who may read the record. */
export type OpenPage = (
  address: string,
  write: (ask: Ask, request: FastifyRequest) => Promise<Page>,
) => void

/** Opens every page. A page that asks a question nobody answers stops the start when it is opened. */
export async function openPages(
  app: FastifyInstance,
  parts: SignInParts & { readonly questions: readonly QueryDoor[] },
): Promise<void> {
  const byPath = new Map(parts.questions.map((door) => [door.path, door]))
  const askAt: Ask = (path, input = {}) => {
    const door = byPath.get(path)
    if (door === undefined) throw new Error(`Nobody answers the question ${path}.`)
    return ask(parts.database, door, input)
  }
  const openPage: OpenPage = (address, write) => {
    app.get(address, { config: { needs: 'record.read' } }, async (request, reply) => {
      const { title, body } = await write(askAt, request)
      const text = layout(title, askerOf(request), body)
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)
    })
  }
  app.get('/lotline.css', { config: { needs: 'nothing' } }, async (_, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'max-age=300')
      .send(stylesheet),
  )
  openSignInPages(app, parts)
  openStockPages(openPage)
  openLotPages(openPage)
  openOrderPages(openPage)
}
