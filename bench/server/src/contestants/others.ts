import { fileURLToPath } from 'node:url'
import { jsonDialect } from '../generator/jsonDialect.ts'
import { socketioDialect } from '../generator/socketioDialect.ts'
import type { Contestant } from './contestant.ts'
import { countMessages, messageFile } from './messageTable.ts'
import { REPLAY } from './replay.ts'

/** What our server is compared with. `replay`: clients come back and ask for what they missed. */
export function createOthers(replay: boolean): readonly Contestant[] {
  const extra = replay ? [REPLAY] : []
  const stored = (folder: string) => ({ messages: countMessages(messageFile(folder)), roomsWithGaps: 0 })
  const command = (file: string) => (folder: string) => ({ args: [program(file), folder, ...extra], env: {} })
  return [
    { name: 'relay', dialect: jsonDialect, command: command('relay.ts') },
    { name: 'relay-commit', dialect: jsonDialect, command: command('relayCommit.ts'), stored },
    { name: 'socketio', dialect: socketioDialect, command: command('socketio.ts') },
    { name: 'socketio-sqlite', dialect: socketioDialect, command: command('socketioSqlite.ts'), stored },
  ]
}

function program(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}
