// Socket.IO as its manual shows a room: an event with an acknowledgement, told to the others. Nothing is stored.
import { serveSocketio } from './socketioServer.ts'

await serveSocketio()
