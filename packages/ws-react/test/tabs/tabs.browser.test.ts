import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createIndexedDbOutbox } from '../../src/store/indexedDbOutbox.ts'
import { notificationPart } from '../../src/store/notificationPart.ts'
import { doctor, patient } from '../people.ts'
import { openTab, room, type Tab, type TabOptions } from './openTab.ts'
import { createTabServer, type TabServer } from './tabServer.ts'

const WAIT = { timeout: 10_000 }
let server: TabServer
let tabs: Tab[]

async function open(options?: TabOptions): Promise<Tab> {
  const tab = await openTab(server, options)
  tabs.push(tab)
  return tab
}
const unreadOf = (tab: Tab) => tab.client.store.getState().chats[room]?.unreadCount
const sent = (...texts: string[]) => texts.map((text) => [text, 'sent'])
const queued = (...texts: string[]) => texts.map((text) => [text, 'queued'])

beforeEach(async () => {
  for (const { id } of [doctor, patient]) await createIndexedDbOutbox(id).purge()
  server = createTabServer()
  tabs = []
})
afterEach(() => {
  for (const tab of tabs) {
    tab.client.dispose()
    tab.crash()
  }
})

describe('tabs of one user', () => {
  test('show what any of them wrote, and the one that can sends it, in the order it was written', async () => {
    const [one, two] = [await open(), await open()]
    one.cut()
    two.cut()
    for (const [tab, text] of [
      [one, '1'],
      [two, '2'],
      [one, '3'],
      [two, '4'],
    ] as const) {
      tab.write(text)
      await expect.poll(() => two.shown().map(([shown]) => shown), WAIT).toContain(text)
      await expect.poll(() => one.shown().map(([shown]) => shown), WAIT).toContain(text)
    }
    expect(one.shown()).toEqual(queued('1', '2', '3', '4'))
    two.restore()
    await expect.poll(() => two.shown(), WAIT).toEqual(sent('1', '2', '3', '4'))
    // The other one has no connection: the server has them, and so it says.
    await expect.poll(() => one.shown(), WAIT).toEqual(sent('1', '2', '3', '4'))
    one.restore()
    await expect.poll(() => one.client.store.getState().chats[room]?.storedCount, WAIT).toBe(4)
    expect(one.shown()).toEqual(sent('1', '2', '3', '4'))
    expect(server.received).toEqual(['1', '2', '3', '4'])
  })

  test('that write at the same time send each message once', async () => {
    const [one, two, three] = [await open(), await open(), await open()]
    for (let n = 1; n <= 10; n += 1) for (const tab of [one, two, three]) tab.write(`${n}`)
    await expect.poll(() => server.texts.length, WAIT).toBe(30)
    for (const tab of [one, two, three]) {
      await expect.poll(() => tab.client.store.getState().chats[room]?.storedCount, WAIT).toBe(30)
      expect(tab.shown().map(([text]) => text)).toEqual(server.texts)
    }
    expect(server.received).toHaveLength(30)
  })

  test('go on where one crashed in the middle, without doubling what it had sent', async () => {
    const [one, two] = [await open(), await open()]
    server.hold()
    one.write('under way')
    one.write('behind it')
    await expect.poll(() => server.texts, WAIT).toEqual(['under way'])
    await expect.poll(() => two.shown(), WAIT).toHaveLength(2)
    one.crash()
    server.release()
    await expect.poll(() => server.texts, WAIT).toEqual(['under way', 'behind it'])
    await expect.poll(() => two.shown(), WAIT).toEqual(sent('under way', 'behind it'))
  })

  test('send what one that is gone left in a room that none of them shows', async () => {
    const [one] = [await open(), await open({ inRoom: false })]
    one.cut()
    one.write('left behind')
    await expect.poll(() => one.shown(), WAIT).toEqual(queued('left behind'))
    one.crash()
    await expect.poll(() => server.texts, WAIT).toEqual(['left behind'])
  })

  test('retry and discard what another one wrote', async () => {
    const [one, two] = [await open(), await open()]
    for (const tab of [one, two]) tab.cut()
    for (const text of ['keep', 'discard']) one.write(text)
    await expect.poll(() => two.shown(), WAIT).toHaveLength(2)
    const key = two.client.store.getState().chats[room]?.messages[1]?.key ?? ''
    two.client.room(room).discard(key)
    await expect.poll(() => one.shown(), WAIT).toEqual(queued('keep'))
    one.restore()
    await expect.poll(() => server.texts, WAIT).toEqual(['keep'])
  })

  test('a new one shows and sends what is unsent, with its file', async () => {
    const one = await open()
    server.holdUploads()
    one.client.room(room).sendFile(new File(['x'], 'a.txt', { type: 'text/plain' }), { caption: 'see file' })
    one.write('after the file')
    await expect
      .poll(() => one.shown(), WAIT)
      .toEqual([
        ['see file', 'sending'],
        ['after the file', 'queued'],
      ])
    one.crash()
    const next = await open()
    await expect.poll(() => next.shown().map(([text]) => text), WAIT).toEqual(['see file', 'after the file'])
    expect(server.received).toEqual([])
    server.finishUploads()
    await expect.poll(() => server.received, WAIT).toEqual(['see file', 'after the file'])
  })

  test('share drafts, and forget them when they are sent', async () => {
    const [one, two] = [await open(), await open()]
    one.client.drafts.set(room, 'half a sent')
    await expect.poll(() => two.client.drafts.get(room), WAIT).toBe('half a sent')
    const later = await open()
    await expect.poll(() => later.client.drafts.get(room), WAIT).toBe('half a sent')
    two.write('half a sent')
    for (const tab of [one, later]) await expect.poll(() => tab.client.drafts.get(room), WAIT).toBe('')
    expect((await createIndexedDbOutbox(doctor.id).drafts()).size).toBe(0)
  })

  test('go on after one that holds the turn and does nothing', async () => {
    const one = await open()
    const name = `mediconnect:1:${doctor.id}:${room}`
    const frozen = navigator.locks.request(name, () => new Promise<never>(() => undefined)).catch(() => 'lost')
    one.write('must not wait for ever')
    await expect.poll(() => one.shown(), WAIT).toEqual(queued('must not wait for ever'))
    one.skip(30_000)
    await expect.poll(() => server.texts, WAIT).toEqual(['must not wait for ever'])
    expect(await frozen).toBe('lost')
  })

  test('are all signed out together, and nothing stays', async () => {
    const [one, two, other] = [await open(), await open(), await open({ user: patient })]
    for (const tab of [one, two]) tab.cut()
    two.write('unsent')
    two.client.drafts.set(room, 'unsaid')
    await expect.poll(() => one.client.drafts.get(room), WAIT).toBe('unsaid')
    await one.client.signOut()
    await expect.poll(() => two.client.ended.reason as unknown, WAIT).toBe('signed_out')
    expect(two.shown()).toEqual([])
    expect(two.client.drafts.get(room)).toBeUndefined()
    expect(other.client.ended.aborted).toBe(false)
    const next = await open()
    expect(next.shown().map(([text]) => text)).not.toContain('unsent')
    expect(next.client.drafts.get(room)).toBeUndefined()
  })
})

