import type { ChatEntry, User } from '@mediconnect/protocol'
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { entry } from '../../fixtures/conversation.ts'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { jane, john, lee } from '../../fixtures/people.ts'
import { recordSpeech } from '../../fixtures/speech.ts'
import type { Connection } from '../chat/ConnectionStatus/ConnectionStatus.tsx'
import { LocaleProvider } from '../i18n/LocaleProvider.tsx'
import { ChatAnnouncer, type ChatAnnouncerProps } from './ChatAnnouncer.tsx'

const LONG_MS = 30_000
const STEP_MS = 500

let time = 0
const clock = () => time

beforeEach(() => {
  time = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets time pass, and React render on the way. */
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= STEP_MS) {
    time += Math.min(left, STEP_MS)
    vi.advanceTimersByTime(Math.min(left, STEP_MS))
    await act(async () => {})
  }
}

const history = [entry(jane), entry(john, { state: 'sent' })]

/** A room that has been opened, and what is spoken from then on. */
async function open(given: Partial<ChatAnnouncerProps> = {}) {
  const part = (props: Partial<ChatAnnouncerProps>) => (
    <LocaleProvider now={clock}>
      <ChatAnnouncer messages={history} currentUserId={john.id} ready {...given} {...props} />
    </LocaleProvider>
  )
  const screen = await renderPart(part({ messages: [], ready: false }))
  const { spoken, stop } = recordSpeech()
  onClose(stop)
  await screen.rerender(part({}))
  return {
    spoken,
    show: (props: Partial<ChatAnnouncerProps>) => screen.rerender(part(props)),
    /** What has been said once nothing more is to come. */
    async end() {
      await pass(LONG_MS)
      return spoken.map(({ text }) => text)
    },
  }
}

const closers: (() => void)[] = []
function onClose(close: () => void) {
  closers.push(close)
}
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

test('fifty messages in a second are two announcements at most, and none is lost', async () => {
  const { show, end } = await open()
  const arrivals: ChatEntry[] = []
  for (let index = 0; index < 50; index++) {
    arrivals.push(entry(index % 2 ? jane : lee))
    await show({ messages: [...history, ...arrivals] })
    await pass(20)
  }
  const texts = await end()
  expect(texts.length).toBeLessThanOrEqual(2)
  const counts = texts.map((text) => Number(/^(\d+) new messages from (Minh and Jane|Jane and Minh)$/.exec(text)?.[1]))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50)
})

test('history, older messages, ticks and own messages are no news', async () => {
  const { show, end } = await open()
  const ticked = history.map((one) => ({ ...one, state: 'read' as const }))
  await show({ messages: ticked })
  await pass(LONG_MS)
  await show({ messages: [entry(lee, { id: -2 }), entry(lee, { id: -1 }), ...ticked] })
  await pass(LONG_MS)
  await show({ messages: [...ticked, entry(john, { id: undefined, state: 'sending' })] })
  await pass(LONG_MS)
  await show({ messages: [...ticked, entry(john)] })
  expect(await end()).toEqual([])
})

test('the same sentence is spoken again for the next message', async () => {
  const { show, end } = await open()
  const first = [...history, entry(jane)]
  await show({ messages: first })
  await pass(LONG_MS)
  await show({ messages: [...first, entry(jane)] })
  expect(await end()).toEqual(['New message from Jane', 'New message from Jane'])
})

test('who types is said once, however often they pause', async () => {
  const { show, end } = await open()
  const typing = (...users: User[]) => show({ typingUsers: users })
  for (let pause = 0; pause < 5; pause++) {
    await typing(jane)
    await pass(3_000)
    await typing()
    await pass(2_000)
  }
  await pass(LONG_MS)
  await typing(jane)
  expect(await end()).toEqual(['Jane is typing', 'Jane is typing'])
})

test('a message that is refused interrupts, once', async () => {
  const { show, spoken, end } = await open({ failedCount: 1 })
  await show({ failedCount: 2 })
  await show({ failedCount: 2, typingUsers: [jane] })
  await end()
  expect(spoken.filter(({ assertive }) => assertive)).toEqual([{ assertive: true, text: '1 message was not sent' }])
})

test('a lost connection interrupts once, however many attempts fail, and its return is told', async () => {
  const { show, spoken, end } = await open({ connection: { status: 'connected' } })
  const at = (connection: Connection) => show({ connection })
  for (let attempt = 1; attempt < 6; attempt++) {
    await at({ status: 'waiting', attempt, retryAt: 0 })
    await pass(1_000)
    await at({ status: 'connecting', attempt })
    await pass(1_000)
  }
  await at({ status: 'catching_up' })
  await pass(1_000)
  await at({ status: 'connected' })
  await end()
  expect(spoken).toEqual([
    { assertive: true, text: 'No connection' },
    { assertive: false, text: 'Connected' },
  ])
})

test('a connection that is back at once was never lost', async () => {
  const { show, end } = await open({ connection: { status: 'connected' } })
  await show({ connection: { status: 'waiting', attempt: 1, retryAt: 0 } })
  await pass(500)
  await show({ connection: { status: 'connecting', attempt: 1 } })
  await pass(300)
  await show({ connection: { status: 'connected' } })
  expect(await end()).toEqual([])
})
