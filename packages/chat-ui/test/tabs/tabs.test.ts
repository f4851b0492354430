import type { MemoryServer } from '@mediconnect/ws-react/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clinic } from '../../fixtures/clinic.ts'
import { ROOM } from '../../fixtures/conversation.ts'
import { jane, john } from '../../fixtures/people.ts'
import { openTab, type Tab } from './openTab.ts'

const HOW_MANY = 5
const WAIT = { timeout: 15_000, interval: 5 }
let server: MemoryServer
let tabs: readonly Tab[]
const took: string[] = []

const inAll = (read: (tab: Tab) => unknown) => tabs.map(read)
const every = <Value>(value: Value): Value[] => Array.from({ length: HOW_MANY }, () => value)
const badge = ({ document }: Tab) => /(\d+) unread/.exec(document.querySelector('.mc-bell')?.textContent ?? '')?.[1]
const unread = ({ document }: Tab) => document.querySelector('.mc-room__unread .mc-sr-only')?.textContent
const bubble = ({ document }: Tab, text: string) =>
  [...document.querySelectorAll('.mc-message')].filter((one) => one.textContent.includes(text))
const stateOf = (tab: Tab, text: string) => bubble(tab, text).map((one) => one.getAttribute('data-state'))
const boxOf = ({ document }: Tab) => document.querySelector('textarea')?.value
const first = () => {
  const tab = tabs[0]
  if (!tab) throw new Error('There is no tab.')
  return tab
}

/** Waits until all tabs agree; how long it took is noted with the test, not asserted. */
async function inStep(name: string, read: (tab: Tab) => unknown, value: unknown) {
  const since = performance.now()
  await expect.poll(() => inAll(read), { ...WAIT, message: name }).toEqual(every(value))
  took.push(`${name} ${Math.round(performance.now() - since)} ms`)
}

beforeEach(async () => {
  server = clinic()
  server.notify(john.id, { title: 'Lab result', priority: 'high' })
  tabs = await Promise.all(every(server).map(openTab))
  const isThere = ({ document }: Tab) =>
    document.querySelector('.mc-chat-window')?.getAttribute('data-connection') === 'connected' &&
    document.querySelector('.mc-message-list')?.getAttribute('data-state') === 'ready'
  await expect.poll(() => inAll(isThere), WAIT).toEqual(every(true))
}, 60_000)

afterEach(() => {
  const [tab] = tabs
  tab?.document.querySelectorAll('button').forEach((button) => button.textContent === 'Sign out' && button.click())
  for (const one of tabs) one.close()
})

test('five tabs of one user stay in step, and nothing is sent twice', async ({ annotate }) => {
  await inStep('badge', badge, '1')
  server.notify(john.id, { title: 'Another', priority: 'low' })
  await inStep('badge after an arrival', badge, '2')

  first().type('half a sent')
  await inStep('draft', boxOf, 'half a sent')

  first().faults.cut()
  first().type('ence')
  first().send()
  // The others have a connection: one of them sends it.
  await inStep('outbox', (tab) => bubble(tab, 'half a sentence').length, 1)
  await expect
    .poll(() => server.messages(ROOM).filter(({ message }) => message === 'half a sentence').length, WAIT)
    .toBe(1)
  await inStep('sent by another', (tab) => /sent|delivered/.test(String(stateOf(tab, 'half a sentence')[0])), true)
  await inStep('draft is gone', boxOf, '')
  first().faults.restore()

  const before = server.messages(ROOM).length
  for (const [index, tab] of tabs.entries()) {
    tab.type(`from tab ${index}`)
    tab.send()
  }
  const since = () =>
    server
      .messages(ROOM)
      .slice(before)
      .map(({ message }) => message)
  await expect.poll(() => since().length, WAIT).toBe(HOW_MANY)
  await inStep('five at once', (tab) => new Set(bubble(tab, 'from tab').map((one) => one.textContent)).size, HOW_MANY)
  expect(since().toSorted()).toEqual(tabs.map((_, index) => `from tab ${index}`))

  server.say(jane.id, ROOM, 'Seen in one is seen in all')
  await inStep('arrival', (tab) => bubble(tab, 'Seen in one').length, 1)
  await inStep('unread', unread, '2 unread')
  first().look()
  await expect.poll(() => server.messages(ROOM).at(-1)?.is_read, WAIT).toBe(true)
  await inStep('read', unread, undefined)

  for (const button of first().document.querySelectorAll('button'))
    if (button.textContent === 'Sign out') button.click()
  await inStep('sign-out', ({ document }) => document.querySelector('.mc-chat-window'), null)
  await annotate(took.join(', '))
}, 60_000)
