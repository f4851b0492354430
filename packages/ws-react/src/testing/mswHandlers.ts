import { http, ws, type HttpHandler, type WebSocketHandler } from 'msw'
import type { MemoryServer } from './memoryServer.ts'

/** Handlers that let msw answer for a memory server, whatever address the screen under test uses. */
export function mswHandlers(server: MemoryServer): (HttpHandler | WebSocketHandler)[] {
  // A pattern, since a string that ends in a slash, as all our addresses do, matches nothing.
  const sockets = ws.link(/\/ws\/(chat\/[^/]+|notifications)\/(\?.*)?$/)
  return [
    http.all(/\/api\//, ({ request }) => server.answer(request)),
    sockets.addEventListener('connection', ({ client, info }) => {
      const accepted = server.accept(String(client.url), [info.protocols ?? []].flat(), {
        send: (text) => client.send(text),
        close: (code) => client.close(code === 1006 ? 1001 : code),
      })
      if (!accepted) return client.close(1001)
      client.addEventListener('message', (event) => {
        if (typeof event.data === 'string') accepted.receive(event.data)
      })
      client.addEventListener('close', () => accepted.closed())
    }),
  ]
}
