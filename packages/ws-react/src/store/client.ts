import {
  type CreatedNotification,
  type CreateNotification,
  type PresenceStatus,
  type RoomSummary,
  type User,
} from '@mediconnect/protocol'
import { createdNotification, roomList } from '@mediconnect/protocol/client'
import { createHttp } from '../transport/http.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import { createTokenSource, type GetToken } from '../transport/token.ts'
import type { TokenPlacement } from '../transport/transport.ts'
import { createAttachmentCache, type AttachmentCache } from './attachmentCache.ts'
import { canKeep, createIndexedDbOutbox } from './indexedDbOutbox.ts'
import { createNotificationSession, type NotificationSession } from './notificationSession.ts'
import { noStorage } from './outboxStorage.ts'
import { createRealtimeStore, type Devtools, type RealtimeStore } from './realtimeStore.ts'
import { reduce } from './reduce.ts'
import { createRoomSession, type RoomSession } from './roomSession.ts'
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
  /** Shows every change of state, in development: `devtools()` of `@mediconnect/ws-react/devtools`. */
  devtools?: Devtools
}

/** One signed-in user's realtime data and connections: one store, one socket a room, one for notifications. */
export interface RealtimeClient {
  /** Sets this client's fetched pages apart from those of others in one query cache. */
  readonly id: string
  readonly store: RealtimeStore
  readonly user: User
  readonly attachments: AttachmentCache
  /** Texts not sent yet, by room. */
  readonly drafts: Map<string, string>
  room(roomName: string): RoomSession
  readonly notifications: NotificationSession
  /** Connects to a room while anyone needs it. Returns how to let go. */
  acquireRoom(roomName: string): () => void
  /** The same for notifications. */
  acquireNotifications(): () => void
  fetchRooms(signal?: AbortSignal): Promise<readonly RoomSummary[]>
  /** Admins only (`POST /api/notifications/`). */
  createNotification(notification: CreateNotification): Promise<CreatedNotification>
  /** Declares the user's presence on all open rooms. */
  setStatus(status: PresenceStatus): void
  /** Sends what tabs that are gone have left unsent, also in rooms that nobody opens here. */
  resumeAbandoned(): Promise<void>
  /** Aborted when it has ended; the reason is `signed_out` or `disposed`. */
  readonly ended: AbortSignal
  /** Closes all connections and forgets all data; what is unsent stays kept for the next time. */
  dispose(): void
  /** The same, and nothing stays in the browser: what is unsent is lost. */
  signOut(): Promise<void>
}

/** Kept open for so long after the last user is gone: a remount or a change of screen must not cost a handshake. */
const LINGER_MS = 1_000

interface Shared<Session> {
  readonly session: Session
  users: number
  timer?: ReturnType<typeof setTimeout>
}

/** Makes a client, for use without React; `<RealtimeProvider>` makes its own. */
export function createRealtimeClient(options: RealtimeClientOptions): RealtimeClient {
  const baseUrl = serverUrl(options.url)
  const tokens = createTokenSource(options.getToken)
  const ended = new AbortController()
  const http = createHttp({ baseUrl, tokens, fetch: options.fetch, signal: ended.signal })
  const outboxStorage = canKeep() ? createIndexedDbOutbox(options.user.id) : noStorage
  const context: SessionContext = {
    store: createRealtimeStore(options.user.id, reduce),
    user: options.user,
    http,
    outboxStorage,
    tokens,
    tokenPlacement: options.tokenPlacement ?? 'subprotocol',
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    socketUrl: baseUrl.replace(/^http/, 'ws'),
  }
  const stopDevtools = options.devtools?.(context.store)
  const rooms = new Map<string, Shared<RoomSession>>()
  const notifications: Shared<NotificationSession> = { session: createNotificationSession(context), users: 0 }
  const attachments = createAttachmentCache(http, baseUrl)
  let status: PresenceStatus | undefined

  function roomOf(roomName: string): Shared<RoomSession> {
    let room = rooms.get(roomName)
    if (!room) {
      room = { session: createRoomSession(roomName, context), users: 0 }
      if (status) room.session.setStatus(status)
      rooms.set(roomName, room)
    }
    return room
  }

  function acquire(shared: Shared<RoomSession | NotificationSession>): () => void {
    if (ended.signal.aborted) return () => undefined
    clearTimeout(shared.timer)
    shared.users += 1
    shared.session.open()
    let released = false
    return () => {
      if (released) return
      released = true
      shared.users -= 1
      if (shared.users === 0) closeLater(shared)
    }
  }

  function end(reason: 'disposed' | 'signed_out'): void {
    if (ended.signal.aborted) return
    ended.abort(reason)
    for (const { timer, session } of rooms.values()) {
      clearTimeout(timer)
      session.dispose()
    }
    clearTimeout(notifications.timer)
    notifications.session.close()
    rooms.clear()
    client.drafts.clear()
    attachments.clear()
    context.store.dispatch({ type: 'client/cleared' })
    stopDevtools?.()
    outboxStorage.close()
  }

  const client: RealtimeClient = {
    id: Math.random().toString(36).slice(2),
    store: context.store,
    user: options.user,
    attachments,
    drafts: new Map(),
    room: (roomName) => roomOf(roomName).session,
    notifications: notifications.session,
    acquireRoom: (roomName) => acquire(roomOf(roomName)),
    acquireNotifications: () => acquire(notifications),
    fetchRooms: async (signal) => (await http.json(roomList, '/api/rooms/', { signal })).results,
    createNotification: (notification) =>
      http.json(createdNotification, '/api/notifications/', {
        method: 'POST',
        body: JSON.stringify(notification),
      }),
    setStatus: (next) => {
      status = next
      for (const { session } of rooms.values()) session.setStatus(next)
    },
    resumeAbandoned: async () => {
      // Let go of at once: each room stays open until it owes nothing.
      for (const roomName of await outboxStorage.abandonedRooms()) client.acquireRoom(roomName)()
    },
    ended: ended.signal,
    dispose: () => end('disposed'),
    signOut: async () => {
      end('signed_out')
      await outboxStorage.purge()
    },
  }
  return client
}

/** A room where something the user sent is not stored yet stays open until it is. */
function closeLater(shared: Shared<RoomSession | NotificationSession>): void {
  shared.timer = setTimeout(() => {
    if ('isBusy' in shared.session && shared.session.isBusy()) closeLater(shared)
    else shared.session.close()
  }, LINGER_MS)
}

function serverUrl(url: string | undefined): string {
  const here = typeof location === 'undefined' ? undefined : location.origin
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
