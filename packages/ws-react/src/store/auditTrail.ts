import type { ChatEntry } from '@mediconnect/protocol'
import type { AuditedAction, AuditEvent } from './auditEvent.ts'
import type { ChatState } from './chat.ts'
import type { RealtimeState } from './realtimeStore.ts'

/** Works out what was viewed, sent, read, failed and opened, each once; from a chunk of its own, for hosts that ask. */
export interface AuditTrail {
  /** One more screen shows a room; `chat` is what it is shown at first. */
  shown(roomName: string, chat: ChatState | undefined): void
  hidden(roomName: string): void
  /** The state has changed. */
  follow(state: RealtimeState, before: RealtimeState): void
  /** An attachment was fetched for a screen. */
  opened(fileUrl: string, state: RealtimeState): void
  tell(action: AuditedAction): void
}

/** @param now epoch milliseconds: when that happened which is worked out */
export function createAuditTrail(userId: number, report: (event: AuditEvent) => void, now: () => number): AuditTrail {
  /** How many screens show a room: one that is open only to send what is owed is seen by nobody. */
  const viewers = new Map<string, number>()
  const viewed = new Set<number>()
  const read = new Set<number>()
  const sent = new Set<number>()
  const viewedNotifications = new Set<string>()
  const readNotifications = new Set<string>()
  const opened = new Set<string>()

  function tell(action: AuditedAction, at = now()): void {
    const event: AuditEvent = { ...action, userId, at: new Date(at).toISOString() }
    try {
      report(event)
    } catch (error) {
      // A host whose log fails must not keep the chat from working.
      queueMicrotask(() => {
        throw error
      })
    }
  }

  function followViewed(chat: ChatState): void {
    const { roomName } = chat
    if (!viewers.get(roomName)) return
    const messageIds = fresh(viewed, idsOf(storedOf(chat)))
    if (messageIds.length > 0) tell({ type: 'messages_viewed', roomName, messageIds })
  }

  function followRead(chat: ChatState, before: ChatState): void {
    if (chat.unreadCount >= before.unreadCount) return
    const { roomName } = chat
    const others = storedOf(chat).filter(({ sender }) => sender.id !== userId)
    const first = Math.max(0, others.length - before.unreadCount)
    const messageIds = fresh(read, idsOf(others.slice(first, others.length - chat.unreadCount)))
    if (messageIds.length > 0) tell({ type: 'messages_read', roomName, messageIds })
  }

  function followOwed(chat: ChatState, before: ChatState): void {
    const { roomName } = chat
    const waiting = new Map(owedOf(before).map((entry) => [entry.key, entry]))
    for (const { key, client_id: clientId, state, failure } of owedOf(chat)) {
      if (state === 'failed' && waiting.get(key)?.state !== 'failed') {
        tell({ type: 'message_failed', roomName, clientId, code: failure?.code })
      }
      waiting.delete(key)
    }
    if (waiting.size === 0) return
    for (const { key, id, client_id: clientId } of storedOf(chat)) {
      if (id === undefined || !waiting.has(key) || sent.has(id)) continue
      sent.add(id)
      const at = now()
      inOneTab(`mediconnect-sent:${clientId}`, () =>
        tell({ type: 'message_sent', roomName, clientId, messageId: id }, at),
      )
    }
  }

  function followNotifications({ notifications: { items } }: RealtimeState): void {
    const isRead = fresh(
      readNotifications,
      items.filter(({ read_at }) => read_at).map(({ id }) => id),
    )
    // What was read before it came here is no news.
    const news = isRead.filter((id) => viewedNotifications.has(id))
    const notificationIds = fresh(
      viewedNotifications,
      items.map(({ id }) => id),
    )
    if (notificationIds.length > 0) tell({ type: 'notifications_viewed', notificationIds })
    if (news.length > 0) tell({ type: 'notifications_read', notificationIds: news })
  }

  function follow(state: RealtimeState, before: RealtimeState): void {
    for (const chat of Object.values(state.chats)) {
      const earlier = before.chats[chat.roomName]
      if (chat === earlier) continue
      if (chat.messages !== earlier?.messages) followViewed(chat)
      if (!earlier) continue
      followRead(chat, earlier)
      if (chat.messages !== earlier.messages) followOwed(chat, earlier)
    }
    if (state.notifications.items !== before.notifications.items) followNotifications(state)
  }

  return {
    tell,
    shown: (roomName, chat) => {
      viewers.set(roomName, (viewers.get(roomName) ?? 0) + 1)
      if (chat) followViewed(chat)
    },
    hidden: (roomName) => void viewers.set(roomName, (viewers.get(roomName) ?? 1) - 1),
    follow,
    opened: (fileUrl, { chats }) => {
      const uploadId = UPLOAD.exec(fileUrl)?.[1]
      if (uploadId === undefined || opened.has(uploadId)) return
      opened.add(uploadId)
      const message = Object.values(chats)
        .flatMap(({ messages }) => messages)
        .find(({ metadata }) => metadata.file_url === fileUrl)
      tell({
        type: 'attachment_opened',
        uploadId,
        roomName: message?.room_name,
        messageId: message?.id,
        clientId: message?.client_id,
      })
    },
  }
}

/** A tab that is held back by the browser hears of a message no later than this. */
const HELD_BACK_MS = 5 * 60_000

/** Every open tab of the user sees that a message was stored: the first one works, where the browser knows which that is. */
function inOneTab(name: string, work: () => void): void {
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return work()
  const done = locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    work()
    await new Promise((resolve) => setTimeout(resolve, HELD_BACK_MS))
  })
  // The page is going: nobody else may be there.
  done.catch(work)
}

/** The name behind the id is the file's, which may say who it is about. */
const UPLOAD = /\/api\/uploads\/([^/]+)\//

/** Those that were not seen before; they are now. */
function fresh<Id>(seen: Set<Id>, ids: readonly Id[]): readonly Id[] {
  return ids.filter((id) => !seen.has(id) && seen.add(id))
}

const storedOf = (chat: ChatState): readonly ChatEntry[] => chat.messages.slice(0, chat.storedCount)
const owedOf = (chat: ChatState): readonly ChatEntry[] => chat.messages.slice(chat.storedCount)
const idsOf = (entries: readonly ChatEntry[]): number[] => entries.flatMap(({ id }) => id ?? [])
