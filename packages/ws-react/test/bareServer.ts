import type { WebSocketClass } from '../src/index.ts'
import { createMemoryWebSocket } from '../src/testing/memoryWebSocket.ts'
import { doctor, patient } from './people.ts'

interface BareMessage {
  readonly id: number
  readonly sender: { readonly id: number; readonly username: string }
  readonly message: string
  readonly message_type: 'text'
  readonly timestamp: string
  readonly is_read: boolean
  readonly metadata: object
}

/** A server that knows only websockets-module.md: no seq, no client_id, no ranges, no resume, no heartbeat answer. */
export interface BareServer {
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
  /** Every frame a client sent, in order. */
  readonly received: { type: string; data: Record<string, unknown> }[]
  /** Texts stored, in order. */
  readonly texts: string[]
  say(text: string): void
  error(code: string): void
  /** Stores what comes, but its echo gets lost. */
  muteEchoes(): void
  cut(): void
  restore(): void
}

export function createBareServer(): BareServer {
  const messages: BareMessage[] = []
  const peers = new Set<{ send(text: string): void; close(code: number): void }>()
  const received: BareServer['received'] = []
  let isReachable = true
  let isMute = false

  const tell = (type: string, data: object): void => {
    for (const peer of peers) peer.send(JSON.stringify({ type, data }))
  }
  function store(sender: { id: number; username: string }, message: string): void {
    const stored: BareMessage = {
      id: messages.length + 1,
      sender: { id: sender.id, username: sender.username },
      message,
      message_type: 'text',
      timestamp: new Date().toISOString(),
      is_read: false,
      metadata: {},
    }
    messages.push(stored)
    if (!isMute) tell('chat_message', stored)
  }

  return {
    received,
    get texts() {
      return messages.map(({ message }) => message)
    },
    WebSocket: createMemoryWebSocket((_url, _protocols, peer) => {
      if (!isReachable) return undefined
      peers.add(peer)
      peer.send(JSON.stringify({ type: 'connection_status', data: { status: 'connected', active_users: [doctor.id] } }))
      return {
        receive: (text) => {
          const frame = JSON.parse(text) as BareServer['received'][number]
          received.push(frame)
          if (frame.type === 'send_message') store(doctor, String(frame.data.message))
        },
        closed: () => void peers.delete(peer),
      }
    }),
    fetch: (input) => {
      if (!isReachable) return Promise.reject(new TypeError('cut'))
      const url = new URL(input instanceof Request ? input.url : input)
      const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('page_size') ?? 50)]
      return Promise.resolve(Response.json(messages.toReversed().slice((page - 1) * size, page * size)))
    },
    say: (text) => store(patient, text),
    error: (code) => tell('error', { code, message: code, details: '', timestamp: new Date().toISOString() }),
    muteEchoes: () => {
      isMute = true
    },
    cut: () => {
      isReachable = false
      for (const peer of peers) peer.close(1006)
    },
    restore: () => {
      isReachable = true
      isMute = false
    },
  }
}
