import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { jsonDialect } from '../generator/jsonDialect.ts'
import type { Contestant, Stored } from './contestant.ts'
import { serverCommand, type ServerTarget } from './serverCommand.ts'
import type { World } from './world.ts'

const databaseIn = (folder: string) => join(folder, 'mediconnect.db')

/** Our server on SQLite: tokens, access, validation, places, idempotency and synced commits are all on. */
export function createOurs(target: ServerTarget, world: World): Contestant {
  return {
    name: 'ours',
    dialect: jsonDialect,
    command(folder) {
      copyFileSync(world.databaseFile, databaseIn(folder))
      return serverCommand(target, databaseIn(folder), world.secret)
    },
    stored: (folder) => countStored(databaseIn(folder)),
  }
}

function countStored(file: string): Stored {
  const database = new DatabaseSync(file)
  const rooms = database
    .prepare('select count(*) as messages, min(seq) as first, max(seq) as last from messages group by room_name')
    .all()
  database.close()
  return {
    messages: rooms.reduce((sum, room) => sum + Number(room['messages']), 0),
    roomsWithGaps: rooms.filter((room) => room['first'] !== 1 || room['last'] !== room['messages']).length,
  }
}
