import type { ChatEntry, ChatMessage, DeliveryState } from '@mediconnect/protocol'
import { entryKey, type ChatState } from './chat.ts'
import { gapsBetween } from './gapsBetween.ts'

/** A room's messages while they are being changed: however many changes, the lists are made once. */
export interface MessageDraft {
  /** Adds a stored message, each once, by id. Whether it is new here. */
  add(message: ChatMessage, source: 'live' | 'history'): boolean
  /** One of the user's own messages got so far; never back. */
  advance(messageId: number, reached: DeliveryState): void
  /** The state with the changes; the same one if there were none. */
  done(): ChatState
}

const PROGRESS: Record<DeliveryState, number> = { failed: 0, queued: 1, sending: 2, sent: 3, delivered: 4, read: 5 }
/** How far a server's clock may be behind the sender's when its messages are matched by time. */
const CLOCK_TOLERANCE_MS = 60_000

export function draftMessages(state: ChatState, userId: number): MessageDraft {
  const stored = state.messages.slice(0, state.storedCount)
  let owed = state.messages.slice(state.storedCount)
  const places = new Map(stored.map(({ id }, place) => [id, place]))
  let newestSeq = state.serverLastSeq
  let isOrdered = true

  return {
    add: (message, source) => {
      const place = places.get(message.id)
      const known = place === undefined ? undefined : stored[place]
      // What is known as the echo of one is not that of another, which says the same and may be lost.
      const mayEcho = message.sender.id === userId && (message.client_id != null || !known?.client_id)
      const echoed = mayEcho ? owed.find((entry) => isEchoOf(message, entry, source)) : undefined
      if (echoed) owed = owed.filter((entry) => entry !== echoed)
      newestSeq = Math.max(newestSeq, message.seq ?? 0)
      if (place !== undefined) {
        stored[place] = unlessSame(known, storedEntry(state.roomName, message, userId, known))
        return false
      }
      const entry = storedEntry(state.roomName, message, userId, echoed)
      const last = stored.at(-1)
      if (last && compare(last, entry) > 0) isOrdered = false
      places.set(message.id, stored.push(entry) - 1)
      return true
    },
    advance: (messageId, reached) => {
      const place = places.get(messageId)
      const entry = place === undefined ? undefined : stored[place]
      if (place === undefined || entry?.sender.id !== userId) return
      const next = furthest(entry.state, reached)
      if (next !== entry.state) stored[place] = { ...entry, state: next }
    },
    done: () => {
      if (!isOrdered) stored.sort(compare)
      const arranged = arrange(state, stored, owed)
      return newestSeq === state.serverLastSeq ? arranged : { ...arranged, serverLastSeq: newestSeq }
    },
  }
}

/** Adds stored messages from a page of history: each once, by id, in the room's order. Pure. */
export function mergeMessages(state: ChatState, messages: readonly ChatMessage[], userId: number): ChatState {
  const draft = draftMessages(state, userId)
  for (const message of messages) draft.add(message, 'history')
  return draft.done()
}

/** Replaces what is owed to the server, without what is known to be stored: it may have been, before a reload. Pure. */
export function setOwed(state: ChatState, owed: readonly ChatEntry[]): ChatState {
  const stored = state.messages.slice(0, state.storedCount)
  const keys = new Set(stored.map(({ key }) => key))
  const waiting = owed.filter(({ key }) => !keys.has(key)).map((entry) => unlessSame(state.entries[entry.key], entry))
  return arrange(state, stored, waiting)
}

/** The state with these messages; what is the same as before stays the same object, down to the whole. */
export function arrange(state: ChatState, stored: readonly ChatEntry[], owed: readonly ChatEntry[]): ChatState {
  const messages = [...stored, ...owed]
  const storedCount = stored.length
  const { status, hasOlder } = state.history
  const gaps = gapsBetween(stored, status === 'ready' && !hasOlder)
  const isSameGaps = isSame(gaps, state.gaps)
  if (isSameGaps && storedCount === state.storedCount && isSameList(messages, state.messages)) return state
  const keys = messages.map(({ key }) => key)
  return {
    ...state,
    entries: Object.fromEntries(messages.map((entry) => [entry.key, entry])),
    keys: isSameList(keys, state.keys) ? state.keys : keys,
    messages,
    storedCount,
    gaps: isSameGaps ? state.gaps : gaps,
  }
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

/** The entry as it was, when the new one says nothing else: a list that shows it need not be drawn again. */
function unlessSame(before: ChatEntry | undefined, entry: ChatEntry): ChatEntry {
  return before && (before === entry || isSame(before, entry)) ? before : entry
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, place) => item === b[place])
}
