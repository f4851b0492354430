import { http, ws, type HttpHandler, type WebSocketHandler } from 'msw'
import type { MemoryServer } from './memoryServer.ts'

/** Handlers that let msw answer for a memory server, whatever address the screen under test uses. */
export function mswHandlers(server: MemoryServer): (HttpHandler | WebSocketHandler)[] {
  // A pattern: msw takes the slash off the end of an address, as all of ours have one, but not off a string to match.
  const sockets = ws.link(/\/ws\/(chat\/[^/]+|notifications)\/?(\?.*)?$/)
  return [
    http.all(/\/api\//, ({ request }) => server.answer(request)),
    sockets.addEventListener('connection', ({ client, info }) => {
      // A close before `open` would reach the client without its code.
      const close = (code: number): void => void setTimeout(() => client.close(code === 1006 ? 1001 : code))
      const accepted = server.accept(addressOf(client.url), [info.protocols ?? []].flat(), {
        send: (text) => client.send(text),
        close,
      })
      if (!accepted) return close(1001)
      client.addEventListener('message', (event) => {
        if (typeof event.data === 'string') accepted.receive(event.data)
      })
      client.addEventListener('close', () => accepted.closed())
    }),
  ]
}

/** The address as the client gave it: with a slash at the end of its path. */
function addressOf(url: URL): string {
  const address = new URL(url)
  if (!address.pathname.endsWith('/')) address.pathname += '/'
  return address.href
}
