import { chatClientFrames, notificationClientFrames, Refusal, type User } from '@mediconnect/protocol'
import type { MemoryChat, ResumeFrom } from './memoryChat.ts'
import type { MemoryHub } from './memoryHub.ts'
import type { MemoryLimits } from './memoryLimits.ts'
import type { MemoryNotifications } from './memoryNotifications.ts'
import type { MemoryPresence } from './memoryPresence.ts'
import type { MemoryRooms } from './memoryRooms.ts'
import { createMemorySession, type MemorySession } from './memorySession.ts'
import type { MemoryIdentity, MemoryTokens } from './memoryTokens.ts'
import type { Accept, AcceptedSocket, Peer } from './memoryWebSocket.ts'
import { timestampKey } from './timestampKey.ts'
import { refuseSocket } from './refusalAnswers.ts'

export interface MemorySocketsParts {
  readonly hub: MemoryHub
  readonly rooms: MemoryRooms
  readonly presence: MemoryPresence
  readonly chat: MemoryChat
  readonly notifications: MemoryNotifications
  readonly tokens: MemoryTokens
  readonly limits: MemoryLimits
  readonly users: readonly User[]
  readonly now: () => number
}

/** From a socket that dials to a session in its room, or to a refusal. */
export interface MemorySockets {
  readonly accept: Accept
  isReachable(): boolean
  cut(): void
  restore(): void
  hold(): void
  release(): void
  /** Closes a room to a user. */
  expel(userId: number, roomName: string): void
}

const CHAT = /^\/ws\/chat\/([^/]+)\/?$/
const NOTIFICATIONS = /^\/ws\/notifications\/?$/
const REFUSED: AcceptedSocket = { receive: () => undefined, closed: () => undefined }

export function createMemorySockets(parts: MemorySocketsParts): MemorySockets {
  const { hub, rooms, presence, chat, notifications, tokens, limits, users, now } = parts
  let isReachable = true
  let held: (() => void)[] | undefined

  const accept: Accept = (address, protocols, peer) => {
    const url = new URL(address)
    const [, roomName] = CHAT.exec(url.pathname) ?? []
    if (!isReachable || (roomName === undefined && !NOTIFICATIONS.test(url.pathname))) return undefined
    try {
      const identity = identify(url, protocols)
      limits.connection(hub.of(identity.userId).length)
      const session = roomName === undefined ? openInbox(url, identity, peer) : openChat(url, roomName, identity, peer)
      return { receive: (text) => whenReleased(() => session.receive(text)), closed: session.closed }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refuseSocket(error, peer, now())
      return REFUSED
    }
  }

  function identify(url: URL, protocols: readonly string[]): MemoryIdentity {
    const bearer = protocols.find((protocol) => protocol.startsWith('bearer.'))?.slice('bearer.'.length)
    const identity = tokens.read(bearer ?? url.searchParams.get('token') ?? '')
    if (identity && users.some(({ id }) => id === identity.userId)) return identity
    throw new Refusal('WS_001', 'The token is missing, wrong or expired, or its user is not of this server.')
  }

  function openChat({ searchParams }: URL, name: string, identity: MemoryIdentity, peer: Peer): MemorySession {
    const from: ResumeFrom = { since: count(searchParams, 'since'), limit: count(searchParams, 'limit') }
    const room = rooms.enter(decodeURIComponent(name), identity.userId)
    const session = createMemorySession({
      peer,
      identity,
      tokens,
      limits,
      now,
      frames: chatClientFrames,
      handle: (frame) => chat.handle(session, room.name, frame),
      leave: () => chat.leave(session),
    })
    chat.join(session, room, from)
    return session
  }

  function openInbox({ searchParams }: URL, identity: MemoryIdentity, peer: Peer): MemorySession {
    const since = searchParams.get('since') ?? undefined
    if (since !== undefined && timestampKey(since) === '') {
      throw new Refusal('WS_004', 'since must be the created_at of a notification.')
    }
    const session = createMemorySession({
      peer,
      identity,
      tokens,
      limits,
      now,
      frames: notificationClientFrames,
      handle: (frame) => notifications.handle(session, frame),
      leave: () => {
        notifications.leave(session)
        presence.announce(session.userId)
      },
    })
    notifications.join(session, since)
    presence.announce(session.userId)
    return session
  }

  function whenReleased(work: () => void): void {
    if (held) held.push(work)
    else work()
  }

  return {
    accept,
    isReachable: () => isReachable,
    cut: () => {
      isReachable = false
      for (const { session } of [...hub.chats, ...hub.inboxes]) session.close(1006)
    },
    restore: () => {
      isReachable = true
    },
    hold: () => {
      held ??= []
    },
    release: () => {
      const waiting = held ?? []
      held = undefined
      for (const work of waiting) work()
    },
    expel: (userId, roomName) => {
      const refusal = new Refusal('WS_002', 'You are no longer in this room.', {}, true)
      for (const { session } of hub.in(roomName)) if (session.userId === userId) session.refuse(refusal)
    },
  }
}

function count(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (/^\d{1,16}$/.test(text)) return Number(text)
  throw new Refusal('WS_004', `${name} must be a whole number, 0 or more.`)
}
