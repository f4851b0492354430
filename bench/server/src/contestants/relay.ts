// The least a room can cost with `ws`: every message is sent to each member, one by one, and nothing else happens.
import { serveRelay } from './relayServer.ts'

await serveRelay((room, data) => {
  for (const member of room) member.send(data, { binary: false })
})
