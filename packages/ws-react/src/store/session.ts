import type { ChatServerFrame, NotificationServerFrame } from '@mediconnect/protocol'
import type { ConnectionState } from '../transport/connectionState.ts'
import { createTransport } from '../transport/transport.ts'
import { createFrameBuffer } from './frameBuffer.ts'
import type { SessionContext } from './sessionContext.ts'

/** One socket of the client: frames come in together, in order, and go out at once. */
export interface Session {
  /** `token`: one that is asked for already. */
  connect(token?: Promise<string>): void
  reconnect(): void
  close(): void
  /** False when the socket is not open: nothing was sent. */
  send(frame: { readonly type: string; readonly data?: object }): boolean
}

interface SessionOptions<Frame> {
  readonly context: SessionContext
  /** The connection's name in the store. */
  readonly key: string
  /** Address and query below the server's, asked before each dial. */
  path(): string
  /** `undefined`: nothing this client knows. */
  read(text: string): Frame | undefined
  /** What the old socket still brought has been received by then. */
  onState(state: ConnectionState): void
  onFrames(frames: readonly Frame[]): void
}

/**
 * How a server that knows only websockets-module.md answers what that page does not name, such as each heartbeat. The
 * client does without: nobody need hear of it.
 */
const UNKNOWN_TYPE = 'INVALID_MESSAGE_TYPE'
/** A token's end is ordinary: it gets another one, and should there be none the connection says so. */
const TOKEN_ENDED = 'WS_001'
const UNTOLD = [UNKNOWN_TYPE, TOKEN_ENDED]

export function createSession<Frame extends ChatServerFrame | NotificationServerFrame>(
  options: SessionOptions<Frame>,
): Session {
  const { context, key } = options
  const buffer = createFrameBuffer<Frame>((frames) => {
    options.onFrames(frames)
    for (const frame of frames) {
      if (frame.type !== 'error' || UNTOLD.includes(frame.data.code)) continue
      const { code, message, details } = frame.data
      const error = { code, message, details: details ?? undefined, at: Date.now() }
      context.store.dispatch({ type: 'connection/error', key, error })
    }
  })
  const transport = createTransport({
    url: () => context.socketUrl + options.path(),
    tokens: context.tokens,
    tokenPlacement: context.tokenPlacement,
    WebSocket: context.WebSocket,
    onState: (state) => {
      if (state.status !== 'connected') buffer.flush()
      options.onState(state)
    },
    onText: (text) => {
      const frame = options.read(text)
      // A frame of a newer server that this client does not know is not an error.
      if (!frame) return
      buffer.push(frame)
      // Not later: by then the socket may be another one.
      if (frame.type === 'error' && frame.data.code === TOKEN_ENDED) transport.tokenRefused()
    },
  })

  return {
    connect: transport.connect,
    reconnect: transport.reconnect,
    close: () => {
      buffer.flush()
      transport.close()
    },
    send: ({ type, data = {} }) => transport.send({ type, data }),
  }
}
