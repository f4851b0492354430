import {
  parseRoom,
  type ChatEntry,
  type ChatMessage,
  type ChatServerFrame,
  type DeliveryState,
  type User,
} from '@mediconnect/protocol'

/** What the client knows of one room. */
export interface ChatState {
  readonly roomName: string
  /** Stored messages, in the order all clients see, then those still owed to the server. */
  readonly messages: readonly ChatEntry[]
  /** How many of `messages` are stored. */
  readonly storedCount: number
  /** The newest place the server told of; 0 when it tells none. */
  readonly serverLastSeq: number
  readonly typing: readonly User[]
  readonly activeUsers: readonly number[]
  /** Users whose presence this room tells. */
  readonly knownUsers: readonly number[]
  /** Messages of others the user has not read. */
  readonly unreadCount: number
  /** The first message that was unread when the room was opened; stays while it is open. */
  readonly firstUnreadId: number | undefined
  /** When this stopped being live, epoch milliseconds: Infinity while the room is open, 0 before. */
  readonly liveUntil: number
}

export function emptyChat(roomName: string): ChatState {
  return {
    roomName,
    messages: [],
    storedCount: 0,
    serverLastSeq: 0,
    typing: [],
    activeUsers: [],
    knownUsers: [],
    unreadCount: 0,
    firstUnreadId: undefined,
    liveUntil: 0,
  }
}

const PROGRESS: Record<DeliveryState, number> = { failed: 0, queued: 1, sending: 2, sent: 3, delivered: 4, read: 5 }

/**
 * The state after frames (websockets-module.md, "Message Types - Server to Client"). Pure.
 * `userId` is the signed-in user. Messages in a row are merged together, so that a burst costs no more than a page.
 */
export function applyChatFrames(state: ChatState, frames: readonly ChatServerFrame[], userId: number): ChatState {
  let current = state
  let run: ChatMessage[] = []
  for (const frame of frames) {
    if (frame.type === 'chat_message') {
      run.push(frame.data)
      continue
    }
    current = applyChatFrame(applyLiveMessages(current, run, userId), frame, userId)
    run = []
  }
  return applyLiveMessages(current, run, userId)
}

function applyChatFrame(
  state: ChatState,
  frame: Exclude<ChatServerFrame, { type: 'chat_message' }>,
  userId: number,
): ChatState {
  switch (frame.type) {
    case 'message_status':
      return applyStatus(state, frame.data, userId)
    case 'typing_notification':
      return frame.data.user.id === userId ? state : applyTyping(state, frame.data.user, frame.data.is_typing)
    case 'connection_status':
      return {
        ...state,
        activeUsers: frame.data.active_users,
        knownUsers: frame.data.user_status?.map(({ user }) => user.id) ?? frame.data.active_users,
        serverLastSeq: Math.max(state.serverLastSeq, frame.data.last_seq ?? 0),
        // Whoever typed while we were away may have stopped.
        typing: frame.data.status === 'disconnected' ? state.typing : [],
      }
    case 'presence_status':
      return frame.data.status === 'offline' ? applyTyping(state, frame.data.user, false) : state
    case 'file_shared':
    case 'heartbeat':
    case 'error':
      return state
    default:
      return frame satisfies never
  }
}

function applyLiveMessages(state: ChatState, messages: readonly ChatMessage[], userId: number): ChatState {
  if (messages.length === 0) return state
  const known = new Set(state.messages.map(({ id }) => id))
  let unread = 0
  for (const { id, sender, is_read } of messages) {
    if (!known.has(id) && sender.id !== userId && !is_read) unread += 1
    known.add(id)
  }
  const senders = new Set(messages.map(({ sender }) => sender.id))
  const typing = state.typing.some(({ id }) => senders.has(id))
    ? state.typing.filter(({ id }) => !senders.has(id))
    : state.typing
  const merged = mergeMessages({ ...state, typing }, messages, userId, 'live')
  return { ...merged, unreadCount: merged.unreadCount + unread }
}

