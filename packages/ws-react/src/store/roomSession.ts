import type { PresenceStatus } from '@mediconnect/protocol'
import { askSoon } from '../transport/token.ts'
import type { SendFileOptions } from './attachment.ts'
import type { CatchUp } from './catchUp.ts'
import { emptyChat, type ChatState } from './chat.ts'
import { createEarlyList } from './earlySends.ts'
import { createLate } from './late.ts'
import type * as chunk from './roomChunk.ts'
import type { LiveRoom } from './liveRoom.ts'
import { newEntry } from './newEntry.ts'
import { createPaging, type Paging } from './paging.ts'
import type { SessionContext } from './sessionContext.ts'

/** What a screen can do in a room. */
export interface RoomActions extends Pick<Paging, 'loadOlder'>, Pick<CatchUp, 'loadGap' | 'showMessage'> {
  reconnect(): void
  /**
   * Settles once what is sent is kept before it is shown, a moment after the page has loaded. A box that empties only
   * then loses nothing, also when the page goes in that moment; ChatWindow's does.
   */
  whenReady(): Promise<void>
  sendMessage(text: string): void
  sendFile(file: File, options?: SendFileOptions): void
  retry(key: string): void
  discard(key: string): void
  markRead(messageId: number): void
  startTyping(): void
  stopTyping(): void
}

type History = Pick<Paging, 'openHistory' | 'reload' | 'loadHistory'>

/** One room: its history at once, its connection as soon as that is loaded; until then it counts as connecting. */
export interface RoomSession extends RoomActions, History {
  /** For a screen, without what opens and closes it. */
  readonly actions: RoomActions
  open(): void
  close(): void
  /** Ends it for good: uploads too. */
  dispose(): void
  /** Whether something the user sent still needs the connection. */
  isBusy(): boolean
  /** Calls back once its connection is loaded. */
  whenLive(callback: () => void): void
  setStatus(status: PresenceStatus): void
}

export function createRoomSession(
  roomName: string,
  context: SessionContext,
  loadLive = (): Promise<Pick<typeof chunk, 'createLiveRoom'>> => import('./roomChunk.ts'),
): RoomSession {
  const { store, user, tokens } = context
  const { dispatch } = store
  let readId = 0
  let isOpen = false
  let isOver = false

  const paging = createPaging({ roomName, context, chat, readId: () => readId, onMerged: () => room.there?.follow() })
  const early = createEarlyList((entries) => dispatch({ type: 'chat/owed', roomName, entries }))
  const room = createLate(loadLive, ({ createLiveRoom }) =>
    createLiveRoom({ roomName, context, paging, chat, early: early.take(), readId: () => readId }),
  )

  function chat(): ChatState {
    return store.getState().chats[roomName] ?? emptyChat(roomName)
  }

  const live = (): Promise<LiveRoom> => new Promise(room.use)

  function connect(): void {
    if (room.there) return room.there.open()
    if (isOpen) return
    dispatch({ type: 'connection/changed', key: roomName, connection: { status: 'connecting', attempt: 0 } })
    const token = askSoon(tokens)
    room.use(({ open }) => isOpen && open(token))
  }

  function close(): void {
    if (room.there) room.there.close()
    else if (isOpen) dispatch({ type: 'connection/changed', key: roomName, connection: { status: 'idle' } })
    isOpen = false
    dispatch({ type: 'chat/closed', roomName, at: Date.now() })
  }

  function send(message: string, message_type: 'text' | 'file', file?: File, options?: SendFileOptions): void {
    if (isOver) return
    const entry = newEntry(roomName, user, { message, message_type, metadata: {} })
    if (room.there) return room.there.send({ entry, file, options })
    early.add({ entry, file, options })
    room.load()
  }

  const actions: RoomActions = {
    loadOlder: paging.loadOlder,
    loadGap: async (gap, end) => (await live()).loadGap(gap, end),
    showMessage: async (target) => (await live()).showMessage(target),
    reconnect: () => room.there?.reconnect(),
    whenReady: async () => (await live()).ready(),
    sendMessage: (text) => {
      const message = text.trim()
      if (message !== '') send(message, 'text')
    },
    sendFile: (file, options = {}) => send(options.caption ?? '', 'file', file, options),
    retry: (key) => room.there?.retry(key),
    discard: (key) => {
      early.discard(key)
      room.there?.discard(key)
    },
    markRead: (messageId) => {
      readId = Math.max(readId, messageId)
      if (room.there) room.there.markRead(messageId)
      else dispatch({ type: 'chat/read', roomName, messageId })
    },
    startTyping: () => room.there?.startTyping(),
    stopTyping: () => room.there?.stopTyping(),
  }

  return {
    ...actions,
    actions,
    openHistory: paging.openHistory,
    reload: paging.reload,
    loadHistory: paging.loadHistory,
    open: () => {
      if (isOver) return
      dispatch({ type: 'chat/opened', roomName })
      connect()
      isOpen = true
    },
    close,
    dispose: () => {
      isOver = true
      close()
      paging.dispose()
      early.take()
      room.there?.dispose()
    },
    isBusy: () => !early.isEmpty || (room.there?.isBusy() ?? false),
    whenLive: room.use,
    setStatus: (status) => room.use(({ setStatus }) => setStatus(status)),
  }
}
