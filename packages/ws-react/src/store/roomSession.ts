import {
  chatServerFrames,
  ERRORS,
  isErrorCode,
  otherUserId,
  parseFrame,
  parseRoom,
  TYPING_STOP_MS,
  type ChatClientFrameInput,
  type ChatServerFrame,
  type ErrorFrame,
  type PresenceStatus,
} from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { createTransport } from '../transport/transport.ts'
import type { SendFileOptions } from './attachment.ts'
import {
  applyChatFrames,
  applyReadUpTo,
  emptyChat,
  findGap,
  markOpened,
  mergeMessages,
  resumePoint,
  setOwed,
  type ChatState,
} from './chat.ts'
import { createFrameBuffer } from './frameBuffer.ts'
import { createGapFiller } from './gapFiller.ts'
import { fetchHistoryPage, FIRST_PAGE, type HistoryCursor, type HistoryPage } from './history.ts'
import { createOwed } from './owed.ts'
import { applyPresenceFrame } from './presence.ts'
import { setConnection, setError, updateChat } from './realtimeStore.ts'
import { createReceipts } from './receipts.ts'
import type { SessionContext } from './sessionContext.ts'
import { createTypingSignal } from './typing.ts'

/** One room's connection: what comes in goes through the reducers into the store, what is owed goes out. */
export interface RoomSession {
  open(): void
  close(): void
  /** Ends it for good: uploads too. */
  dispose(): void
  /** Whether something the user sent still needs the connection. */
  isBusy(): boolean
  reconnect(): void
  sendMessage(text: string): void
  sendFile(file: File, options?: SendFileOptions): void
  retry(key: string): void
  discard(key: string): void
  markRead(messageId: number): void
  startTyping(): void
  stopTyping(): void
  setStatus(status: PresenceStatus): void
  loadHistory(cursor: HistoryCursor, signal?: AbortSignal): Promise<{ readonly next: HistoryCursor | undefined }>
}

/** A typing indicator whose end got lost goes after this long. */
const TYPING_LOST_MS = TYPING_STOP_MS + 1_500
/** Why a message fails when a server that cannot recognize it again may or may not have it. */
const DOUBT = { message: 'The connection broke while sending. Check whether it arrived before you send it again.' }
const CATCHING_UP: ConnectionState = { status: 'catching_up' }

