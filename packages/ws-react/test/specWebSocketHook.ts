import { useCallback, useEffect, useRef, useState } from 'react'

/** The hook of websockets-module.md, "React WebSocket Hook", with types: what others are measured against. */
export function useSpecWebSocket(url: string, token: string, WebSocketClass: new (url: string) => WebSocket): unknown {
  const ws = useRef<WebSocket | null>(null)
  const [lastMessage, setLastMessage] = useState<unknown>(null)

  const connect = useCallback(() => {
    ws.current = new WebSocketClass(`${url}?token=${token}`)
    ws.current.onmessage = (event) => setLastMessage(JSON.parse(String(event.data)))
  }, [url, token, WebSocketClass])

  useEffect(() => {
    connect()
    return () => ws.current?.close()
  }, [connect])
  return lastMessage
}
