import { afterEach, describe, expect, test, vi } from 'vitest'
import { createKeep, type LoadKeep } from '../src/store/createKeep.ts'
import { createIndexedDbOutbox } from '../src/store/indexedDbOutbox.ts'
import { openKeep } from '../src/store/openKeep.ts'
import type { OutboxStorage } from '../src/store/outboxStorage.ts'
import { createOwed, type Owed } from '../src/store/owed.ts'
import { newEntry } from '../src/store/owedItem.ts'
import type { Http } from '../src/transport/http.ts'
import { doctor, patient } from './people.ts'

const WAIT = { timeout: 10_000 }
const room = '123_456'
const http: Http = { json: () => Promise.reject(new Error('none')), blob: () => Promise.reject(new Error('none')) }
const forever = new Promise<never>(() => undefined)
let owed: Owed | undefined

/** What a page without a working browser behind it shows and sends. */
function page(load: () => Promise<LoadKeep>, onGone: () => void = () => undefined) {
  const wire: string[] = []
  const shown: { message: string; unkept?: boolean }[][] = []
  const keep = createKeep({ userId: doctor.id, onGone, load })
  owed = createOwed({
    roomName: room,
    user: doctor,
    receiverId: patient.id,
    http,
    keep,
    send: ({ message }) => wire.push(message) > 0,
    onChange: (entries) => void shown.push(entries.map(({ message, unkept }) => ({ message, unkept }))),
    onStalled: () => undefined,
  })
  owed.outbox.resume()
  return { owed, wire, shown }
}

/** A browser whose database never answers. */
const hung: LoadKeep = () => {
  const storage: OutboxStorage = {
    add: () => forever,
    change: () => forever,
    remove: () => forever,
    list: () => forever,
    read: () => forever,
    claim: () => forever,
    rooms: () => forever,
    drafts: () => forever,
    keepDraft: () => forever,
    purge: () => forever,
  }
  const tabs = {
    tell: () => undefined,
    hasTurns: false,
    inTurn: (_name: string, _options: object, work: (lost: AbortSignal) => Promise<void>) =>
      work(new AbortController().signal),
    close: () => undefined,
  }
  return { storage, tabs }
}

afterEach(() => {
  owed?.clear()
  vi.useRealTimers()
})

describe('a message is shown and sent from memory, and says so,', () => {
  test('when the chunk that keeps it cannot be loaded', async () => {
    const { owed, wire, shown } = page(() => Promise.reject(new TypeError('offline')))
    owed.addText('hello')
    await expect.poll(() => wire, WAIT).toEqual(['hello'])
    expect(shown.at(-1)).toEqual([{ message: 'hello', unkept: true }])
  })

  test.each([
    ['when that chunk does not come', () => forever],
    ['when the database never answers', () => Promise.resolve(hung)],
  ])('%s, after a moment', async (_, load) => {
    vi.useFakeTimers()
    const { owed, wire, shown } = page(load)
    owed.addText('one')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(shown).toEqual([])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(shown.at(-1)).toEqual([{ message: 'one', unkept: true }])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(wire).toEqual(['one'])
    // The next one need not wait again.
    owed.addText('two')
    await vi.advanceTimersByTimeAsync(10)
    expect(shown.at(-1)).toHaveLength(2)
  })
})

test.each(['chunk', 'database'])('what an earlier page left is found also when the %s takes long', async (what) => {
  vi.useFakeTimers()
  const entry = newEntry(room, doctor, { message: 'left', message_type: 'text', metadata: {} })
  const late = async <Result>(result: Result): Promise<Result> => {
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    return result
  }
  const slow: LoadKeep = (...args) => {
    const { storage, tabs } = hung(...args)
    if (!storage) throw new Error('The hung browser has a storage.')
    let isFirst = what === 'database'
    const list = (): Promise<number[]> => {
      const listed = isFirst ? late([1]) : Promise.resolve([1])
      isFirst = false
      return listed
    }
    return { tabs, storage: { ...storage, list, read: () => Promise.resolve({ entry, order: 1, isTaken: false }) } }
  }
  const { owed, wire } = page(
    () => (what === 'chunk' ? late(slow) : Promise.resolve(slow)),
    () => void owed.adopt(),
  )
  void owed.adopt()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(wire).toEqual([])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(wire).toEqual(['left'])
})

test('who signs out before the browser is asked leaves nothing of earlier pages, and the other tabs hear of it', async () => {
  const entry = newEntry(room, doctor, { message: 'unsent', message_type: 'text', metadata: {} })
  await createIndexedDbOutbox(doctor.id).add(entry, undefined, () => undefined)
  const other = createKeep({ userId: doctor.id, onGone: () => undefined, load: () => Promise.resolve(openKeep) })
  const heard: string[] = []
  other.hear(({ type }) => heard.push(type))
  expect(await other.storage.rooms()).toEqual([room])

  let arrive: (chunk: LoadKeep) => void = () => undefined
  const chunk = new Promise<LoadKeep>((resolve) => (arrive = resolve))
  const keep = createKeep({ userId: doctor.id, onGone: () => undefined, load: () => chunk })
  keep.close()
  const purged = keep.storage.purge()
  arrive(openKeep)
  await purged
  expect(await createIndexedDbOutbox(doctor.id).rooms()).toEqual([])
  await expect.poll(() => heard, WAIT).toEqual(['signed_out'])
  other.close()
})