/** Adds stored messages from a page of history or a socket: each once, by id, in the room's order. Pure. */
export function mergeMessages(
  state: ChatState,
  messages: readonly ChatMessage[],
  userId: number,
  source: 'live' | 'history' = 'history',
): ChatState {
  if (messages.length === 0) return state
  const stored = state.messages.slice(0, state.storedCount)
  const places = new Map(stored.map((entry, index) => [entry.id, index]))
  let owed = state.messages.slice(state.storedCount)
  let ordered = true
  for (const message of messages) {
    const echoed = message.sender.id === userId ? owed.find((entry) => isEchoOf(message, entry, source)) : undefined
    if (echoed) owed = owed.filter((entry) => entry !== echoed)
    const place = places.get(message.id)
    const before = place === undefined ? echoed : stored[place]
    const entry = storedEntry(state.roomName, message, userId, before)
    if (place !== undefined) {
      stored[place] = entry
      continue
    }
    const last = stored.at(-1)
    if (last && compare(last, entry) > 0) ordered = false
    places.set(message.id, stored.push(entry) - 1)
  }
  if (!ordered) stored.sort(compare)
  const newest = messages.reduce((seq, message) => Math.max(seq, message.seq ?? 0), state.serverLastSeq)
  return { ...state, messages: [...stored, ...owed], storedCount: stored.length, serverLastSeq: newest }
}

/** Replaces what is owed to the server, without what is known to be stored: it may have been, before a reload. Pure. */
export function setOwed(state: ChatState, owed: readonly ChatEntry[]): ChatState {
  const stored = state.messages.slice(0, state.storedCount)
  if (owed.length === 0) return stored.length === state.messages.length ? state : { ...state, messages: stored }
  const keys = new Set(stored.map(({ key }) => key))
  return { ...state, messages: [...stored, ...owed.filter(({ key }) => !keys.has(key))] }
}

/** Notes where reading begins, for a room that is being opened. Pure. */
export function markOpened(state: ChatState, userId: number): ChatState {
  let left = state.unreadCount
  let firstUnreadId: number | undefined
  for (const { id, sender } of state.messages.slice(0, state.storedCount).toReversed()) {
    if (left === 0) break
    if (id === undefined || sender.id === userId) continue
    firstUnreadId = id
    left -= 1
  }
  return { ...state, firstUnreadId }
}

/** The state after the user read everything up to a message. Pure. */
export function applyReadUpTo(state: ChatState, messageId: number, userId: number): ChatState {
  const place = state.messages.findIndex((entry) => entry.id === messageId)
  if (place === -1) return state
  let left = 0
  for (const entry of state.messages.slice(place + 1, state.storedCount)) if (entry.sender.id !== userId) left += 1
  return state.unreadCount <= left ? state : { ...state, unreadCount: left }
}

/**
 * The first run of messages that is missing between the oldest one loaded and the newest one known to exist:
 * everything after `after`, before `before`. `undefined` when there is none, or the server gives no `seq`.
 */
export function findGap(state: ChatState): { after: number; before: number } | undefined {
  let previous = state.messages[0]?.seq
  if (previous === undefined && (state.storedCount > 0 || state.serverLastSeq === 0)) return undefined
  previous ??= 0
  for (const entry of state.messages.slice(0, state.storedCount)) {
    if (entry.seq === undefined) return undefined
    if (entry.seq > previous + 1) return { after: previous, before: entry.seq }
    previous = entry.seq
  }
  return previous < state.serverLastSeq ? { after: previous, before: state.serverLastSeq + 1 } : undefined
}

/** The newest place up to which nothing is missing; a reconnect resumes there. `undefined` when nothing is known. */
export function resumePoint(state: ChatState): number | undefined {
  const gap = findGap(state)
  if (gap) return gap.after
  return state.messages[state.storedCount - 1]?.seq
}