describe('tabs of one user at a server that knows only websockets-module.md', () => {
  beforeEach(() => {
    server = createTabServer({ isBare: true })
  })

  test('that write at the same time send each message once', async () => {
    const [one, two] = [await open(), await open()]
    for (let n = 1; n <= 10; n += 1) for (const tab of [one, two]) tab.write(`${n}`)
    await expect.poll(() => server.texts.length, WAIT).toBe(20)
    for (const tab of [one, two]) {
      await expect.poll(() => tab.client.store.getState().chats[room]?.storedCount, WAIT).toBe(20)
      await expect.poll(() => tab.shown().map(([text]) => text), WAIT).toEqual(server.texts)
    }
    expect(server.received).toHaveLength(20)
  })

  test('never send again what one that crashed may have sent, and say so', async () => {
    const [one, two] = [await open(), await open()]
    server.hold()
    one.write('perhaps there')
    one.write('surely not there')
    await expect.poll(() => server.texts, WAIT).toEqual(['perhaps there'])
    await expect.poll(() => two.shown(), WAIT).toHaveLength(2)
    one.crash()
    await expect.poll(() => server.received, WAIT).toEqual(['perhaps there', 'surely not there'])
    expect(two.shown()).toContainEqual(['perhaps there', 'failed'])
    const failed = two.client.store.getState().chats[room]?.messages.find(({ state }) => state === 'failed')
    expect(failed?.failure?.message).toContain('Check whether it arrived')
  })

  test('have read the notification that one of them reads, at once', async () => {
    const [one, two] = [await open(), await open()]
    const unread = (tab: Tab) => tab.client.store.getState().notifications.unread.total_unread
    for (const tab of [one, two]) {
      tab.client.part(notificationPart).acquire()
      await expect.poll(() => unread(tab), WAIT).toBe(1)
    }
    one.client.part(notificationPart).session.markAllRead()
    await expect.poll(() => unread(two), WAIT).toBe(0)
  })

  test('a page that is loaded anew finds in history what was sent, and sends only the rest', async () => {
    const one = await open()
    server.hold()
    one.write('stored')
    one.write('not yet')
    await expect.poll(() => server.texts, WAIT).toEqual(['stored'])
    await expect.poll(() => one.shown(), WAIT).toHaveLength(2)
    one.crash()
    server.release()
    const next = await open()
    await expect.poll(() => next.shown(), WAIT).toEqual(sent('stored', 'not yet'))
    expect(server.received).toEqual(['stored', 'not yet'])
  })

  test('have read what one of them reads, at once', async () => {
    const [one, two] = [await open(), await open()]
    server.say('hello')
    for (const tab of [one, two]) await expect.poll(() => unreadOf(tab), WAIT).toBe(1)
    one.client.room(room).markRead(1)
    for (const tab of [one, two]) await expect.poll(() => unreadOf(tab), WAIT).toBe(0)
  })
})
