import {
  chatServerFrames,
  ERRORS,
  isErrorCode,
  otherUserId,
  parseFrame,
  parseRoom,
  TYPING_STOP_MS,
  type ChatClientFrameInput,
  type ChatEntry,
  type ChatServerFrame,
  type ErrorFrame,
  type MessageMetadata,
  type PresenceStatus,
} from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { createOutbox, type OutboxMessage } from '../transport/outbox.ts'
import { createTransport } from '../transport/transport.ts'
import { describeAttachment, uploadAttachment, type Attachment, type SendFileOptions } from './attachment.ts'
import {
  applyChatFrame,
  applyReadUpTo,
  emptyChat,
  findGap,
  mergeMessages,
  resumePoint,
  setOwed,
  type ChatState,
} from './chat.ts'
import { createFrameBuffer } from './frameBuffer.ts'
import { fetchHistoryPage, fetchMessagesAfter, type HistoryCursor, type HistoryPage } from './history.ts'
import { messageOf, newEntry, withOutboxState } from './owed.ts'
import { applyPresenceFrame } from './presence.ts'
import { setConnection, setError, updateChat } from './realtimeStore.ts'
import { connectionOf, type SessionContext } from './sessionContext.ts'
import { createTypingSignal } from './typing.ts'

/** One room's connection: what comes in goes through the reducers into the store, what is owed goes out. */
export interface RoomSession {
  open(): void
  close(): void
  reconnect(): void
  sendMessage(text: string): void
  sendFile(file: File, options?: SendFileOptions): void
  retry(key: string): void
  discard(key: string): void
  markRead(messageId: number): void
  startTyping(): void
  stopTyping(): void
  setStatus(status: PresenceStatus): void
  loadHistory(cursor: HistoryCursor, signal?: AbortSignal): Promise<Omit<HistoryPage, 'messages'>>
}

/** A replay that stands still for so long is helped along over HTTP. */
const REPLAY_PATIENCE_MS = 3_000
/** A typing indicator whose end got lost goes after this long. */
const TYPING_LOST_MS = TYPING_STOP_MS + 1_500

type OwedEntry = ChatEntry & { client_id: string }

