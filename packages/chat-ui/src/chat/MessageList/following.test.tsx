import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entry } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { john } from '../../../fixtures/people.ts'
import {
  arrival,
  distance,
  firstWhole,
  HEIGHT,
  list,
  mixedRoom,
  openAtEnd,
  painted,
  rowOf,
  scroller,
  settled,
  wheel,
} from '../../../fixtures/transcript.tsx'

const room = mixedRoom(0, 400)
const some = (count: number) => Array.from({ length: count }, (_, n) => arrival(n))

/** A message that the reader wrote. */
const own = (key: string, state: 'queued' | 'sent') => entry(john, { key, message: key, state })

/** The next message is not followed, and the row under the eye stays. */
async function expectNotFollowed(screen: Awaited<ReturnType<typeof openAtEnd>>) {
  await settled()
  const row = firstWhole()
  const { scrollTop } = scroller()
  await screen.rerender(list([...room, arrival(1)]))
  await settled()
  expect(scroller().scrollTop).toBe(scrollTop)
  expect(firstWhole()).toBe(row)
  await expect.element(page.getByRole('button', { name: '1 new message' })).toBeVisible()
}

test('a reader a pixel outside of the end keeps their place, and the button counts exactly and leads to the first', async () => {
  const screen = await openAtEnd(room)
  await wheel(-3)
  await settled()
  const { scrollTop } = scroller()
  const row = firstWhole()
  for (let count = 1; count <= 200; count++) await screen.rerender(list([...room, ...some(count)]))
  await settled()
  expect(scroller().scrollTop).toBe(scrollTop)
  expect(firstWhole()).toBe(row)
  const pill = page.getByRole('button', { name: '200 new messages' })
  await pill.click()
  await settled()
  const top = (rowOf('fresh-0')?.getBoundingClientRect().top ?? NaN) - scroller().getBoundingClientRect().top
  expect(Math.abs(top)).toBeLessThanOrEqual(1)
  expect(distance()).toBeGreaterThan(HEIGHT)
  // What is in view by now is counted no more.
  await expect.element(page.getByRole('button', { name: /^1\d\d new messages$/ })).toBeVisible()
})

test('own messages and those from others are told apart: only the others are counted', async () => {
  const screen = await openAtEnd(room)
  await wheel(-500)
  const sentElsewhere = own('from another device', 'sent')
  await screen.rerender(list([...room, arrival(1), sentElsewhere, arrival(2)]))
  await expect.element(page.getByRole('button', { name: '2 new messages' })).toBeVisible()
  expect(distance()).toBeGreaterThan(400)
})

test.for<[string, () => unknown]>([
  ['a wheel', () => wheel(-40)],
  [
    'a finger',
    async () => {
      const at = (clientY: number) => ({
        bubbles: true,
        touches: [new Touch({ identifier: 1, target: scroller(), clientY })],
      })
      scroller().dispatchEvent(new TouchEvent('touchstart', at(100)))
      scroller().dispatchEvent(new TouchEvent('touchmove', at(140)))
      scroller().scrollTop -= 40
      await painted()
    },
  ],
  [
    'a key',
    async () => {
      document.querySelector<HTMLElement>('article[tabindex="0"]')?.focus()
      await userEvent.keyboard('{PageUp}')
      await painted()
    },
  ],
  [
    'the scrollbar, or a screen reader',
    async () => {
      scroller().scrollTop -= 40
      await painted()
    },
  ],
  [
    'find-in-page',
    async () => {
      rowOf('row-396')?.scrollIntoView({ block: 'end' })
      await painted()
    },
  ],
])('%s that goes up ends following', async ([, goUp]) => {
  const screen = await openAtEnd(room)
  await goUp()
  await expectNotFollowed(screen)
})

test('a reader who goes up right after opening is not pulled back', async () => {
  await renderPart(list(room))
  await expect.poll(() => document.querySelector('article')).not.toBeNull()
  for (let step = 0; step < 8; step++) await wheel(-60)
  await settled()
  expect(distance()).toBeGreaterThan(400)
})

test('what grows at the end is followed, and does not end following', async () => {
  const screen = await openAtEnd(room)
  for (const height of [300, 40, 500]) {
    const row = rowOf('row-399')
    if (row) row.style.minBlockSize = `${height}px`
    await settled()
    expect(distance()).toBeLessThanOrEqual(1)
  }
  await screen.rerender(list([...room, arrival(1)]))
  await settled()
  expect(distance()).toBeLessThanOrEqual(1)
})

test('what shrinks until the end is in view does not begin following', async () => {
  const row = () => rowOf('row-399')
  const screen = await openAtEnd(room)
  await screen.rerender(list(room))
  const grown = row()
  if (grown) grown.style.minBlockSize = '300px'
  await settled()
  await wheel(-100)
  await settled()
  if (grown) grown.style.minBlockSize = ''
  await settled()
  await screen.rerender(list([...room, ...some(30)]))
  await settled()
  expect(distance()).toBeGreaterThan(100)
  await expect.element(page.getByRole('button', { name: /new messages$/ })).toBeVisible()
})

test('a view that gets smaller or larger keeps the end in view', async () => {
  const screen = await openAtEnd(room)
  for (const blockSize of [200, 460, 320]) {
    await screen.rerender(list(room, { style: { blockSize, inlineSize: 500 } }))
    await settled()
    expect(distance()).toBeLessThanOrEqual(1)
  }
})

test('reaching the end begins following again', async () => {
  const screen = await openAtEnd(room)
  await wheel(-300)
  await settled()
  await wheel(4_000)
  await screen.rerender(list([...room, arrival(1)]))
  await settled()
  expect(distance()).toBeLessThanOrEqual(1)
  await expect.element(page.getByRole('button', { name: '1 new message' })).not.toBeInTheDocument()
})

test('a message that is taller than the view is shown from its top', async () => {
  const screen = await openAtEnd(room)
  const tall = arrival(1, { message: 'Line\n'.repeat(80) })
  await screen.rerender(list([...room, tall]))
  await settled()
  const top = (rowOf('fresh-1')?.getBoundingClientRect().top ?? NaN) - scroller().getBoundingClientRect().top
  expect(Math.abs(top)).toBeLessThanOrEqual(1)
  expect(distance()).toBeGreaterThan(400)
  // It is being read: what comes next waits.
  await screen.rerender(list([...room, tall, arrival(2)]))
  await expect.element(page.getByRole('button', { name: '1 new message' })).toBeVisible()
})

test('an own message goes to the end, from wherever and however tall it is', async () => {
  const screen = await openAtEnd(room)
  await wheel(-3_000)
  await settled()
  await screen.rerender(list([...room, own('mine', 'queued')]))
  await settled()
  expect(distance()).toBeLessThanOrEqual(1)
  const tall = entry(john, { key: 'tall', message: 'Line\n'.repeat(80), state: 'sending' })
  await screen.rerender(list([...room, own('mine', 'sent'), tall]))
  await settled()
  expect(distance()).toBeLessThanOrEqual(1)
})
