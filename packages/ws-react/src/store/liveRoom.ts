import type { ChatServerFrame, PresenceStatus } from '@mediconnect/protocol'
import { otherUserId, parseRoom } from '@mediconnect/protocol/client'
import { backoffDelay } from '../transport/backoff.ts'
import { createCatchUp, type CatchUp } from './catchUp.ts'
import type { ChatState } from './chat.ts'
import { gapToFill } from './chatGaps.ts'
import type { EarlySends } from './earlySends.ts'
import { createLateOwed, type LateOwed } from './lateOwed.ts'
import { newestOfOthers } from './newestOfOthers.ts'
import type { Paging } from './paging.ts'
import { createReceipts } from './receipts.ts'
import { reduceLiveRooms } from './reduceLiveRooms.ts'
import { createRoomConnection, type ServerKind } from './roomConnection.ts'
import { createRoomEffects } from './roomEffects.ts'
import type { SessionContext } from './sessionContext.ts'
import { shareReading } from './shareReading.ts'
import { createTypingSignal } from './typing.ts'

/** One room's connection: what comes in goes through the reducers into the store, what is owed goes out. */
export interface LiveRoom extends Pick<CatchUp, 'loadGap' | 'showMessage'>, Pick<LateOwed, 'retry' | 'discard'> {
  /** `token`: one that is asked for already. */
  open(token?: Promise<string>): void
  close(): void
  /** Ends it for good: uploads too. */
  dispose(): void
  reconnect(): void
  /** Settles once what is sent is written down before it is shown. */
  ready(): Promise<void>
  send: LateOwed['add']
  /** Whether something the user sent still needs the connection. */
  isBusy(): boolean
  /** Stored messages were added. */
  follow(): void
  markRead(messageId: number): void
  startTyping(): void
  stopTyping(): void
  setStatus(status: PresenceStatus): void
}

export interface LiveRoomOptions {
  readonly roomName: string
  readonly context: SessionContext
  readonly paging: Paging
  /** What was sent before this was there. */
  readonly early: EarlySends
  chat(): ChatState
  /** What the user has read, the newest message's id; 0 for none. */
  readId(): number
}

/** So many messages stay once the reader is at the newest end; older ones are loaded again on the way back. */
const WINDOW = 1_000
/** More than these are dropped together rather than one by one. */
const WINDOW_SLACK = 100
/** Why a message fails when a server that cannot recognize it again may or may not have it. */
const DOUBT = { message: 'The connection broke while sending. Check whether it arrived before you send it again.' }

