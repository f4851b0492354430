// Socket.IO with one synced insert for each message, before anybody sees it.
import { openMessageTable } from './messageTable.ts'
import { serveSocketio } from './socketioServer.ts'

const [folder = '.'] = process.argv.slice(2)
const table = openMessageTable(folder)

await serveSocketio((room, sent) => table.insert({ room, text: sent.message, clientId: sent.client_id }))
