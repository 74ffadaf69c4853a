// The pages: what people look at. They ask the same questions as the API, with the same permissions.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CommandDoor, QueryDoor } from '#platform'
import { ask } from '../server-doors.ts'
import { askerOf } from '../server-access.ts'
import { openDocumentPages } from './document-pages.ts'
import { openHomePage } from './home-page.ts'
import { layout, type Page } from './layout.ts'
import { openLotPages } from './lot-pages.ts'
import { type Names, readNamesOf } from './names.ts'
import { openOrderPages } from './order-pages.ts'
import { openSignInPages, type SignInParts } from './sign-in-pages.ts'
import { openStockPages } from './stock-pages.ts'
import { mark, stylesheet } from './style.ts'

/** What a page asks: the question at a path of the API, and what things are called. */
export type Tools = {
  readonly ask: (path: string, input?: object) => Promise<unknown>
  readonly namesOf: (ids: readonly string[]) => Promise<Names>
}

/** Opens a page for those who may read the record. */
export type OpenPage = (
  address: string,
  write: (tools: Tools, request: FastifyRequest) => Promise<Page>,
) => void

type Parts = SignInParts & {
  readonly doors: readonly CommandDoor[]
  readonly questions: readonly QueryDoor[]
}

/** Opens every page. A page that asks a question nobody answers stops the start when it is opened. */
export async function openPages(app: FastifyInstance, parts: Parts): Promise<void> {
  const byPath = new Map(parts.questions.map((door) => [door.path, door]))
  const tools: Tools = {
    ask(path, input = {}) {
      const door = byPath.get(path)
      if (door === undefined) throw new Error(`Nobody answers the question ${path}.`)
      return ask(parts.database, door, input)
    },
    namesOf: (ids) => readNamesOf(parts.database, ids),
  }
  const openPage: OpenPage = (address, write) => {
    app.get(address, { config: { needs: 'record.read' } }, async (request, reply) => {
      const text = layout(await write(tools, request), askerOf(request))
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)
    })
  }
  openFile(app, '/lotline.css', 'text/css; charset=utf-8', stylesheet)
  openFile(app, '/lotline.svg', 'image/svg+xml', mark.replaceAll('currentColor', '#2a9d67'))
  openSignInPages(app, parts)
  openHomePage(openPage, parts.database)
  openStockPages(openPage)
  openLotPages(openPage)
  openOrderPages(openPage)
  openDocumentPages(openPage, parts.doors.map(({ kind }) => kind))
}

function openFile(app: FastifyInstance, address: string, type: string, text: string): void {
  app.get(address, { config: { needs: 'nothing' } }, async (_, reply) =>
    reply.type(type).header('cache-control', 'max-age=300').send(text),
  )
}
