import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A message as the contestants that store one keep it. */
export interface Row {
  readonly room: string
  readonly text: string
  readonly clientId: string
}

export interface MessageTable {
  insert(row: Row): number
  begin(): void
  commit(): void
}

export const messageFile = (folder: string) => join(folder, 'messages.db')

/** The plainest table that survives a power cut: WAL, every commit synced. */
export function openMessageTable(folder: string): MessageTable {
  const database = new DatabaseSync(messageFile(folder))
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = full')
  database.exec(
    'create table messages (id integer primary key, room text not null, text text not null, client_id text not null, timestamp text not null)',
  )
  const insert = database.prepare('insert into messages (room, text, client_id, timestamp) values (?, ?, ?, ?)')
  const begin = database.prepare('begin immediate')
  const commit = database.prepare('commit')
  return {
    insert: ({ room, text, clientId }) =>
      Number(insert.run(room, text, clientId, new Date().toISOString()).lastInsertRowid),
    begin: () => void begin.run(),
    commit: () => void commit.run(),
  }
}

/** How many messages a contestant that is gone has left behind. */
export function countMessages(file: string): number {
  const database = new DatabaseSync(file)
  const row = database.prepare('select count(*) as messages from messages').get()
  database.close()
  return Number(row?.['messages'])
}
