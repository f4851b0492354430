import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entry } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { voiceUrl } from '../../../fixtures/media.ts'
import { jane } from '../../../fixtures/people.ts'
import {
  arrival,
  HEIGHT,
  list,
  mixedRoom,
  openAtEnd,
  rowOf,
  scroller,
  settled,
  wheel,
} from '../../../fixtures/transcript.tsx'
import { SlotsProvider } from '../../slots/SlotsProvider.tsx'
import { MessageBubble, type MessageBubbleProps } from '../MessageBubble/MessageBubble.tsx'

const articles = () => document.querySelectorAll('article').length

test('of 10,000 messages at most 120 rows are mounted', async () => {
  await openAtEnd(mixedRoom(0, 10_000))
  expect(articles()).toBeLessThanOrEqual(120)
  await wheel(-30_000)
  await settled()
  expect(articles()).toBeLessThanOrEqual(120)
}, 20_000)

test('a message that arrives draws its own row and no other', async () => {
  const drawn = vi.fn<(key: string) => void>()
  function Counted(props: MessageBubbleProps) {
    drawn(props.message.key)
    return <MessageBubble {...props} />
  }
  const slots = { MessageBubble: Counted }
  const inSlots = (messages: Parameters<typeof list>[0]) => (
    // Rows that move under a mouse draw themselves: there is none.
    <SlotsProvider slots={slots}>
      {list(messages, { style: { blockSize: HEIGHT, pointerEvents: 'none' } })}
    </SlotsProvider>
  )
  const messages = mixedRoom(0, 400)
  const screen = await renderPart(inSlots(messages))
  await expect.poll(() => rowOf('row-399')).not.toBeNull()
  await settled()
  const mounted = new Set([...document.querySelectorAll<HTMLElement>('article')].map((row) => row.dataset.key))
  drawn.mockClear()
  await screen.rerender(inSlots([...messages, arrival(1)]))
  await expect.poll(() => rowOf('fresh-1')).not.toBeNull()
  await settled()
  // Others may come into the rows that are kept ready around the view.
  expect(drawn.mock.calls.filter(([key]) => key === 'fresh-1' || mounted.has(key))).toEqual([['fresh-1']])
})

test('each row says its place and how many there are, also after arrivals', async () => {
  const messages = mixedRoom(0, 400)
  const screen = await openAtEnd(messages)
  await screen.rerender(list([...messages, arrival(1)]))
  await settled()
  for (const row of document.querySelectorAll('article')) expect(row.getAttribute('aria-setsize')).toBe('401')
  expect(rowOf('fresh-1')?.getAttribute('aria-posinset')).toBe('401')
  expect(rowOf('row-399')?.getAttribute('aria-posinset')).toBe('400')
  await wheel(-4_000)
  await settled()
  for (const row of document.querySelectorAll('article')) expect(row.getAttribute('aria-setsize')).toBe('401')
  await screen.rerender(list([...messages, arrival(1)], { hasOlder: true }))
  expect(document.querySelector('article')?.getAttribute('aria-setsize')).toBe('-1')
})

test('fewer than 300 rows are all in the page, and stay the same elements when there are more', async () => {
  const messages = mixedRoom(200, 350)
  const screen = await openAtEnd(messages)
  expect(articles()).toBe(150)
  const before = rowOf('row-349')
  await screen.rerender(list([...mixedRoom(0, 200), ...messages]))
  await settled()
  expect(articles()).toBeLessThan(120)
  expect(before?.isConnected).toBe(true)
}, 20_000)

test('all rows are in the page where the host wants them there, and few where it does not', async () => {
  const messages = mixedRoom(0, 320)
  const screen = await openAtEnd(messages, { virtualize: false })
  expect(articles()).toBe(320)
  await screen.rerender(list(messages, { virtualize: true }))
  await expect.poll(articles).toBeLessThan(120)
  await screen.rerender(list(messages.slice(0, 100), { virtualize: true }))
  await settled()
  expect(articles()).toBeLessThan(100)
}, 20_000)

test('a row with the focus, and one in which a voice plays, survive 1,000 messages at either end', async () => {
  const voice = entry(jane, {
    key: 'voice',
    message: '',
    message_type: 'voice',
    metadata: { file_url: voiceUrl(30), duration: 30 },
    timestamp: '2026-11-10T10:00:00Z',
  })
  let messages = [...mixedRoom(5_000, 5_400), voice, ...mixedRoom(5_400, 5_403)]
  const screen = await openAtEnd(messages)
  await expect.poll(() => rowOf('voice')).not.toBeNull()
  const row = rowOf('voice')
  await userEvent.click(page.getByRole('button', { name: 'Play' }))
  const audio = row?.querySelector('audio')
  await expect.poll(() => audio?.paused ?? document.querySelector('audio')?.paused).toBe(false)
  rowOf('row-5402')?.focus()
  const focused = document.activeElement
  await wheel(-60)
  for (let n = 1; n <= 20; n++) {
    messages = [...mixedRoom(5_000 - n * 50, 5_050 - n * 50), ...messages, ...mixedRoom(5_353 + n * 50, 5_403 + n * 50)]
    await screen.rerender(list(messages))
  }
  await settled()
  await wheel(-20_000)
  await settled()
  expect(rowOf('voice')).toBe(row)
  expect(document.activeElement).toBe(focused)
  if (audio) expect(audio.paused).toBe(false)
  expect(scroller().contains(focused)).toBe(true)
}, 30_000)
