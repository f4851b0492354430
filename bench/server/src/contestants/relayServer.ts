import { createServer } from 'node:http'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { listen } from './listen.ts'

type Room = Set<WebSocket>

const GREETING = JSON.stringify({ type: 'connection_status', data: { status: 'connected' } })

/** A bare `ws` server with rooms named by the URL's path. */
export async function serveRelay(onMessage: (room: Room, data: RawData, roomName: string) => void): Promise<void> {
  const rooms = new Map<string, Room>()
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket, request) => {
    const name = request.url?.split('?')[0] ?? ''
    const room = rooms.get(name) ?? new Set()
    rooms.set(name, room)
    room.add(socket)
    socket.on('message', (data) => onMessage(room, data, name))
    // The generator cuts connections; that is no fault.
    socket.on('error', () => socket.terminate())
    socket.on('close', () => room.delete(socket))
    socket.send(GREETING)
  })
  await listen(server)
}
