import { createRef } from 'react'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import {
  arrival,
  distance,
  firstWhole,
  list,
  mixedRoom,
  openAtEnd,
  rowOf,
  scroller,
  settled,
  wheel,
} from '../../../fixtures/transcript.tsx'
import type { MessageListHandle } from './useReadersPlace.ts'

const focusedKey = () => document.activeElement?.getAttribute('data-key')
const gapOf = (afterSeq: number, beforeSeq: number) =>
  ({ kind: 'gap', afterSeq, beforeSeq, missing: beforeSeq - afterSeq - 1 }) as const

/** How far the middle of a row is from the middle of the view. */
function offCentre(key: string): number {
  const view = scroller().getBoundingClientRect()
  const row = rowOf(key)?.getBoundingClientRect()
  return row ? Math.abs(row.top + row.height / 2 - view.top - view.height / 2) : Infinity
}

test('a message far back comes to the middle, gets the focus and is marked for a moment', async () => {
  const handle = createRef<MessageListHandle>()
  await openAtEnd(mixedRoom(0, 6_000), { handle })
  handle.current?.scrollToMessage('row-900')
  await expect.poll(focusedKey).toBe('row-900')
  expect(rowOf('row-900')?.dataset.highlighted).toBeDefined()
  await settled()
  expect(offCentre('row-900')).toBeLessThanOrEqual(1)
  await expect.poll(() => rowOf('row-900')?.dataset.highlighted, { timeout: 5_000 }).toBeUndefined()
})

test('it is found by its id, and without taking the focus or marking it if so wished', async () => {
  const handle = createRef<MessageListHandle>()
  await openAtEnd(mixedRoom(0, 1_000), { handle })
  handle.current?.scrollToMessage(301, { focus: false, highlight: false })
  await expect.poll(() => offCentre('row-300')).toBeLessThanOrEqual(1)
  expect(focusedKey()).not.toBe('row-300')
  expect(rowOf('row-300')?.dataset.highlighted).toBeUndefined()
})

test('a message that is not loaded yet is gone to as soon as it is', async () => {
  const handle = createRef<MessageListHandle>()
  const live = mixedRoom(900, 1_000)
  const screen = await openAtEnd(live, { handle, hasOlder: true })
  handle.current?.scrollToMessage('row-125')
  await settled()
  expect(distance()).toBeLessThanOrEqual(1)
  await screen.rerender(list([...mixedRoom(100, 150), ...live], { handle, hasOlder: true, gaps: [gapOf(150, 901)] }))
  await expect.poll(focusedKey).toBe('row-125')
  await settled()
  expect(offCentre('row-125')).toBeLessThanOrEqual(1)
})

test('from there one goes on both ways, and back', async () => {
  const handle = createRef<MessageListHandle>()
  const [onLoadOlder, onLoadGap] = [vi.fn(), vi.fn(() => new Promise<void>(() => undefined))]
  const given = { handle, hasOlder: true, onLoadOlder, onLoadGap, gaps: [gapOf(150, 901)] }
  const messages = [...mixedRoom(100, 150), ...mixedRoom(900, 1_300)]
  await openAtEnd(messages, given)
  await wheel(-2_000)
  await settled()
  const before = firstWhole().dataset.key
  handle.current?.scrollToMessage('row-125')
  await expect.poll(focusedKey).toBe('row-125')
  await settled()

  for (let step = 0; step < 20 && onLoadGap.mock.calls.length === 0; step++) await wheel(200)
  expect(onLoadGap.mock.calls).toEqual([[gapOf(150, 901), 'oldest']])
  for (let step = 0; step < 40 && onLoadOlder.mock.calls.length === 0; step++) await wheel(-200)
  expect(onLoadOlder).toHaveBeenCalled()

  await page.getByRole('button', { name: 'Back to where you were' }).click()
  await expect.poll(() => firstWhole().dataset.key).toBe(before)
  await expect.element(page.getByRole('button', { name: 'Back to where you were' })).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'Jump to the latest message' }).click()
  await expect.poll(distance).toBeLessThanOrEqual(1)
})

test('a gap that is scrolled to from below is filled from its newest end, once', async () => {
  const onLoadGap = vi.fn(() => Promise.resolve())
  const messages = [...mixedRoom(0, 50), ...mixedRoom(300, 360)]
  await openAtEnd(messages, { gaps: [gapOf(50, 301)], onLoadGap })
  expect(onLoadGap).not.toHaveBeenCalled()
  const gapRow = () => document.querySelector('[data-gap]')?.getBoundingClientRect().bottom ?? -Infinity
  for (let step = 0; step < 60 && gapRow() < scroller().getBoundingClientRect().top; step++) await wheel(-200)
  await expect.poll(() => onLoadGap.mock.calls).toEqual([[gapOf(50, 301), 'newest']])
  // It could not be loaded: no storm of requests, and a button to try it again.
  await wheel(-20)
  await wheel(-20)
  expect(onLoadGap).toHaveBeenCalledOnce()
  await page.getByRole('button', { name: 'Show them' }).click()
  expect(onLoadGap).toHaveBeenCalledTimes(2)
})

test('after a jump nothing that arrives pulls the reader away', async () => {
  const handle = createRef<MessageListHandle>()
  const messages = mixedRoom(0, 2_000)
  const screen = await openAtEnd(messages, { handle })
  handle.current?.scrollToMessage('row-200')
  await expect.poll(focusedKey).toBe('row-200')
  await screen.rerender(list([...messages, arrival(1), arrival(2)], { handle }))
  await settled()
  expect(offCentre('row-200')).toBeLessThanOrEqual(1)
  await expect.element(page.getByRole('button', { name: '2 new messages' })).toBeVisible()
  expect(focusedKey()).toBe('row-200')
})