/** The newest message of others that may be acknowledged: nothing before it is missing. At most `upToId`. Pure. */
export function newestOfOthers(state: ChatState, userId: number, upToId = Infinity): ChatEntry | undefined {
  const reached = resumePoint(state)
  for (let place = state.storedCount - 1; place >= 0; place -= 1) {
    const entry = state.messages[place]
    if (!entry || entry.sender.id === userId || entry.id === undefined || entry.id > upToId) continue
    if (entry.seq === undefined || reached === undefined || entry.seq <= reached) return entry
  }
  return undefined
}

/** Key of a message, the same before and after the server stored it. */
export function entryKey(senderId: number, clientId: string): string {
  return `${senderId}:${clientId}`
}

function storedEntry(roomName: string, message: ChatMessage, userId: number, before: ChatEntry | undefined): ChatEntry {
  const own = message.sender.id === userId
  const reported: DeliveryState = message.is_read ? 'read' : (message.status ?? 'sent')
  const clientId = message.client_id ?? before?.client_id
  return {
    key: before?.key ?? (clientId ? entryKey(message.sender.id, clientId) : `id:${message.id}`),
    id: message.id,
    seq: message.seq,
    client_id: clientId,
    room_name: message.room_name ?? roomName,
    sender: message.sender,
    message: message.message,
    message_type: message.message_type,
    metadata: message.metadata,
    timestamp: message.timestamp,
    state: own && before ? furthest(before.state, reported) : reported,
  }
}

/** How far a server's clock may be behind the sender's when its messages are matched by time. */
const CLOCK_TOLERANCE_MS = 60_000

/**
 * A server that knows only the spec echoes no `client_id`: then the oldest message that says the same is meant.
 * Never from a server that does: an equal text there is another message, perhaps from another device.
 */
function isEchoOf(message: ChatMessage, owed: ChatEntry, source: 'live' | 'history'): boolean {
  if (message.client_id || message.seq !== undefined) return message.client_id === owed.client_id
  if (message.message !== owed.message || message.message_type !== owed.message_type) return false
  // What was never on the wire, or was refused, is not with the server: an equal text there is an earlier message.
  if (owed.state === 'queued' || owed.failure?.code !== undefined) return false
  if (source === 'live') return true
  return Date.parse(message.timestamp) >= Date.parse(owed.timestamp) - CLOCK_TOLERANCE_MS
}

function compare(a: ChatEntry, b: ChatEntry): number {
  if (a.seq !== undefined && b.seq !== undefined) return a.seq - b.seq
  return (a.id ?? Infinity) - (b.id ?? Infinity)
}

function furthest(a: DeliveryState, b: DeliveryState): DeliveryState {
  return PROGRESS[a] > PROGRESS[b] ? a : b
}

type MessageStatus = Extract<ChatServerFrame, { type: 'message_status' }>['data']

function applyStatus(state: ChatState, status: MessageStatus, userId: number): ChatState {
  // Read on another device of the same user.
  if (status.user_id === userId && status.status === 'read') return applyReadUpTo(state, status.message_id, userId)
  const place = state.messages.findIndex((entry) => entry.id === status.message_id)
  const entry = state.messages[place]
  if (!entry || entry.sender.id !== userId) return state
  // In a group one reader is not all readers: without `overall` a group's message stays as it is.
  const isGroup = parseRoom(state.roomName)?.kind !== 'direct'
  const reported = status.overall ?? (isGroup ? 'sent' : status.status)
  const next = furthest(entry.state, reported)
  if (next === entry.state) return state
  return { ...state, messages: state.messages.with(place, { ...entry, state: next }) }
}

function applyTyping(state: ChatState, user: User, isTyping: boolean): ChatState {
  const present = state.typing.some(({ id }) => id === user.id)
  if (present === isTyping) return state
  return { ...state, typing: isTyping ? [...state.typing, user] : state.typing.filter(({ id }) => id !== user.id) }
}
