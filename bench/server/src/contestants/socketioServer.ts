import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { listen } from './listen.ts'
import { REPLAY } from './replay.ts'
import { isSentMessage, type SentMessage } from './sentMessage.ts'

/** Messages of a room that a client who was away may still ask for. */
const KEPT = 10

interface ClientEvents {
  send_message(sent: unknown, acknowledge: () => void): void
}

/** Socket.IO over WebSocket only. `store` runs before a message is told to anyone. */
export async function serveSocketio(store?: (room: string, sent: SentMessage) => void): Promise<void> {
  const server = createServer()
  const io = new Server<ClientEvents, { chat_message(sent: SentMessage): void }>(server, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
  })
  const history = process.argv.includes(REPLAY) ? new Map<string, SentMessage[]>() : undefined

  io.on('connection', (socket) => {
    const { room, since } = socket.handshake.query
    if (typeof room !== 'string') return void socket.disconnect(true)
    void socket.join(room)
    socket.on('send_message', (sent, acknowledge) => {
      if (!isSentMessage(sent)) return
      store?.(room, sent)
      if (history) history.set(room, [...(history.get(room) ?? []), sent].slice(-KEPT))
      socket.to(room).emit('chat_message', sent)
      acknowledge()
    })
    if (history && typeof since === 'string') {
      for (const missed of (history.get(room) ?? []).slice(Number(since))) socket.emit('chat_message', missed)
    }
  })
  await listen(server)
}
