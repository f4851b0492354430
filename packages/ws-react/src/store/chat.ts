import type { ChatEntry, User } from '@mediconnect/protocol'

/** Messages that are missing between two that are loaded: `loadGap` fetches them. */
export interface ChatGap {
  readonly kind: 'gap'
  /** The place of the last message before it. */
  readonly afterSeq: number
  /** The place of the first message after it. */
  readonly beforeSeq: number
  /** How many messages are missing. */
  readonly missing: number
}

/** How far a room's history is loaded. */
export interface HistoryState {
  readonly status: 'loading' | 'ready' | 'error'
  readonly error?: Error
  /** There is more before the oldest message that is loaded. */
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
}

/** What the client knows of one room. */
export interface ChatState {
  readonly roomName: string
  /** Every message that is loaded or owed, by key. One that has not changed stays the same object. */
  readonly entries: Readonly<Record<string, ChatEntry>>
  /** Stored messages in the order all clients see, then those still owed; the same list while no key comes, goes or moves. */
  readonly keys: readonly string[]
  /** The entries in the order of `keys`. */
  readonly messages: readonly ChatEntry[]
  /** How many of them are stored. */
  readonly storedCount: number
  /** What is missing between stored messages, oldest first. */
  readonly gaps: readonly ChatGap[]
  /** What is missing before this place was jumped over on the way back: nobody waits for it, and nothing of it got lost. */
  readonly skippedBefore: number
  readonly history: HistoryState
  /** The newest place the server told of; 0 when it tells none. */
  readonly serverLastSeq: number
  readonly typing: readonly User[]
  readonly activeUsers: readonly number[]
  /** Users whose presence this room tells. */
  readonly knownUsers: readonly number[]
  /** Messages of others the user has not read. */
  readonly unreadCount: number
  /** From opening until it is known what was unread then; must be noted before a screen can mark it as read. */
  readonly isOpening: boolean
  /** The first message that was unread when the room was opened; stays while it is open. */
  readonly firstUnreadId: number | undefined
  /** When this stopped being live, epoch milliseconds: Infinity while the room is open, 0 before. */
  readonly liveUntil: number
}

export function emptyChat(roomName: string): ChatState {
  return {
    roomName,
    entries: {},
    keys: [],
    messages: [],
    storedCount: 0,
    gaps: [],
    skippedBefore: 0,
    history: { status: 'loading', hasOlder: false, isLoadingOlder: false },
    serverLastSeq: 0,
    typing: [],
    activeUsers: [],
    knownUsers: [],
    unreadCount: 0,
    isOpening: false,
    firstUnreadId: undefined,
    liveUntil: 0,
  }
}

/** Key of a message, the same before and after the server stored it. */
export function entryKey(senderId: number, clientId: string): string {
  return `${senderId}:${clientId}`
}
