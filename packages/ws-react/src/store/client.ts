import type { CreatedNotification, CreateNotification, PresenceStatus, User } from '@mediconnect/protocol'
import { createdNotification } from '@mediconnect/protocol/client'
import { createHttp } from '../transport/http.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import { createTokenSource, type GetToken } from '../transport/token.ts'
import type { TokenPlacement } from '../transport/transport.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createLateKeep, hasBrowser, type LateParts } from './lateKeep.ts'
import { createParts, type Part } from './parts.ts'
import { createRealtimeStore, type Devtools, type RealtimeStore } from './realtimeStore.ts'
import { reduce } from './reduce.ts'
import { createRoomSession, type RoomSession } from './roomSession.ts'
import type { SessionContext } from './sessionContext.ts'
import { createShared, type Shared } from './shared.ts'
import { shareReading } from './shareReading.ts'

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

/** One signed-in user's realtime data and connections: one store, one socket a room, one for notifications. */
export interface RealtimeClient {
  /** Sets this client's fetched pages apart from those of others in one query cache. */
  readonly id: string
  readonly store: RealtimeStore
  readonly user: User
  /** Aborted when this client is over: for the reason `signed_out`, here or in another tab, or `disposed`. */
  readonly ended: AbortSignal
  /** Texts not sent yet, by room. */
  readonly drafts: Pick<Drafts, 'get' | 'set' | 'subscribe'>
  room(roomName: string): RoomSession
  /** What not every screen needs: made by `create` when it is first asked for, and disposed with the client. */
  part<P extends Part>(create: (context: SessionContext) => P): P
  /** Connects to a room while anyone needs it. Returns how to let go. */
  acquireRoom(roomName: string): () => void
  /** Admins only (`POST /api/notifications/`). */
  createNotification(notification: CreateNotification): Promise<CreatedNotification>
  /** Declares the user's presence on all open rooms. */
  setStatus(status: PresenceStatus): void
  /** Sends what tabs that are gone have left unsent, also in rooms that nobody opens here. */
  resumeAbandoned(): Promise<void>
  /** Closes all connections and forgets all data; what is unsent stays kept for the next time. */
  dispose(): void
  /** The same in all tabs of the user, and nothing stays in the browser: what is unsent is lost. */
  signOut(): Promise<void>
}

interface Room {
  readonly session: RoomSession
  readonly shared: Shared
}

type EndReason = 'signed_out' | 'disposed'

/** Makes a client, for use without React; `<RealtimeProvider>` makes its own. */
export function createRealtimeClient(options: RealtimeClientOptions): RealtimeClient {
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
  }
  const stopDevtools = options.devtools?.(context.store)
  const drafts = createDrafts(keep)
  const rooms = new Map<string, Room>()
  const parts = createParts()
  let status: PresenceStatus | undefined

  function roomOf(roomName: string): Room {
    let room = rooms.get(roomName)
    if (!room) {
      const session = shareReading(roomName, createRoomSession(roomName, context), context)
      const sendMessage = (text: string): void => {
        session.sendMessage(text)
        drafts.sent(roomName, text)
      }
      room = { session: { ...session, sendMessage }, shared: createShared(session) }
      if (status) session.setStatus(status)
      rooms.set(roomName, room)
    }
    return room
  }

  async function resumeAbandoned(): Promise<void> {
    if (!isKept) return
    const parts = await new Promise<LateParts>(keep.whenThere)
    // Let go of at once: each room stays open until it owes nothing.
    for (const roomName of await parts.keep.storage.rooms()) client.acquireRoom(roomName)()
  }

  function end(reason: EndReason): void {
    if (ended.signal.aborted) return
    ended.abort(reason)
    for (const { session, shared } of rooms.values()) {
      shared.dispose()
      session.dispose()
    }
    parts.dispose()
    rooms.clear()
    drafts.clear(reason === 'disposed')
    context.store.dispatch({ type: 'client/cleared' })
    stopDevtools?.()
    keep.close()
  }

  keep.hear((message) => {
    if (message.type === 'signed_out') end('signed_out')
  })

  const client: RealtimeClient = {
    id: Math.random().toString(36).slice(2),
    store: context.store,
    user,
    ended: ended.signal,
    drafts,
    room: (roomName) => roomOf(roomName).session,
    part: (create) => parts.get(create, context),
    acquireRoom: (roomName) => (ended.signal.aborted ? () => undefined : roomOf(roomName).shared.acquire()),
    createNotification: (notification) =>
      http.json(createdNotification, '/api/notifications/', {
        method: 'POST',
        body: JSON.stringify(notification),
      }),
    setStatus: (next) => {
      status = next
      for (const { session } of rooms.values()) session.setStatus(next)
    },
    resumeAbandoned,
    dispose: () => end('disposed'),
    signOut: async () => {
      const gone = keep.signOut()
      end('signed_out')
      await gone
    },
  }
  return client
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
