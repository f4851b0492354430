import type { ChatEntry } from '@mediconnect/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { createKeep } from '../src/store/createKeep.ts'
import { newEntry } from '../src/store/newEntry.ts'
import { createOwed } from '../src/store/owed.ts'
import type { TabMessage } from '../src/store/tabMessage.ts'
import { doctor } from './people.ts'

const room = '123_456'

afterEach(() => void vi.useRealTimers())

test('what another tab sent is shown as sent until its echo comes, but not when that fell in a gap', async () => {
  vi.useFakeTimers()
  let entries: readonly ChatEntry[] = []
  let isCaughtUp = false
  let hear: (message: TabMessage) => void = () => undefined
  const tabs = { tell: () => undefined, hasTurns: true, inTurn: () => Promise.resolve(), close: () => undefined }
  const owed = createOwed({
    roomName: room,
    user: doctor,
    http: { json: () => Promise.reject(new Error('none')), blob: () => Promise.reject(new Error('none')) },
    keep: createKeep({
      onGone: () => undefined,
      open: (onMessage) => {
        hear = onMessage
        return { storage: undefined, tabs }
      },
    }),
    send: () => false,
    onChange: (next) => (entries = next),
    onStalled: () => undefined,
    isCaughtUp: () => isCaughtUp,
  })
  const entry = newEntry(room, doctor, { message: 'from there', message_type: 'text', metadata: {} })
  hear({ type: 'put', roomName: room, entry, order: 1, needsUpload: false })
  hear({ type: 'removed', roomName: room, clientId: entry.client_id, isSent: true })
  expect(entries).toMatchObject([{ message: 'from there', state: 'sent' }])
  // Without a connection its echo may still come.
  await vi.advanceTimersByTimeAsync(60_000)
  expect(entries).toHaveLength(1)
  isCaughtUp = true
  await vi.advanceTimersByTimeAsync(20_000)
  expect(entries).toEqual([])
  owed.clear()
  expect(vi.getTimerCount()).toBe(0)
})