export function createRoomSession(roomName: string, context: SessionContext): RoomSession {
  const { store, user, http } = context
  const room = parseRoom(roomName)
  // Whoever moderates a room of two writes to either of them.
  const receiverId = room?.kind === 'direct' ? (otherUserId(room, user.id) ?? room.userIds[0]) : undefined
  const typingTimers = new Map<number, ReturnType<typeof setTimeout>>()
  let transportState: ConnectionState = { status: 'idle' }
  /** The server has confirmed this connection. */
  let isGreeted = false
  /** The last server that did knows only the spec. */
  let isBare = false
  let isReplaying = false
  let historyLoaded = false
  let refusals = 0
  /** From opening until it is known what was unread then; must be noted before a screen can mark it as read. */
  let isOpening = false
  let declaredStatus: PresenceStatus | undefined

  const transport = createTransport({
    url: () => {
      const since = historyLoaded ? (resumePoint(chat()) ?? (chat().storedCount === 0 ? 0 : undefined)) : undefined
      isReplaying = since !== undefined
      return `${context.socketUrl}/ws/chat/${roomName}/${since === undefined ? '' : `?since=${since}`}`
    },
    tokens: context.tokens,
    tokenPlacement: context.tokenPlacement,
    WebSocket: context.WebSocket,
    onState: (next) => {
      transportState = next
      if (next.status !== 'connected') {
        // What the old socket still brought is applied before anything of the new one.
        buffer.flush()
        isGreeted = false
        owed.outbox.suspend(isBare ? DOUBT : undefined)
        gaps.stop()
      }
      publishConnection()
    },
    onText: (text) => {
      const parsed = parseFrame(chatServerFrames, text)
      // A frame of a newer server that this client does not know is not an error.
      if (!parsed.ok) return
      buffer.push(parsed.frame)
      // Not later: by then the socket may be another one.
      if (parsed.frame.type === 'error' && parsed.frame.data.code === 'WS_001') transport.renewToken()
    },
  })
  const owed = createOwed({
    roomName,
    user,
    receiverId,
    http,
    keep: context.keep,
    send: (message) => send({ type: 'send_message', data: message }),
    onChange: (entries) => updateChat(store, roomName, (state) => setOwed(state, entries)),
    onStalled: () => transport.reconnect(),
  })
  const gaps = createGapFiller({ http, roomName, chat, merge, onDone: publishConnection })
  const receipts = createReceipts({ user, chat, send: (frame) => isGreeted && send(frame) })
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
      const applied = applyChatFrames(before, frames, user.id)
      const after = historyLoaded && frames.some(isGreeting) ? noteOpening(applied) : applied
      return {
        chats: after === before ? state.chats : { ...state.chats, [roomName]: after },
        presence: frames.reduce(
          (presence, frame) => applyPresenceFrame(presence, frame, before.activeUsers),
          state.presence,
        ),
      }
    })
    settle()
    for (const frame of frames) follow(frame)
    receipts.tell()
    checkGaps()
  }

  /** What a frame makes the client do, beyond the change of state. */
  function follow(frame: ChatServerFrame): void {
    switch (frame.type) {
      case 'connection_status':
        if (frame.data.status !== 'disconnected') greet(frame.data.last_seq !== undefined)
        return
      case 'typing_notification':
        clearTimeout(typingTimers.get(frame.data.user.id))
        if (frame.data.is_typing) typingTimers.set(frame.data.user.id, setTimeout(forgetTyping, TYPING_LOST_MS, frame))
        return
      case 'error':
        return followError(frame.data)
      case 'chat_message':
        refusals = 0
        return
      case 'message_status':
      case 'presence_status':
      case 'file_shared':
      case 'heartbeat':
        return
      default:
        frame satisfies never
    }
  }

  function greet(isFull: boolean): void {
    if (transportState.status !== 'connected') return
    isGreeted = true
    isBare = !isFull
    receipts.restart()
    if (declaredStatus) send({ type: 'presence_update', data: { status: declaredStatus } })
    // A tab that is gone by now may have left something.
    const adopted = adopt()
    owed.uploadWaiting()
    // On a first connection the page just loaded is new enough, and what came since shows as a gap.
    if (historyLoaded && (isReplaying || isBare)) void adopted.then(() => refreshNewest(isFull))
    // Without a resume nobody knows what a bare server already has: it is asked before anything is sent again.
    if (isFull || !historyLoaded) owed.outbox.resume(isBare ? DOUBT : undefined)
  }

  /** After an outage: the count of unread messages, and from a bare server what was missed. */
  async function refreshNewest(isFull: boolean): Promise<void> {
    try {
      const known = new Set(chat().messages.map(({ id }) => id))
      for (let cursor: HistoryCursor | undefined = FIRST_PAGE; cursor;) {
        const page: HistoryPage = await fetchHistoryPage(http, roomName, cursor)
        merge(page.messages)
        countUnread(page)
        if (isFull || page.messages.some(({ id }) => known.has(id))) break
        cursor = page.next
      }
    } catch {
      // The next connection, or the next frame, tries again; what was sent meanwhile is not held up.
    }
    if (isGreeted) owed.outbox.resume(isBare ? DOUBT : undefined)
  }

  function followError(error: ErrorFrame['data']): void {
    const { code, message } = error
    const details = error.details ?? undefined
    setError(store, roomName, { code, message, details, at: Date.now() })
    const clientId = error.client_id ?? (meansMessage(error) ? owed.outbox.underWay : undefined)
    if (!clientId) return
    const again = isErrorCode(code) && ERRORS[code].retryable
    const wait = error.retry_after ?? backoffDelay(refusals++, Math.random)
    owed.outbox.refuse(
      clientId,
      { code, message: details ? `${message}: ${details}` : message },
      again ? wait : undefined,
    )
  }

  function forgetTyping(frame: Extract<ChatServerFrame, { type: 'typing_notification' }>): void {
    const ended = { ...frame, data: { ...frame.data, is_typing: false } }
    updateChat(store, roomName, (state) => applyChatFrames(state, [ended], user.id))
  }

  /** The reducer has taken the echoes out of what is owed; the outbox follows. */
  function settle(): void {
    const { messages, storedCount } = chat()
    owed.settle(new Set(messages.slice(storedCount).map(({ key }) => key)))
  }

  /** Of what another tab left some may be stored already, its echo lost with the tab. */
  function adopt(): Promise<void> {
    return owed.adopt().then(settle)
  }

  function publishConnection(): void {
    const upToDate = isGreeted && !(historyLoaded && findGap(chat()))
    const shown = transportState.status === 'connected' && !upToDate ? CATCHING_UP : transportState
    setConnection(store, roomName, shown)
  }

  function checkGaps(): void {
    if (historyLoaded && isGreeted) gaps.check(isReplaying)
    publishConnection()
  }

  function merge(messages: HistoryPage['messages']): void {
    updateChat(store, roomName, (state) => mergeMessages(state, messages, user.id))
    settle()
    receipts.tell()
  }

  /** Takes over the server's count, and adds what came or was read since it counted. */
  function countUnread({ messages, unreadCount }: HistoryPage): void {
    const isOthers = (message: { sender: { id: number } }): boolean => message.sender.id !== user.id
    const counted = unreadCount ?? messages.filter((message) => isOthers(message) && !message.is_read).length
    const newest = Math.max(0, ...messages.map(({ id }) => id))
    updateChat(store, roomName, (state) => {
      const since = state.messages.filter((entry) => entry.id !== undefined && entry.id > newest && isOthers(entry))
      return noteOpening(applyReadUpTo({ ...state, unreadCount: counted + since.length }, receipts.readId, user.id))
    })
  }

  function noteOpening(state: ChatState): ChatState {
    if (!isOpening) return state
    isOpening = false
    return markOpened(state, user.id)
  }

  function close(): void {
    typing.stop()
    buffer.flush()
    for (const timer of typingTimers.values()) clearTimeout(timer)
    typingTimers.clear()
    transport.close()
    gaps.stop()
    forgetPeople()
  }

  /** Nobody tells any more who of this room types or is there: what is not told by another room is not known. */
  function forgetPeople(): void {
    updateChat(store, roomName, (state) => ({ ...state, typing: [], liveUntil: Date.now() }))
    store.setState(({ chats, connections, presence }) => {
      const open = Object.values(chats).filter((other) => connections[other.roomName]?.status === 'connected')
      const told = new Set(open.flatMap((other) => other.knownUsers))
      const gone = chat().knownUsers.filter((id) => !told.has(id))
      const left = Object.entries(presence).filter(([id]) => !gone.includes(Number(id)))
      return gone.length > 0 ? { presence: Object.fromEntries(left) } : {}
    })
  }

  return {
    open: () => {
      if (transportState.status === 'idle') isOpening = true
      updateChat(store, roomName, (state) => (state.liveUntil === Infinity ? state : { ...state, liveUntil: Infinity }))
      transport.connect()
      void adopt()
    },
    close,
    dispose: () => {
      close()
      owed.clear()
    },
    isBusy: owed.isPending,
    reconnect: () => transport.reconnect(),
    sendMessage: (text) => {
      const message = text.trim()
      if (message === '') return
      typing.stop()
      owed.addText(message)
    },
    sendFile: (file, options = {}) => owed.addFile(file, options),
    retry: owed.retry,
    discard: owed.discard,
    markRead: (messageId) => {
      receipts.read(messageId)
      // The server is told before the state says so: one without ranges is told of each unread message.
      receipts.tell()
      updateChat(store, roomName, (state) => applyReadUpTo(state, messageId, user.id))
    },
    startTyping: typing.start,
    stopTyping: typing.stop,
    setStatus: (status) => {
      declaredStatus = status
      send({ type: 'presence_update', data: { status } })
    },
    loadHistory: async (cursor, signal) => {
      const page = await fetchHistoryPage(http, roomName, cursor, signal)
      const isFirst = !historyLoaded
      historyLoaded = true
      merge(page.messages)
      if (isFirst) countUnread(page)
      checkGaps()
      return { next: page.next }
    },
  }
}

function isGreeting(frame: ChatServerFrame): boolean {
  return frame.type === 'connection_status'
}

/** Codes of a bare server that say a message was not delivered. */
const CHAT_CODE = /^CHAT_/

/** Whether an error that names no message is about the one under way: a bare server never names it. */
function meansMessage({ code, message_id }: ErrorFrame['data']): boolean {
  if (message_id != null) return false
  if (!isErrorCode(code)) return CHAT_CODE.test(code)
  return !['WS_001', 'WS_005', 'WS_008', 'WS_009'].includes(code)
}
