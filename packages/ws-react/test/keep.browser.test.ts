import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRealtimeClient } from '../src/store/client.ts'
import { createKeep } from '../src/store/createKeep.ts'
import { createIndexedDbOutbox } from '../src/store/indexedDbOutbox.ts'
import { createLateKeep, tabChannelOf, type KeepChunk } from '../src/store/lateKeep.ts'
import { createLateOwed, type LateOwed } from '../src/store/lateOwed.ts'
import { newEntry } from '../src/store/newEntry.ts'
import { openKeep } from '../src/store/openKeep.ts'
import type { OutboxStorage } from '../src/store/outboxStorage.ts'
import type { Http } from '../src/transport/http.ts'
import { doctor } from './people.ts'

type Open = KeepChunk['openKeep']

const WAIT = { timeout: 10_000 }
const room = '123_456'
const http: Http = { json: () => Promise.reject(new Error('none')), blob: () => Promise.reject(new Error('none')) }
const forever = new Promise<never>(() => undefined)
let owed: LateOwed | undefined

/** A chunk with such a browser behind it. */
const chunk = (open: Open): KeepChunk => ({ createKeep, openKeep: open })
const text = (message: string) => newEntry(room, doctor, { message, message_type: 'text', metadata: {} })
const early = { sends: [], isShown: false }

/** What a page without a working browser behind it shows and sends. */
function page(loadChunk: () => Promise<KeepChunk>, onGone: () => void = () => undefined) {
  const wire: string[] = []
  const shown: { message: string; unkept?: boolean }[][] = []
  const keep = createLateKeep({ userId: doctor.id, isKept: true, onGone, loadChunk })
  const page: LateOwed = createLateOwed({
    roomName: room,
    user: doctor,
    http,
    keep,
    early,
    send: ({ message }) => wire.push(message) > 0,
    onChange: (entries) => void shown.push(entries.map(({ message, unkept }) => ({ message, unkept }))),
    onStalled: () => undefined,
    isCaughtUp: () => true,
    onThere: () => void page.adopt(),
  })
  owed = page
  page.outbox.resume()
  return { owed: page, wire, shown }
}

/** A browser whose database never answers. */
const hung: Open = () => {
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

test('a message is shown and sent from memory, and says so, when the database never answers, after a moment', async () => {
  vi.useFakeTimers()
  const { owed, wire, shown } = page(() => Promise.resolve(chunk(hung)))
  owed.add({ entry: text('one') })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(shown).toEqual([])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown.at(-1)).toEqual([{ message: 'one', unkept: true }])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(wire).toEqual(['one'])
  // The next one need not wait again.
  owed.add({ entry: text('two') })
  await vi.advanceTimersByTimeAsync(10)
  expect(shown.at(-1)).toHaveLength(2)
})

describe('while the chunk that keeps and sends is not there', () => {
  /** A chunk that comes when it is told to, after `failures` tries. */
  function late(failures = 0) {
    let arrive: () => void = () => undefined
    const arrived = new Promise<KeepChunk>((resolve) => {
      arrive = () => resolve(chunk(none))
    })
    let tries = 0
    return { arrive, load: () => (tries++ < failures ? Promise.reject(new TypeError('offline')) : arrived) }
  }
  /** A browser that keeps nothing. */
  const none: Open = (...args) => ({ ...hung(...args), storage: undefined })

  test('a message is shown as waiting and not kept after a moment, and sent, once, in order, when it comes', async () => {
    vi.useFakeTimers()
    const { arrive, load } = late(2)
    const { owed, wire, shown } = page(load)
    owed.add({ entry: text('one') })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(shown).toEqual([])
    await vi.advanceTimersByTimeAsync(1_500)
    expect(shown.at(-1)).toEqual([{ message: 'one', unkept: true }])
    expect(owed.isPending()).toBe(true)
    owed.add({ entry: text('two') })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(shown.at(-1)).toHaveLength(2)
    expect(wire).toEqual([])
    const before = shown.length
    arrive()
    await vi.advanceTimersByTimeAsync(100)
    expect(wire).toEqual(['one'])
    // Neither goes for a moment and comes back.
    for (const entries of shown.slice(before)) expect(entries.map(({ message }) => message)).toEqual(['one', 'two'])
  })

  test('what the user takes back is not sent', async () => {
    vi.useFakeTimers()
    const entries: string[] = []
    const { arrive, load } = late()
    const { wire } = page(load)
    const keep = createLateKeep({ userId: doctor.id, isKept: false, onGone: () => undefined, loadChunk: load })
    const taken: LateOwed = createLateOwed({
      roomName: room,
      user: doctor,
      http,
      keep,
      early,
      send: ({ message }) => wire.push(message) > 0,
      onChange: (shown) => void entries.splice(0, entries.length, ...shown.map(({ key }) => key)),
      onStalled: () => undefined,
      isCaughtUp: () => true,
      onThere: () => {
        // On the way from here to there.
        const [, second] = entries
        if (second) taken.discard(second)
      },
    })
    taken.outbox.resume()
    for (const message of ['early', 'meanwhile', 'kept']) taken.add({ entry: text(message) })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(entries).toHaveLength(3)
    taken.discard(entries[0] ?? '')
    expect(entries).toHaveLength(2)
    taken.add({ entry: text('last') })
    const [, kept] = entries
    arrive()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(wire).toEqual(['meanwhile'])
    expect(entries).not.toContain(kept)
    taken.clear()
  })
})

