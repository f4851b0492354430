import type { Frame } from '@mediconnect/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConnectionState } from '../transport/connectionState.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import { loadUntilDone } from '../store/loadUntilDone.ts'
import { createTokenSource, userOfToken } from '../transport/token.ts'
import type { TokenPlacement, Transport } from '../transport/transport.ts'

/** How {@link useWebSocket} connects, and who hears what arrives. */
export interface UseWebSocketOptions {
  /**
   * Sees every frame as it comes, in order, each once: hand it a reducer's `dispatch` and none is lost. `lastMessage` shows
   * only the newest of those that React rendered together.
   */
  onMessage?: (message: unknown) => void
  /** @default 'subprotocol' */
  tokenPlacement?: TokenPlacement
  /** @default globalThis.WebSocket */
  WebSocket?: WebSocketClass
}

/** What {@link useWebSocket} gives, as in websockets-module.md, "React WebSocket Hook". */
export interface WebSocketHook {
  /** Sends a frame; while there is no connection the newest 100 are kept and sent when there is. */
  sendMessage: (message: Frame) => void
  lastMessage: unknown
  connectionStatus: 'connecting' | 'connected' | 'disconnected'
  reconnect: () => void
}

const MAX_WAITING = 100

/** A bare connection to one endpoint, for frames no other hook covers. Needs no provider. */
export function useWebSocket(url: string, token: string, options: UseWebSocketOptions = {}): WebSocketHook {
  // Another user or endpoint begins with nothing: what came for one must not be shown to the next.
  const identity = `${url} ${userOfToken(token) ?? token}`
  const [last, setLast] = useState<{ identity: string; message: unknown }>()
  const [connection, setConnection] = useState<ConnectionState>({ status: 'idle' })
  const transport = useRef<Transport | undefined>(undefined)
  const waiting = useRef<{ identity: string; frames: Frame[] }>({ identity, frames: [] })
  const { onMessage, tokenPlacement = 'subprotocol', WebSocket } = options
  const newest = useRef({ token, onMessage })

  useEffect(() => {
    newest.current = { token, onMessage }
  }, [token, onMessage])

  useEffect(() => {
    if (waiting.current.identity !== identity) waiting.current = { identity, frames: [] }
    const tokens = createTokenSource(() => newest.current.token)
    let isOver = false
    let current: Transport | undefined

    async function connect(): Promise<void> {
      setConnection({ status: 'connecting', attempt: 0 })
      const { createTransport } = await loadUntilDone(() => import('../transport/transport.ts'))
      if (isOver) return
      current = createTransport({
        url: () => url,
        tokens,
        tokenPlacement,
        WebSocket: WebSocket ?? globalThis.WebSocket,
        onState: (state) => {
          setConnection(state)
          if (state.status !== 'connected') return
          waiting.current.frames = waiting.current.frames.filter((frame) => !current?.send(frame))
        },
        onText: (text) => {
          const message = parseJson(text)
          if (message === undefined) return
          setLast({ identity, message })
          newest.current.onMessage?.(message)
        },
      })
      transport.current = current
      current.connect()
    }

    // A task later: StrictMode's first mount is gone by then and dials nothing.
    const timer = setTimeout(() => void connect())
    return () => {
      isOver = true
      clearTimeout(timer)
      current?.close()
    }
  }, [url, identity, tokenPlacement, WebSocket])

  // A new token of the same user is given to the open socket: between two sockets frames would be lost.
  useEffect(() => transport.current?.renewToken(), [token])

  const sendMessage = useCallback((message: Frame) => {
    if (transport.current?.send(message)) return
    waiting.current.frames = [...waiting.current.frames, message].slice(-MAX_WAITING)
  }, [])
  const reconnect = useCallback(() => transport.current?.reconnect(), [])

  const lastMessage = last?.identity === identity ? last.message : null
  return { sendMessage, lastMessage, connectionStatus: statusOf(connection), reconnect }
}

function statusOf({ status }: ConnectionState): WebSocketHook['connectionStatus'] {
  if (status === 'connected') return status
  return status === 'connecting' ? status : 'disconnected'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
