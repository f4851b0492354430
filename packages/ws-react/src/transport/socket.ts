import ReconnectingWebSocket from 'reconnecting-websocket'

/** A WebSocket class: the browser's, or one to test with. */
export type WebSocketClass = new (url: string | URL, protocols?: string | string[]) => WebSocket

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  /** Exactly once. `code` is 1006 when the socket never opened. */
  onClose(code: number): void
}

/** One socket's life: one dial, never a second. */
export interface Socket {
  /** False when it is not open (any more): nothing was sent. */
  send(text: string): boolean
  /** No event follows. */
  close(): void
}

/** Longest time a dial may take. */
const CONNECTION_TIMEOUT_MS = 12_000
const ABNORMAL_CLOSURE = 1006

/**
 * Dials once. reconnecting-websocket gives the connection timeout and clean listeners; its own retries and queue are
 * off, since they know neither tokens nor close codes nor who is signed in.
 */
export function openSocket(url: string, protocols: string[], WebSocket: WebSocketClass, events: SocketEvents): Socket {
  let opened = false
  let over = false
  const socket = new ReconnectingWebSocket(url, protocols, {
    WebSocket,
    maxRetries: 0,
    maxEnqueuedMessages: 0,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    minReconnectionDelay: 0,
  })

  const end = (code: number): void => {
    if (over) return
    over = true
    socket.close()
    events.onClose(code)
  }
  socket.addEventListener('open', () => {
    if (over) return
    opened = true
    events.onOpen()
  })
  socket.addEventListener('message', (event) => {
    if (!over && typeof event.data === 'string') events.onText(event.data)
  })
  socket.addEventListener('close', (event) => end(opened ? event.code : ABNORMAL_CLOSURE))
  socket.addEventListener('error', () => {
    // A failed dial and a dial that timed out end here; on an open socket `close` follows with the code.
    if (!opened) end(ABNORMAL_CLOSURE)
  })

  return {
    send: (text) => {
      if (socket.readyState !== ReconnectingWebSocket.OPEN) return false
      socket.send(text)
      return true
    },
    close: () => {
      over = true
      socket.close()
    },
  }
}
