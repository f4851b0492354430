import {
  chatServerFrames,
  encodeFrame,
  otherUserId,
  parseFrame,
  parseRoom,
  type ChatServerFrame,
  type User,
} from '@mediconnect/protocol'
import type { DemoTokens } from './demoTokens.ts'

export interface FloodOptions {
  readonly user: User
  readonly roomName: string
  readonly count: number
  readonly tokens: DemoTokens
}

/** How the server took it. */
export interface FloodResult {
  readonly stored: number
  /** How many were refused, by error code. */
  readonly refused: Readonly<Record<string, number>>
  /** The code the server closed the socket with, if it did. */
  readonly closedWith: number | undefined
}

/** Once nothing came for so long, all is answered. */
const QUIET_MS = 500

/** Sends so many messages as fast as the socket takes them, and heeds no refusal: what a badly made client does. */
export async function sendFlood({ user, roomName, count, tokens }: FloodOptions): Promise<FloodResult> {
  const token = await tokens.of(user.username)
  const address = new URL(`/ws/chat/${roomName}/`, window.location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  const room = parseRoom(roomName)
  const receiver_id = room?.kind === 'direct' ? otherUserId(room, user.id) : undefined
  const socket = new WebSocket(address, ['chat', `bearer.${token}`])
  const refused: Record<string, number> = {}
  let stored = 0

  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined
    const finish = (closedWith?: number): void => {
      clearTimeout(quiet)
      socket.close()
      resolve({ stored, refused, closedWith })
    }
    socket.addEventListener('open', () => {
      for (let n = 1; n <= count; n += 1) {
        const data = {
          message: `Flood ${n} of ${count}`,
          receiver_id,
          message_type: 'text',
          client_id: crypto.randomUUID(),
        }
        socket.send(encodeFrame({ type: 'send_message', data }))
      }
    })
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      clearTimeout(quiet)
      quiet = setTimeout(finish, QUIET_MS)
      const frame = readChatFrame(data)
      if (frame?.type === 'chat_message' && frame.data.sender.id === user.id) stored += 1
      if (frame?.type === 'error') refused[frame.data.code] = (refused[frame.data.code] ?? 0) + 1
    })
    socket.addEventListener('close', ({ code }) => finish(code))
  })
}

/** `undefined` for what no client knows. */
function readChatFrame(data: unknown): ChatServerFrame | undefined {
  const parsed = typeof data === 'string' ? parseFrame(chatServerFrames, data) : undefined
  return parsed?.ok ? parsed.frame : undefined
}
