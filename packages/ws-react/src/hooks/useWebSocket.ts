import type { Frame } from '@mediconnect/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConnectionState } from '../transport/connectionState.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import { createTokenSource } from '../transport/token.ts'
import { createTransport, type TokenPlacement, type Transport } from '../transport/transport.ts'

export interface UseWebSocketOptions {
  /** Sees every frame, in order, each once; `lastMessage` shows only the newest of those React rendered together. */
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
  const [lastMessage, setLastMessage] = useState<unknown>(null)
  const [connection, setConnection] = useState<ConnectionState>({ status: 'idle' })
  const transport = useRef<Transport | undefined>(undefined)
  const waiting = useRef<Frame[]>([])
  const onMessage = useRef(options.onMessage)
  const { tokenPlacement = 'subprotocol', WebSocket } = options

  useEffect(() => {
    onMessage.current = options.onMessage
  }, [options.onMessage])

  useEffect(() => {
    const current = createTransport({
      url: () => url,
      tokens: createTokenSource(() => token),
      tokenPlacement,
      WebSocket: WebSocket ?? globalThis.WebSocket,
      onState: (state) => {
        setConnection(state)
        if (state.status === 'connected') waiting.current = waiting.current.filter((frame) => !current.send(frame))
      },
      onText: (text) => {
        const message = parseJson(text)
        if (message === undefined) return
        setLastMessage(message)
        onMessage.current?.(message)
      },
    })
    transport.current = current
    // Connecting a task later: StrictMode's first mount is gone by then and dials nothing.
    const timer = setTimeout(() => current.connect())
    return () => {
      clearTimeout(timer)
      current.close()
      // What was written for one user or endpoint must not reach another.
      waiting.current = []
    }
  }, [url, token, tokenPlacement, WebSocket])

  const sendMessage = useCallback((message: Frame) => {
    if (transport.current?.send(message)) return
    waiting.current = [...waiting.current, message].slice(-MAX_WAITING)
  }, [])
  const reconnect = useCallback(() => transport.current?.reconnect(), [])

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