export function createLiveRoom(options: LiveRoomOptions): LiveRoom {
  const { roomName, context, paging, chat } = options
  const { store, user } = context
  const room = parseRoom(roomName)
  // Whoever moderates a room of two writes to either of them.
  const receiver_id = room?.kind === 'direct' ? (otherUserId(room, user.id) ?? room.userIds[0]) : undefined
  let declaredStatus: PresenceStatus | undefined
  /** After an outage: once what was missed is here, the server is asked what of it is unread. */
  let isRefreshDue = false
  let refreshTimer: ReturnType<typeof setTimeout> | undefined

  store.addReducer(reduceLiveRooms)
  const connection = createRoomConnection(roomName, {
    context,
    chat,
    onFrames: receive,
    onLost: (server) => {
      owed.outbox.suspend(server === 'bare' ? DOUBT : undefined)
      failRefused()
      isRefreshDue = false
      clearTimeout(refreshTimer)
      catchUp.pause()
    },
  })
  const owed = createLateOwed({
    roomName,
    user,
    http: context.http,
    keep: context.keep,
    early: options.early,
    send: (message) => connection.send({ type: 'send_message', data: { ...message, receiver_id } }),
    onChange: (entries) => {
      store.dispatch({ type: 'chat/owed', roomName, entries })
      if (entries.some(({ state }) => state === 'queued')) failRefused()
    },
    onStalled: connection.reconnect,
    onThere: () => void adopt(),
    isCaughtUp: () => connection.server !== undefined && !gapToFill(chat()),
  })
  const receipts = createReceipts({
    user,
    chat,
    readId: options.readId,
    send: (frame) => connection.server !== undefined && connection.send(frame),
  })
  const catchUp = createCatchUp({
    roomName,
    context,
    paging,
    chat,
    onMerged: follow,
    onFilled: connection.show,
  })
  const typing = createTypingSignal((type) => connection.send({ type, data: { sender_id: user.id, receiver_id } }))
  const reading = shareReading(roomName, context)
  const effects = createRoomEffects({
    outbox: owed.outbox,
    onGreeted: greet,
    onTypingLost: (other) => store.dispatch({ type: 'chat/typing_lost', roomName, user: other }),
  })

  function receive(frames: readonly ChatServerFrame[]): void {
    store.dispatch({ type: 'chat/received', roomName, frames })
    settle()
    for (const frame of frames) effects.follow(frame)
    follow()
  }

  function follow(): void {
    settle()
    receipts.tell()
    if (connection.server !== undefined && chat().history.status === 'ready') {
      catchUp.checkGaps(connection.isReplaying)
      if (isRefreshDue && !gapToFill(chat())) void refresh(connection.server)
    }
    connection.show()
  }

  function greet(server: ServerKind): void {
    if (!connection.greet(server)) return
    receipts.restart()
    if (declaredStatus) connection.send({ type: 'presence_update', data: { status: declaredStatus } })
    // A tab that is gone by now may have left something.
    const adopted = adopt()
    owed.uploadWaiting()
    const { status } = chat().history
    if (status === 'error') paging.openHistory()
    // On a first connection the page just loaded is new enough, and what came since is sent again or shows as a gap.
    isRefreshDue = status === 'ready' && server === 'full' && connection.isReplaying && !connection.isFirst
    const known = idsOf(chat())
    if (status === 'ready' && server === 'bare') void adopted.then(() => refresh(server, known))
    // Without a resume nobody knows what a bare server already has: it is asked before anything is sent again.
    if (server === 'full' || status !== 'ready') owed.outbox.resume(connection.server === 'bare' ? DOUBT : undefined)
  }

  /** `known` is what was here before the connection: what came since says nothing of what was missed. */
  async function refresh(server: ServerKind, known = idsOf(chat()), failures = 0): Promise<void> {
    isRefreshDue = false
    clearTimeout(refreshTimer)
    try {
      await catchUp.refresh(server, known)
    } catch {
      // A bare server tells of no hole: nobody else would notice what was missed.
      if (connection.server === server) {
        refreshTimer = setTimeout(() => void refresh(server, known, failures + 1), backoffDelay(failures, Math.random))
      }
    }
    // What was sent meanwhile is not held up by a failure.
    if (failures > 0) return
    if (connection.server !== undefined) owed.outbox.resume(connection.server === 'bare' ? DOUBT : undefined)
  }

  /** The reducer has taken the echoes out of what is owed; the outbox follows. */
  function settle(): void {
    const { keys, storedCount } = chat()
    owed.settle(new Set(keys.slice(storedCount)))
  }

  /** Of what another tab left some may be stored already, its echo lost with the tab. */
  function adopt(): Promise<void> {
    return owed.adopt().then(settle)
  }

  /** Nothing waits for a server that does not let the user in. */
  function failRefused(): void {
    if (connection.refusal) owed.fail(connection.refusal)
  }

  /** The reader is at the newest end, or gone: what is far above is forgotten. */
  function trim(): void {
    if (chat().storedCount > WINDOW + WINDOW_SLACK) store.dispatch({ type: 'chat/trimmed', roomName, keep: WINDOW })
  }

  // Read before this was there.
  reading.tell(options.readId())
  return {
    open: (token) => {
      connection.open(token)
      void adopt()
    },
    close: () => {
      typing.stop()
      effects.stop()
      connection.close()
      catchUp.pause()
      trim()
    },
    dispose: () => {
      catchUp.dispose()
      reading.dispose()
      owed.clear()
    },
    reconnect: connection.reconnect,
    ready: () =>
      new Promise((resolve) => {
        void context.keep.ready()
        context.keep.whenThere(() => resolve())
      }),
    send: (message) => {
      typing.stop()
      owed.add(message)
    },
    retry: (key) => {
      // Access may have been given since.
      if (connection.refusal) connection.reconnect()
      owed.retry(key)
    },
    discard: owed.discard,
    isBusy: owed.isPending,
    follow,
    markRead: (messageId) => {
      // The server is told before the state says so: one without ranges is told of each unread message.
      receipts.tell()
      store.dispatch({ type: 'chat/read', roomName, messageId })
      reading.tell(messageId)
      // Whoever reads far back keeps what is there.
      if (chat().unreadCount === 0 && messageId >= (newestOfOthers(chat(), user.id)?.id ?? 0)) trim()
    },
    startTyping: typing.start,
    stopTyping: typing.stop,
    setStatus: (status) => {
      declaredStatus = status
      connection.send({ type: 'presence_update', data: { status } })
    },
    loadGap: catchUp.loadGap,
    showMessage: catchUp.showMessage,
  }
}

function idsOf({ messages }: ChatState): ReadonlySet<number | undefined> {
  return new Set(messages.map(({ id }) => id))
}
