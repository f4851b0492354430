import { chatServerFrames, notificationServerFrames, parseFrame } from '@mediconnect/protocol'
import type {
  ChatClientFrameInput,
  ChatServerFrame,
  NotificationClientFrameInput,
  NotificationServerFrame,
} from '@mediconnect/protocol'
import { WebSocket, type ClientOptions } from 'ws'

/** Generous: a busy machine is no fault. */
const WAIT_MS = 10_000

export type ServerFrame = ChatServerFrame | NotificationServerFrame
export type ClientFrame = ChatClientFrameInput | NotificationClientFrameInput
type Frames = { [Type in ServerFrame['type']]: Extract<ServerFrame, { type: Type }> }
/** The frame of a type, as something whose `data` a generic function can name. */
export interface OfType<Type extends ServerFrame['type']> {
  readonly type: Type
  readonly data: Frames[Type]['data']
}

export interface Connection {
  readonly socket: WebSocket
  /** Everything that came, oldest first. */
  readonly frames: readonly ServerFrame[]
  /** Settles with the close code. */
  readonly closed: Promise<{ code: number }>
  send(frame: ClientFrame): void
  sendRaw(data: string | Buffer): void
  /** The next frame of this type that no call has been given yet. */
  next<Type extends ServerFrame['type']>(
    type: Type,
    predicate?: (data: Frames[Type]['data']) => boolean,
  ): Promise<OfType<Type>>
  /** All frames of this type so far. */
  all<Type extends ServerFrame['type']>(type: Type): OfType<Type>[]
  /** Settles when the server has answered everything sent before. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface ConnectOptions extends ClientOptions {
  /** Instead of the user's own; `null` for none. */
  readonly token?: string | null
  readonly query?: Readonly<Record<string, string | number>>
  readonly protocols?: string[]
}

interface Target {
  readonly wsUrl: string
  token(userId: number): Promise<string>
}

/** Opens a real socket as a user. */
export async function connect(
  server: Target,
  userId: number,
  path: string,
  { token, query = {}, protocols = [], ...options }: ConnectOptions = {},
): Promise<Connection> {
  const url = new URL(path, server.wsUrl)
  const bearer = token === undefined ? await server.token(userId) : token
  if (bearer !== null) url.searchParams.set('token', bearer)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  const socket = new WebSocket(url, protocols, options)
  const frames: ServerFrame[] = []
  const given = new Set<object>()
  const waiting = new Set<() => void>()
  const isChat = path.includes('/chat/')

  socket.on('message', (data: Buffer) => {
    const text = data.toString()
    const parsed = isChat ? parseFrame(chatServerFrames, text) : parseFrame(notificationServerFrames, text)
    if (!parsed.ok) throw new Error(`The server sent a frame that is not of the protocol: ${parsed.problem.message}`)
    frames.push(parsed.frame)
    for (const look of [...waiting]) look()
  })
  const closed = new Promise<{ code: number }>((resolve) => {
    socket.on('close', (code) => {
      resolve({ code })
      for (const look of [...waiting]) look()
    })
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })

  const isOfType = <Type extends ServerFrame['type']>(
    frame: { type: string; data: unknown },
    type: Type,
  ): frame is OfType<Type> => frame.type === type

  const connection: Connection = {
    socket,
    frames,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (data) => socket.send(data),
    all: (type) => frames.flatMap((frame) => (isOfType(frame, type) ? [frame] : [])),
    next(type, predicate = () => true) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => stop(`within ${WAIT_MS} ms`), WAIT_MS)
        const stop = (why: string) => {
          clearTimeout(timer)
          waiting.delete(look)
          reject(new Error(`No ${type} ${why}. Got: ${frames.map((frame) => JSON.stringify(frame)).join('\n')}`))
        }
        const look = () => {
          for (const frame of connection.all(type)) {
            if (given.has(frame) || !predicate(frame.data)) continue
            given.add(frame)
            clearTimeout(timer)
            waiting.delete(look)
            return resolve(frame)
          }
          if (socket.readyState === WebSocket.CLOSED) stop('before the socket closed')
        }
        waiting.add(look)
        look()
      })
    },
    async settled() {
      const seen = connection.all('heartbeat').length
      connection.send({ type: 'heartbeat', data: {} })
      while (connection.all('heartbeat').length === seen) await connection.next('heartbeat')
    },
    async close() {
      socket.close()
      await closed
    },
  }
  return connection
}