test.each(['chunk', 'database'])('what an earlier page left is found also when the %s takes long', async (what) => {
  vi.useFakeTimers()
  const entry = text('left')
  const late = async <Result>(result: Result): Promise<Result> => {
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    return result
  }
  const slow: Open = (...args) => {
    const { storage, tabs } = hung(...args)
    if (!storage) throw new Error('The hung browser has a storage.')
    const answersAt = what === 'database' ? Date.now() + 5_000 : 0
    const list = (): Promise<number[]> => (Date.now() < answersAt ? late([1]) : Promise.resolve([1]))
    return { tabs, storage: { ...storage, list, read: () => Promise.resolve({ entry, order: 1, isTaken: false }) } }
  }
  const { owed, wire } = page(
    () => (what === 'chunk' ? late(chunk(slow)) : Promise.resolve(chunk(slow))),
    () => void owed.adopt(),
  )
  void owed.adopt()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(wire).toEqual([])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(wire).toEqual(['left'])
})

/** Another tab of the doctor, which has left a message unsent. */
async function otherTab() {
  const entry = text('unsent')
  await createIndexedDbOutbox(doctor.id).add(entry, undefined, () => undefined)
  const heard: string[] = []
  const onGone = () => undefined
  const other = createKeep({
    onGone,
    open: (onMessage) => openKeep({ userId: doctor.id, name: tabChannelOf(doctor.id), onMessage, onGone }),
  })
  other.hear(({ type }) => heard.push(type))
  expect(await other.storage.rooms()).toEqual([room])
  return { heard, close: other.close }
}

test('who signs out before the browser is asked leaves nothing of earlier pages, and the other tabs hear of it', async () => {
  const other = await otherTab()
  let arrive: (chunk: KeepChunk) => void = () => undefined
  const arrived = new Promise<KeepChunk>((resolve) => (arrive = resolve))
  const keep = createLateKeep({
    userId: doctor.id,
    isKept: true,
    onGone: () => undefined,
    loadChunk: () => arrived,
  })
  const gone = keep.signOut()
  keep.close()
  arrive(chunk(openKeep))
  await gone
  expect(await createIndexedDbOutbox(doctor.id).rooms()).toEqual([])
  await expect.poll(() => other.heard, WAIT).toEqual(['signed_out'])
  other.close()
})

test('who signs out after automatic logoff leaves nothing, and the other tabs hear of it', async () => {
  const other = await otherTab()
  const client = createRealtimeClient({ url: 'http://none.test', user: doctor, getToken: () => 'token' })
  await client.resumeAbandoned()
  client.dispose()
  await client.signOut()
  expect(await createIndexedDbOutbox(doctor.id).rooms()).toEqual([])
  await expect.poll(() => other.heard, WAIT).toEqual(['signed_out'])
  other.close()
})