export function createRoomSession(roomName: string, context: SessionContext): RoomSession {
  const { store, user, http } = context
  const room = parseRoom(roomName)
  const receiverId = room ? otherUserId(room, user.id) : undefined

  /** Entries not yet stored, in the order the user sent them, by `client_id`. */
  const owed = new Map<string, OwedEntry>()
  const uploads = new Map<string, { attachment: Attachment; abort: AbortController }>()
  const typingTimers = new Map<number, ReturnType<typeof setTimeout>>()
  let transportState: ConnectionState = { status: 'idle' }
  let greeted = false
  let resuming = false
  let historyLoaded = false
  let filling = false
  let fillAttempt = 0
  let gapTimer: ReturnType<typeof setTimeout> | undefined
  let acknowledgedId = 0
  let readId = 0
  let declaredStatus: PresenceStatus | undefined

  const transport = createTransport({
    url: () => {
      const since = historyLoaded ? (resumePoint(chat()) ?? (chat().storedCount === 0 ? 0 : undefined)) : undefined
      resuming = since !== undefined
      return `${context.socketUrl}/ws/chat/${roomName}/${since === undefined ? '' : `?since=${since}`}`
    },
    tokens: context.tokens,
    tokenPlacement: context.tokenPlacement,
    WebSocket: context.WebSocket,
    onState: (next) => {
      transportState = next
      if (next.status !== 'connected') {
        greeted = false
        outbox.suspend()
        clearTimeout(gapTimer)
      }
      publishConnection()
    },
    onText: (text) => {
      const parsed = parseFrame(chatServerFrames, text)
      // A frame of a newer server that this client does not know is not an error.
      if (parsed.ok) buffer.push(parsed.frame)
    },
  })
  const outbox = createOutbox({
    send: (message) => send({ type: 'send_message', data: message }),
    onChange: publishOwed,
    onStalled: () => transport.reconnect(),
  })
  const typing = createTypingSignal((type) => send({ type, data: { sender_id: user.id, receiver_id: receiverId } }))
  const buffer = createFrameBuffer<ChatServerFrame>(receive)

  function chat(): ChatState {
    return store.getState().chats[roomName] ?? emptyChat(roomName)
  }

  function send(frame: ChatClientFrameInput): boolean {
    return transport.send({ type: frame.type, data: frame.data ?? {} })
  }

  function receive(frames: readonly ChatServerFrame[]): void {
    store.setState((state) => {
      const before = state.chats[roomName] ?? emptyChat(roomName)
      const after = frames.reduce((current, frame) => applyChatFrame(current, frame, user.id), before)
      return {
        chats: after === before ? state.chats : { ...state.chats, [roomName]: after },
        presence: frames.reduce(applyPresenceFrame, state.presence),
      }
    })
    for (const frame of frames) follow(frame)
    settleEchoes()
    acknowledge()
    mendGap()
  }

  /** What a frame makes the client do, beyond the change of state. */
  function follow(frame: ChatServerFrame): void {
    switch (frame.type) {
      case 'connection_status':
        if (frame.data.status === 'disconnected') return
        greeted = true
        acknowledgedId = 0
        if (declaredStatus) send({ type: 'presence_update', data: { status: declaredStatus } })
        if (readId > 0) sendRead(readId)
        outbox.resume()
        return
      case 'typing_notification':
        clearTimeout(typingTimers.get(frame.data.user.id))
        if (frame.data.is_typing) typingTimers.set(frame.data.user.id, setTimeout(forgetTyping, TYPING_LOST_MS, frame))
        return
      case 'error':
        followError(frame.data)
        return
      case 'chat_message':
      case 'message_status':
      case 'presence_status':
      case 'file_shared':
      case 'heartbeat':
        return
      default:
        frame satisfies never
    }
  }

  function followError(error: ErrorFrame['data']): void {
    const { code, message } = error
    const details = error.details ?? undefined
    setError(store, roomName, { code, message, details, at: Date.now() })
    if (code === 'WS_001') return transport.renewToken()
    // A server that knows only the spec does not say which message it means: the one whose echo is awaited.
    const clientId = error.client_id ?? (error.message_id == null ? outbox.underWay : undefined)
    if (!clientId) return
    const again = isErrorCode(code) && ERRORS[code].retryable
    const wait = error.retry_after ?? (again ? backoffDelay(0, Math.random) : undefined)
    outbox.refuse(clientId, { code, message: details ? `${message}: ${details}` : message }, again ? wait : undefined)
  }

  function forgetTyping(frame: Extract<ChatServerFrame, { type: 'typing_notification' }>): void {
    const ended = { ...frame, data: { ...frame.data, is_typing: false } }
    updateChat(store, roomName, (state) => applyChatFrame(state, ended, user.id))
  }

  /** The reducer has taken the echoes out of what is owed; the outbox follows. */
  function settleEchoes(): void {
    const waiting = new Set(
      chat()
        .messages.slice(chat().storedCount)
        .map(({ key }) => key),
    )
    for (const entry of [...owed.values()]) {
      if (waiting.has(entry.key)) continue
      owed.delete(entry.client_id)
      releaseUpload(entry.client_id)
      outbox.settle(entry.client_id)
    }
  }

  function publishOwed(): void {
    const entries = [...owed.values()].map((entry) => withOutboxState(entry, outbox))
    updateChat(store, roomName, (state) => setOwed(state, entries))
  }

  function publishConnection(): void {
    const upToDate = greeted && !(historyLoaded && findGap(chat()))
    setConnection(store, roomName, connectionOf(transportState, upToDate))
  }

  /** Tells the server what arrived here, so that senders see "delivered". */
  function acknowledge(): void {
    if (!greeted) return
    const { messages, storedCount } = chat()
    const stored = messages.slice(0, storedCount)
    const newest = stored.findLast((entry) => entry.sender.id !== user.id)
    if (newest?.id === undefined || newest.id <= acknowledgedId) return
    if (newest.seq !== undefined) {
      if (send({ type: 'message_ack', data: { message_id: newest.id, up_to: true } })) acknowledgedId = newest.id
      return
    }
    for (const entry of stored) {
      if (entry.id === undefined || entry.id <= acknowledgedId || entry.sender.id === user.id) continue
      if (entry.state === 'sent') send({ type: 'message_ack', data: { message_id: entry.id } })
    }
    acknowledgedId = newest.id
  }

  function sendRead(messageId: number): void {
    const upTo = chat().messages.find(({ id }) => id === messageId)
    if (upTo?.seq !== undefined) {
      send({ type: 'message_read', data: { message_id: messageId, reader_id: user.id, up_to: true } })
      return
    }
    for (const { id, sender, state } of chat().messages) {
      if (id === undefined || id > messageId || sender.id === user.id || state === 'read') continue
      send({ type: 'message_read', data: { message_id: id, reader_id: user.id } })
    }
  }

  /** A hole in the room's order is filled from history; the end of a replay is waited for first. */
  function mendGap(): void {
    clearTimeout(gapTimer)
    const gap = historyLoaded && greeted ? findGap(chat()) : undefined
    publishConnection()
    if (!gap || filling) return
    const newest = chat().messages[chat().storedCount - 1]?.seq ?? 0
    if (resuming && gap.before > newest) gapTimer = setTimeout(() => void fill(), REPLAY_PATIENCE_MS)
    else void fill()
  }

  async function fill(): Promise<void> {
    filling = true
    try {
      for (let gap = findGap(chat()); gap; gap = findGap(chat())) {
        const messages = await fetchMessagesAfter(http, roomName, gap.after)
        if (messages.length === 0) break
        merge(messages)
      }
      fillAttempt = 0
    } catch {
      gapTimer = setTimeout(mendGap, backoffDelay(fillAttempt++, Math.random))
    } finally {
      filling = false
      publishConnection()
    }
  }

  function merge(messages: HistoryPage['messages']): void {
    updateChat(store, roomName, (state) => mergeMessages(state, messages, user.id))
    settleEchoes()
    acknowledge()
  }

  function add(entry: OwedEntry): void {
    owed.set(entry.client_id, entry)
    outbox.add(messageOf(entry, receiverId))
  }

  function updateOwed(clientId: string, change: Partial<ChatEntry>): void {
    const entry = owed.get(clientId)
    if (!entry) return
    owed.set(clientId, { ...entry, ...change })
    publishOwed()
  }

  async function upload(entry: OwedEntry, attachment: Attachment): Promise<void> {
    const abort = new AbortController()
    uploads.set(entry.client_id, { attachment, abort })
    updateOwed(entry.client_id, { state: 'sending', progress: 0, failure: undefined })
    const onProgress = (progress: number): void => updateOwed(entry.client_id, { progress })
    let metadata: MessageMetadata
    try {
      metadata = await uploadAttachment(http, roomName, attachment, onProgress, abort.signal)
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The upload failed. Try again.'
      updateOwed(entry.client_id, { state: 'failed', progress: undefined, failure: { message } })
      return
    }
    const current = owed.get(entry.client_id)
    if (!current) return
    const message: OutboxMessage = { ...messageOf(current, receiverId), metadata }
    owed.set(entry.client_id, { ...current, progress: undefined, state: 'queued' })
    outbox.add(message)
  }

  function releaseUpload(clientId: string): void {
    const started = uploads.get(clientId)
    if (!started) return
    uploads.delete(clientId)
    started.abort.abort()
    if (started.attachment.metadata.file_url) URL.revokeObjectURL(started.attachment.metadata.file_url)
  }

  const byKey = (key: string): OwedEntry | undefined => [...owed.values()].find((entry) => entry.key === key)

  return {
    open: () => transport.connect(),
    close: () => {
      typing.stop()
      buffer.clear()
      for (const timer of typingTimers.values()) clearTimeout(timer)
      transport.close()
    },
    reconnect: () => transport.reconnect(),
    sendMessage: (text) => {
      const message = text.trim()
      if (message === '') return
      typing.stop()
      add(newEntry(roomName, user, { message, message_type: 'text', metadata: {} }))
    },
    sendFile: (file, options = {}) => {
      void describeAttachment(file, options).then((attachment) => {
        const { message_type, metadata } = attachment
        const entry = newEntry(roomName, user, { message: options.caption ?? '', message_type, metadata })
        owed.set(entry.client_id, entry)
        return upload(entry, attachment)
      })
    },
    retry: (key) => {
      const entry = byKey(key)
      if (!entry) return
      const started = uploads.get(entry.client_id)
      const uploaded = outbox.entries.some(({ message }) => message.client_id === entry.client_id)
      if (started && !uploaded) void upload(entry, started.attachment)
      else outbox.retry(entry.client_id)
    },
    discard: (key) => {
      const entry = byKey(key)
      if (!entry) return
      owed.delete(entry.client_id)
      releaseUpload(entry.client_id)
      outbox.discard(entry.client_id)
      publishOwed()
    },
    markRead: (messageId) => {
      if (messageId <= readId) return
      // The server is told before the state says so: a server without ranges is told of each unread message.
      sendRead(messageId)
      readId = messageId
      updateChat(store, roomName, (state) => applyReadUpTo(state, messageId, user.id))
    },
    startTyping: typing.start,
    stopTyping: typing.stop,
    setStatus: (status) => {
      declaredStatus = status
      send({ type: 'presence_update', data: { status } })
    },
    loadHistory: async (cursor, signal) => {
      const { messages, next, unreadCount } = await fetchHistoryPage(http, roomName, cursor, signal)
      const first = !historyLoaded
      historyLoaded = true
      merge(messages)
      if (first) {
        const unread =
          unreadCount ?? messages.filter((message) => message.sender.id !== user.id && !message.is_read).length
        updateChat(store, roomName, (state) => ({ ...state, unreadCount: unread }))
      }
      mendGap()
      return { next, unreadCount }
    },
  }
}
