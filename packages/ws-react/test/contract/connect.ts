import {
  chatServerFrames,
  notificationServerFrames,
  parseFrame,
  type ChatClientFrameInput,
  type ChatServerFrame,
  type NotificationClientFrameInput,
  type NotificationServerFrame,
} from '@mediconnect/protocol'
import { vi } from 'vitest'
import type { Target } from './target.ts'

type ServerFrame = ChatServerFrame | NotificationServerFrame
type ClientFrame = ChatClientFrameInput | NotificationClientFrameInput
type Type = ServerFrame['type']
type Data = { [T in Type]: Extract<ServerFrame, { type: T }>['data'] }
/** A frame of a type, as something whose `data` a generic function can name. */
interface OfType<T extends Type> {
  readonly type: T
  readonly data: Data[T]
}

export interface Wire {
  readonly protocol: string
  /** Everything that came, oldest first. */
  readonly frames: readonly ServerFrame[]
  send(frame: ClientFrame): void
  sendText(text: string): void
  /** The data of the next frame of this type that was not given yet and says what is asked for. */
  next<T extends Type>(type: T, predicate?: (data: Data[T]) => boolean): Promise<Data[T]>
  /** The data of all frames of this type so far. */
  all<T extends Type>(type: T): Data[T][]
  /** Settles when the server has answered everything sent before. */
  settled(): Promise<void>
  /** Settles with the close code. */
  readonly closed: Promise<number>
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly token?: string
  readonly query?: Readonly<Record<string, string | number>>
  /** @default 'subprotocol' */
  readonly placement?: 'subprotocol' | 'query'
}

const WAIT = { timeout: 10_000, interval: 5 }

export const chatPath = (room: string): string => `/ws/chat/${room}/`
export const NOTIFICATIONS_PATH = '/ws/notifications/'

/** Opens a socket as a user. A frame that is not of the protocol fails the test. */
export async function connect(
  target: Target,
  userId: number,
  path: string,
  { token, query = {}, placement = 'subprotocol' }: ConnectOptions = {},
): Promise<Wire> {
  const url = new URL(path, target.url.replace(/^http/, 'ws'))
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  const bearer = token ?? (await target.token(userId))
  if (placement === 'query') url.searchParams.set('token', bearer)
  const socket = new target.WebSocket(url.href, placement === 'query' ? [] : ['chat', `bearer.${bearer}`])
  const frames: ServerFrame[] = []
  const faults: string[] = []
  const given = new Set<object>()

  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const text = String(data)
    const parsed = path.startsWith('/ws/chat/')
      ? parseFrame(chatServerFrames, text)
      : parseFrame(notificationServerFrames, text)
    if (parsed.ok) frames.push(parsed.frame)
    else faults.push(`${parsed.problem.message} in ${text}`)
  })
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)))
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error(`No connection to ${path}.`)))
  })

  const isOfType = <T extends Type>(frame: { type: string; data: unknown }, type: T): frame is OfType<T> =>
    frame.type === type

  function framesOf<T extends Type>(type: T): OfType<T>[] {
    if (faults.length > 0) throw new Error(`Not a frame of the protocol: ${faults.join('; ')}`)
    return frames.flatMap((frame) => (isOfType(frame, type) ? [frame] : []))
  }

  const wire: Wire = {
    protocol: socket.protocol,
    frames,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendText: (text) => socket.send(text),
    all: (type) => framesOf(type).map(({ data }) => data),
    next: (type, predicate = () => true) =>
      vi.waitFor(() => {
        const found = framesOf(type).find((frame) => !given.has(frame) && predicate(frame.data))
        if (!found) throw new Error(`No ${type}. Got:\n${frames.map((frame) => JSON.stringify(frame)).join('\n')}`)
        given.add(found)
        return found.data
      }, WAIT),
    settled: async () => {
      wire.send({ type: 'heartbeat', data: {} })
      await wire.next('heartbeat')
    },
    close: async () => {
      socket.close()
      await closed
    },
  }
  return wire
}

/** Opens a room and waits for the greeting. */
export async function enter(
  target: Target,
  userId: number,
  room = '123_456',
  query: ConnectOptions['query'] = {},
): Promise<Wire> {
  const wire = await connect(target, userId, chatPath(room), { query })
  await wire.next('connection_status')
  return wire
}

/** Says something, and gives its client_id. */
export function say(wire: Wire, message: string, receiver_id = 456, client_id: string = crypto.randomUUID()): string {
  wire.send({ type: 'send_message', data: { message, receiver_id, client_id } })
  return client_id
}
