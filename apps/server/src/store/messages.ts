import { createAppend } from './appendMessages.ts'
import type { CommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { asMessage, selectMessages } from './messageRows.ts'
import { prepared } from './prepared.ts'
import type { RoomFactsReader } from './roomFacts.ts'
import type { MessageStore } from './store.ts'

export function createMessageStore(
  database: Database,
  commits: CommitQueue,
  facts: RoomFactsReader,
  now: () => number,
): MessageStore {
  const { read } = database
  const afterQuery = prepared(database, (db, place) =>
    selectMessages(db)
      .where('messages.room_name', '=', place<string>('room'))
      .where('messages.seq', '>', place<number>('seq'))
      .orderBy('messages.seq')
      .limit(place<number>('limit')),
  )
  const append = commits.grouped(createAppend(database, facts))
  return {
    append: (draft, rule, caller) => append({ draft, rule, at: now() }, caller),
    async after(room, seq, limit) {
      return (await afterQuery.rows(read, { room, seq, limit })).map(asMessage)
    },
    async before(roomName, seq, limit, offset = 0) {
      const rows = await selectMessages(read)
        .where('messages.room_name', '=', roomName)
        .$if(seq !== undefined, (query) => query.where('messages.seq', '<', seq ?? 0))
        // Places have no gaps: a far page is found by its place, not by counting its way there.
        .$if(offset > 0, (query) =>
          query.where('messages.seq', '<=', ({ selectFrom }) =>
            selectFrom('rooms')
              .select((room) => room('rooms.last_seq', '-', offset).as('seq'))
              .where('rooms.name', '=', roomName),
          ),
        )
        .orderBy('messages.seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(asMessage)
    },
  }
}
