import type { ChatClientFrameInput, ChatServerFrame, DeliveryFailure } from '@mediconnect/protocol'
import { chatFrames, readFrame } from '@mediconnect/protocol/client'
import type { ConnectionState } from '../transport/connectionState.ts'
import type { ChatState } from './chat.ts'
import { gapToFill, resumePoint } from './chatGaps.ts'
import { createSession } from './session.ts'
import type { SessionContext } from './sessionContext.ts'

/** What the server at the other end knows: our contract, or only websockets-module.md. */
export type ServerKind = 'full' | 'bare'

/** One room's socket, and what is known of the server behind it. */
export interface RoomConnection {
  /** `token`: one that is asked for already. */
  open(token?: Promise<string>): void
  close(): void
  reconnect(): void
  send(frame: ChatClientFrameInput): boolean
  /** The server confirmed this connection; false when the socket is gone already. */
  greet(kind: ServerKind): boolean
  /** `undefined` until it has confirmed this connection. */
  readonly server: ServerKind | undefined
  /** What was missed is sent again by the server. */
  readonly isReplaying: boolean
  /** No dial came before this one. */
  readonly isFirst: boolean
  /** Why the server does not let the user in, if so. */
  readonly refusal: DeliveryFailure | undefined
  /** Shows the connection as it is now: while something is missing it catches up. */
  show(): void
}

interface RoomConnectionOptions {
  readonly context: SessionContext
  chat(): ChatState
  /** The connection was lost, or refused. `server` is what the old one was. */
  onLost(server: ServerKind | undefined): void
  onFrames(frames: readonly ChatServerFrame[]): void
}

/** After an outage at most so many messages are sent again; what is before them is fetched when the reader asks. */
const RESUME_LIMIT = 1_000
const CATCHING_UP: ConnectionState = { status: 'catching_up' }

export function createRoomConnection(roomName: string, options: RoomConnectionOptions): RoomConnection {
  const { context, chat } = options
  let state: ConnectionState = { status: 'idle' }
  let server: ServerKind | undefined
  let isReplaying = false
  let dials = 0

  const session = createSession<ChatServerFrame>({
    context,
    key: roomName,
    path: () => {
      dials += 1
      const since = isLoaded() ? (resumePoint(chat()) ?? (chat().storedCount === 0 ? 0 : undefined)) : undefined
      isReplaying = since !== undefined
      return `/ws/chat/${roomName}/${since === undefined ? '' : `?since=${since}&limit=${RESUME_LIMIT}`}`
    },
    read: (text) => readFrame(chatFrames, text),
    onState: (next) => {
      state = next
      if (next.status !== 'connected') {
        const lost = server
        server = undefined
        options.onLost(lost)
      }
      show()
    },
    onFrames: options.onFrames,
  })

  function isLoaded(): boolean {
    return chat().history.status === 'ready'
  }

  function show(): void {
    const isUpToDate = server !== undefined && !(isLoaded() && gapToFill(chat()))
    const connection = state.status === 'connected' && !isUpToDate ? CATCHING_UP : state
    context.store.dispatch({ type: 'connection/changed', key: roomName, connection })
  }

  return {
    open: session.connect,
    close: session.close,
    reconnect: session.reconnect,
    send: session.send,
    greet: (kind) => {
      if (state.status !== 'connected') return false
      server = kind
      return true
    },
    get server() {
      return server
    },
    get isReplaying() {
      return isReplaying
    },
    get isFirst() {
      return dials === 1
    },
    get refusal() {
      // Whoever must sign in again may send afterwards: that is no refusal of what is written.
      if (state.status !== 'stopped' || state.code === 'WS_001') return undefined
      return { code: state.code, message: state.message }
    },
    show,
  }
}
