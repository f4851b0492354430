// The bare relay with JSON and one synced commit for all messages of a turn of the event loop.
import { openMessageTable } from './messageTable.ts'
import { serveRelay } from './relayServer.ts'
import { isSentMessage, type SentMessage } from './sentMessage.ts'

interface Waiting {
  readonly room: Iterable<{ send(text: string): void }>
  readonly roomName: string
  readonly sent: SentMessage
}

const [folder = '.'] = process.argv.slice(2)
const table = openMessageTable(folder)
let waiting: Waiting[] = []

function flush(): void {
  const batch = waiting
  waiting = []
  table.begin()
  const ids = batch.map(({ roomName, sent }) =>
    table.insert({ room: roomName, text: sent.message, clientId: sent.client_id }),
  )
  table.commit()
  batch.forEach(({ room, sent }, index) => {
    const text = JSON.stringify({ type: 'chat_message', data: { ...sent, id: ids[index] } })
    for (const member of room) member.send(text)
  })
}

await serveRelay((room, data, roomName) => {
  if (!Buffer.isBuffer(data)) return
  const frame: unknown = JSON.parse(data.toString())
  if (typeof frame !== 'object' || frame === null || !('data' in frame) || !isSentMessage(frame.data)) return
  if (waiting.length === 0) setImmediate(flush)
  waiting.push({ room, roomName, sent: frame.data })
})
