import type { ChatEntry, DeliveryState } from '@mediconnect/protocol'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entry, longRoom } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { MessageList, type MessageListProps } from './MessageList.tsx'

const HEIGHT = 400

function list(messages: readonly ChatEntry[], props: Partial<MessageListProps> = {}) {
  return <MessageList messages={messages} currentUserId={john.id} style={{ blockSize: HEIGHT }} {...props} />
}

function scroller(): HTMLElement {
  const element = document.querySelector<HTMLElement>('.mc-message-list__scroller')
  if (!element) throw new Error('The list shows no messages.')
  return element
}

const distance = () => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop

/** Renders a list and waits until it stands at its end. */
async function openAtEnd(messages: readonly ChatEntry[], props: Partial<MessageListProps> = {}) {
  const screen = await renderPart(list(messages, props))
  await expect.element(page.getByText(messages.at(-1)?.message ?? '', { exact: true })).toBeVisible()
  await expect.poll(distance).toBeLessThanOrEqual(1)
  return screen
}

/** Scrolls as a wheel does, and waits until the list knows. */
async function scrollUp(pixels: number) {
  const from = scroller().scrollTop
  scroller().dispatchEvent(new WheelEvent('wheel', { deltaY: -pixels, bubbles: true }))
  scroller().scrollTop = from - pixels
  await expect.poll(() => scroller().scrollTop).toBeLessThan(from)
}

/** Waits until rows that came into view have been measured: two frames in which nothing moves. */
async function settled() {
  let last: unknown
  await expect
    .poll(async () => {
      const before = last
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      last = [firstVisibleRow()[0].getAttribute('data-key'), firstVisibleRow()[1], scroller().scrollHeight].join()
      return last === before
    })
    .toBe(true)
}

/** The first row that can be seen whole, and where it stands. */
function firstVisibleRow(): [Element, number] {
  const { top } = scroller().getBoundingClientRect()
  for (const row of document.querySelectorAll('article')) {
    const at = row.getBoundingClientRect().top
    if (at >= top) return [row, at]
  }
  throw new Error('No row is in view.')
}

const arrival = (text: string) =>
  entry(jane, { key: text, id: 9_000_000, message: text, timestamp: '2026-11-23T10:00:00Z' })

test('a reader at the end stays at the end when a message arrives', async () => {
  const messages = longRoom(60)
  const screen = await openAtEnd(messages)
  await screen.rerender(list([...messages, arrival('Fresh')]))
  await expect.element(page.getByText('Fresh')).toBeVisible()
  await expect.poll(distance).toBeLessThanOrEqual(1)
})

test('a reader further up keeps their place, and the button counts what they have not seen', async () => {
  const messages = longRoom(60)
  const screen = await openAtEnd(messages)
  await scrollUp(300)
  await expect.poll(distance).toBeGreaterThan(200)
  await settled()
  const [seen, before] = firstVisibleRow()
  const more = Array.from({ length: 20 }, (_, index) => arrival(`Fresh ${index + 1}`))
  await screen.rerender(list([...messages, ...more]))
  const pill = page.getByRole('button', { name: '20 new messages' })
  await expect.element(pill).toBeVisible()
  expect(Math.abs(seen.getBoundingClientRect().top - before)).toBeLessThanOrEqual(1)

  await pill.click()
  await expect.element(page.getByText('Fresh 1', { exact: true })).toBeVisible()
  const row = page.getByText('Fresh 1', { exact: true }).element().closest('article')
  expect(row?.getBoundingClientRect().top).toBeLessThan(scroller().getBoundingClientRect().top + HEIGHT / 2)
})

test('one’s own message brings the reader to the end', async () => {
  const messages = longRoom(60)
  const screen = await openAtEnd(messages)
  await scrollUp(300)
  await screen.rerender(list([...messages, entry(john, { key: 'mine', message: 'My own', state: 'sending' })]))
  await expect.element(page.getByText('My own')).toBeVisible()
  await expect.poll(distance).toBeLessThanOrEqual(1)
})

test('older messages put before leave the row under the eye where it is', async () => {
  const all = longRoom(120)
  const screen = await openAtEnd(all.slice(60), { hasOlder: true })
  await scrollUp(scroller().scrollTop - 200)
  await expect.poll(() => document.querySelectorAll('article').length).toBeGreaterThan(3)
  const anchor = () => document.querySelector('[data-key="long-64"]')?.getBoundingClientRect().top
  await expect.poll(anchor).toBeDefined()
  await settled()
  const before = anchor() ?? 0
  await screen.rerender(list(all, { hasOlder: true }))
  await expect.poll(() => scroller().scrollTop).toBeGreaterThan(1000)
  await expect.poll(() => Math.abs((anchor() ?? Infinity) - before)).toBeLessThanOrEqual(1)
})

test('older messages are asked for on the way up, and not by opening the room', async () => {
  const onLoadOlder = vi.fn()
  await openAtEnd(longRoom(60), { hasOlder: true, onLoadOlder })
  expect(onLoadOlder).not.toHaveBeenCalled()
  await scrollUp(scroller().scrollTop - 100)
  await expect.poll(() => onLoadOlder.mock.calls.length).toBeGreaterThan(0)
})

test('a long room mounts only what is near', async () => {
  await openAtEnd(longRoom(3000))
  expect(document.querySelectorAll('article').length).toBeLessThan(60)
})

test('a message keeps its element from waiting to read', async () => {
  const messages = longRoom(5)
  const own = (state: DeliveryState) => ({ ...entry(john, { key: 'mine', message: 'My own' }), state })
  const screen = await openAtEnd([...messages, own('queued')])
  const element = document.querySelector('[data-key="mine"] .mc-message__bubble')
  for (const state of ['sending', 'sent', 'delivered', 'read'] as const) {
    await screen.rerender(list([...messages, own(state)]))
    await expect
      .poll(() => document.querySelector('[data-key="mine"] .mc-message')?.getAttribute('data-state'))
      .toBe(state)
  }
  expect(document.querySelector('[data-key="mine"] .mc-message__bubble')).toBe(element)
})

test('one tab stop, and arrow keys that go from message to message', async () => {
  await openAtEnd(longRoom(60))
  expect(document.querySelectorAll('article[tabindex="0"]')).toHaveLength(1)
  document.querySelector<HTMLElement>('article[tabindex="0"]')?.focus()
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe('long-57')
  await userEvent.keyboard('{Home}')
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe('long-0')
  await userEvent.keyboard('{End}')
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe('long-59')
})

test('whether the end is in view is told', async () => {
  const onEndVisibleChange = vi.fn()
  await openAtEnd(longRoom(60), { onEndVisibleChange })
  expect(onEndVisibleChange).toHaveBeenLastCalledWith(true)
  await scrollUp(300)
  await expect.poll(() => onEndVisibleChange.mock.lastCall).toEqual([false])
})
