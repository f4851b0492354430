import { expect, test } from 'vitest'
import type { AuditEvent } from '../src/index.ts'
import { createAuditTrail } from '../src/store/auditTrail.ts'
import { newEntry } from '../src/store/newEntry.ts'
import { emptyState, type RealtimeState } from '../src/store/realtimeStore.ts'
import { reduceRooms } from '../src/store/reduceRooms.ts'
import { doctor } from './people.ts'

const room = '123_456'
const WAIT = { timeout: 5_000 }

/** A message that waits, and the same once it is stored. */
function sending(message: string, id: number): readonly [RealtimeState, RealtimeState] {
  const entry = newEntry(room, doctor, { message, message_type: 'text', metadata: {} })
  const { client_id, sender, message_type, metadata, timestamp } = entry
  const stored = { id, seq: id, client_id, sender, message, message_type, metadata, timestamp, is_read: false }
  const before = reduceRooms(emptyState(doctor.id), { type: 'chat/owed', roomName: room, entries: [entry] })
  const loaded = { type: 'chat/loaded', roomName: room, messages: [stored], hasOlder: false } as const
  return [before, reduceRooms(before, loaded)]
}

test('what was sent is told by one tab, however many see that it was stored', async () => {
  const told: AuditEvent[] = []
  const tabs = [1, 2, 3].map((at) =>
    createAuditTrail(
      doctor.id,
      (event) => told.push(event),
      () => at,
    ),
  )
  for (const [before, after] of [sending('one', 1), sending('two', 2)]) {
    for (const tab of tabs) tab.follow(after, before)
  }
  const sentIds = () => told.map((event) => event.type === 'message_sent' && event.messageId)
  await expect.poll(sentIds, WAIT).toEqual([1, 2])
  // Whoever asks behind the others is answered behind them.
  await navigator.locks.request('behind', () => undefined)
  expect(sentIds()).toEqual([1, 2])
})
