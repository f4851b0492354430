import type { CreatedNotification, CreateNotification, User } from '@mediconnect/protocol'
import { createdNotification } from '@mediconnect/protocol/client/bodies'
import { createHttp } from '../transport/http.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import { createTokenSource, type GetToken } from '../transport/token.ts'
import type { TokenPlacement } from '../transport/transport.ts'
import type { Keep } from './keep.ts'
import { createLateKeep, hasBrowser } from './lateKeep.ts'
import type { EndReason, Part } from './part.ts'
import { createParts } from './parts.ts'
import { createRealtimeStore, type Devtools, type RealtimeStore } from './realtimeStore.ts'
import { reduce } from './reduce.ts'
import type { SessionContext } from './sessionContext.ts'

/** Whose client it is, and how it reaches the server. */
export interface RealtimeClientOptions {
  /** The server's address, `http(s)://host[:port]`. In a browser it defaults to the page's own. */
  url?: string
  /** The signed-in user. */
  user: User
  /** Gives an access token; asked before every dial, and when the last one is used up. */
  getToken: GetToken
  /**
   * How the token reaches the server. `query` is for a server that knows only websockets-module.md.
   * @default 'subprotocol'
   */
  tokenPlacement?: TokenPlacement
  /** @default globalThis.WebSocket */
  WebSocket?: WebSocketClass
  /** @default globalThis.fetch */
  fetch?: typeof fetch
  /**
   * Where what is unsent lives: in the browser, encrypted and shared by all tabs of the user, or only in this client's
   * memory, as for a test that must leave nothing to the next.
   * @default 'browser'
   */
  storage?: 'browser' | 'memory'
  /** Shows every change of state, in development: `devtools()` of `@mediconnect/ws-react/devtools`. */
  devtools?: Devtools
}

/** One signed-in user's realtime data and connections, without what only rooms need. */
export interface CoreClient {
  /** Sets this client's fetched pages apart from those of others in one query cache. */
  readonly id: string
  readonly store: RealtimeStore
  readonly user: User
  /** Aborted when this client is over: for the reason `signed_out`, here or in another tab, or `disposed`. */
  readonly ended: AbortSignal
  /** What not every screen needs: made by `create` when it is first asked for, and disposed with the client. */
  part<P extends Part>(create: (context: SessionContext) => P): P
  /** Admins only (`POST /api/notifications/`). */
  createNotification(notification: CreateNotification): Promise<CreatedNotification>
  /** Sends what tabs that are gone have left unsent, also in rooms that nobody opens here; on a screen without rooms, once one has. */
  resumeAbandoned(): Promise<void>
  /** Closes all connections and forgets all data; what is unsent stays kept for the next time. */
  dispose(): void
  /** The same in all tabs of the user, and nothing stays in the browser: what is unsent is lost. */
  signOut(): Promise<void>
}

export function createCoreClient(options: RealtimeClientOptions): CoreClient {
  const { user } = options
  const baseUrl = serverUrl(options.url)
  const tokens = createTokenSource(options.getToken)
  const ended = new AbortController()
  const http = createHttp({ baseUrl, tokens, fetch: options.fetch, signal: ended.signal })
  const isKept = options.storage !== 'memory' && hasBrowser()
  const keep = createLateKeep({
    userId: user.id,
    isKept,
    onGone: () => void resumeAbandoned(),
  })
  const resumers = new Set<(roomNames: readonly string[]) => void>()
  let abandoned: readonly string[] = []
  const context: SessionContext = {
    store: createRealtimeStore(user.id, reduce),
    user,
    http,
    keep,
    tokens,
    tokenPlacement: options.tokenPlacement ?? 'subprotocol',
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    socketUrl: baseUrl.replace(/^http/, 'ws'),
    baseUrl,
    part: (create) => parts.get(create),
    onAbandoned: (resume) => {
      resumers.add(resume)
      if (abandoned.length > 0) resume(abandoned)
    },
  }
  const stopDevtools = options.devtools?.(context.store)
  const parts = createParts(context)

  async function resumeAbandoned(): Promise<void> {
    if (!isKept) return
    const there = await new Promise<Keep>(keep.whenThere)
    abandoned = await there.storage.rooms()
    for (const resume of abandoned.length > 0 ? resumers : []) resume(abandoned)
  }

  function end(reason: EndReason): void {
    if (ended.signal.aborted) return
    ended.abort(reason)
    parts.dispose(reason)
    context.store.dispatch({ type: 'client/cleared' })
    stopDevtools?.()
    keep.close()
  }

  keep.hear((message) => {
    if (message.type === 'signed_out') end('signed_out')
  })

  return {
    id: Math.random().toString(36).slice(2),
    store: context.store,
    user,
    ended: ended.signal,
    part: parts.get,
    createNotification: (notification) =>
      http.json(createdNotification, '/api/notifications/', {
        method: 'POST',
        body: JSON.stringify(notification),
      }),
    resumeAbandoned,
    dispose: () => end('disposed'),
    signOut: async () => {
      const gone = keep.signOut()
      end('signed_out')
      await gone
    },
  }
}

function serverUrl(url: string | undefined): string {
  // A page within another one may have none: its origin is the word "null".
  const here = typeof location === 'undefined' || location.origin === 'null' ? undefined : location.origin
  const given = url ?? here
  // Rendering on a server connects to nothing, so it may go without.
  if (given === undefined) return ''
  if (!URL.canParse(given, here)) {
    throw new TypeError(
      `"${given}" is not a URL. Pass the server's address as url, such as "https://chat.example.org".`,
    )
  }
  return new URL(given, here).href.replace(/\/$/, '')
}
