import type { User } from '@mediconnect/protocol'
import { expect } from 'vitest'
import type { RealtimeClient } from '../../src/store/client.ts'
import { FIRST_PAGE } from '../../src/store/history.ts'
import { createMemoryWebSocket } from '../../src/testing/memoryWebSocket.ts'
import { doctor } from '../people.ts'
import type { TabPage } from './tab.ts'
import type { TabServer } from './tabServer.ts'

/** Another tab of the same user, as an iframe of the same origin. */
export interface Tab {
  readonly client: RealtimeClient
  write(text: string): void
  /** Texts and states of the room as this tab shows them. */
  shown(): readonly (readonly [string, string])[]
  /** The network of this tab alone. */
  cut(): void
  restore(): void
  /** Makes its clock jump. */
  skip(ms: number): void
  /** It goes without a word, as in a crash: nothing of it runs any more. */
  crash(): void
}

export interface TabOptions {
  /** Whether it shows the room. @default true */
  readonly inRoom?: boolean
  /** @default the doctor */
  readonly user?: User
}

export const room = '123_456'
const WAIT = { timeout: 10_000 }

export async function openTab(server: TabServer, { inRoom = true, user = doctor }: TabOptions = {}): Promise<Tab> {
  const frame = document.createElement('iframe')
  // The test runner wraps dynamic imports in the pages it knows.
  const runner = 'window.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() }'
  const script = new URL('./tab.ts', import.meta.url).href
  frame.srcdoc = `<script>${runner}</script><script type="module" src="${script}"></script>`
  const page = await new Promise<TabPage>((resolve) => {
    // The event is of the other page's making, so no `instanceof` knows it.
    frame.addEventListener('tab-ready', (event) => resolve((event as CustomEvent<TabPage>).detail))
    document.body.append(frame)
  })

  let isAlive = true
  let isReachable = true
  const closers = new Set<() => void>()
  const WebSocket = createMemoryWebSocket((url, _protocols, peer) => {
    if (!isReachable) return undefined
    const accepted = server.accept(url, {
      send: (text) => isAlive && peer.send(text),
      close: (code) => isAlive && peer.close(code),
    })
    const close = (): void => peer.close(1006)
    closers.add(close)
    return {
      receive: (text) => isAlive && accepted.receive(text),
      closed: () => {
        closers.delete(close)
        accepted.closed()
      },
    }
  })
  const client = page.createRealtimeClient({
    url: 'http://tabs.test',
    user,
    getToken: () => 'token',
    WebSocket,
    fetch: (input, init) =>
      isReachable && isAlive
        ? server.fetch(input instanceof Request ? input.url : input.toString(), init?.body)
        : Promise.reject(new TypeError('cut')),
  })
  await client.resumeAbandoned()
  if (inRoom) {
    client.acquireRoom(room)
    await client.room(room).loadHistory(FIRST_PAGE)
    await expect.poll(() => client.store.getState().connections[room]?.status, WAIT).toBe('connected')
  }
  return {
    client,
    write: (text) => client.room(room).sendMessage(text),
    shown: () => (client.store.getState().chats[room]?.messages ?? []).map(({ message, state }) => [message, state]),
    cut: () => {
      isReachable = false
      closers.forEach((close) => close())
    },
    restore: () => {
      isReachable = true
      client.room(room).reconnect()
    },
    skip: page.skip,
    crash: () => {
      isAlive = false
      frame.remove()
    },
  }
}
