import type {} from '@vitest/browser-playwright'
import { createRef } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { seededRandom } from '../../../fixtures/seededRandom.ts'
import {
  arrival,
  distance,
  firstWhole,
  list,
  mixedRoom,
  movement,
  openAtEnd,
  painted,
  rowOf,
  scroller,
  settled,
  sizePicturesLate,
  wheel,
} from '../../../fixtures/transcript.tsx'
import type { MessageListProps } from './MessageList.tsx'
import type { MessageListHandle } from './useReadersPlace.ts'

const PAGE = 50
const PICTURES_LATE_MS = 300
const WATCH_MS = 450
/** `VITE_ANCHOR_RUNS=100` has a closer look. */
const RUNS = Number(import.meta.env.VITE_ANCHOR_RUNS ?? 12)

let stopPictures: () => void
beforeEach(() => {
  stopPictures = sizePicturesLate(PICTURES_LATE_MS)
})
afterEach(() => stopPictures())

/** A page of older messages comes, again and again, while the reader is near the top. Gives the largest movement. */
async function pageBack(
  runs: number,
  props: Partial<MessageListProps> = {},
  eachFrame?: (frame: number) => void,
  count = 320,
) {
  const random = seededRandom(3)
  let first = 10_000
  let messages = mixedRoom(first, first + count)
  const screen = await openAtEnd(messages, { hasOlder: true, ...props })
  let most = 0
  for (let run = 0; run < runs; run++) {
    await wheel(Math.round(60 + random() * 500) - scroller().scrollTop)
    await settled()
    const key = firstWhole().dataset.key ?? ''
    first -= PAGE
    messages = [...mixedRoom(first, first + PAGE), ...messages]
    await screen.rerender(list(messages, { hasOlder: true, ...props }))
    most = Math.max(most, await movement(key, WATCH_MS, eachFrame))
  }
  return most
}

test(
  'the row under the eye stays while pages of mixed rows come before it and their pictures get their size late',
  async () => {
    expect(await pageBack(RUNS)).toBeLessThanOrEqual(1)
  },
  RUNS * 5_000 + 20_000,
)

test('the same where the page is zoomed to 110 % by CSS', async () => {
  expect(await pageBack(3, { style: { blockSize: 480, inlineSize: 560, zoom: 1.1 } })).toBeLessThanOrEqual(1)
}, 30_000)

test('the same where the browser zooms to 110 %, and pixels of the page are no pixels of the screen', async () => {
  const { width, height } = { width: window.innerWidth, height: window.innerHeight }
  await cdp().send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1.1, mobile: false })
  try {
    expect(await pageBack(3)).toBeLessThanOrEqual(1)
  } finally {
    await cdp().send('Emulation.clearDeviceMetricsOverride')
  }
}, 30_000)

test('the same while the window gets narrower', async () => {
  const narrow = (frame: number) => {
    const root = scroller().parentElement
    if (root) root.style.inlineSize = `${600 - (frame % 40) * 4}px`
  }
  expect(await pageBack(4, {}, narrow)).toBeLessThanOrEqual(1)
}, 30_000)

test('the same where all rows are in the page', async () => {
  expect(await pageBack(2, { virtualize: false }, undefined, 60)).toBeLessThanOrEqual(1)
}, 30_000)

test('after a jump into rows that were never measured, the row that was jumped to stays where it is', async () => {
  const handle = createRef<MessageListHandle>()
  await openAtEnd(mixedRoom(0, 3_000), { handle })
  for (const n of [1_200, 40, 2_100, 800]) {
    handle.current?.scrollToMessage(`row-${n}`)
    await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(`row-${n}`)
    expect(await movement(`row-${n}`, WATCH_MS)).toBeLessThanOrEqual(1)
  }
}, 30_000)

test('what comes at the end, and what is filled in between, moves nothing that is in view', async () => {
  const [old, live] = [mixedRoom(0, 60), mixedRoom(400, 460)]
  const gap = (afterSeq: number, beforeSeq: number) => ({
    gaps: [{ kind: 'gap' as const, afterSeq, beforeSeq, missing: beforeSeq - afterSeq - 1 }],
  })
  const screen = await openAtEnd([...old, ...live], gap(60, 401))
  await wheel(-400)
  await settled()
  const key = firstWhole().dataset.key ?? ''
  const watched = movement(key, 2 * WATCH_MS)
  await screen.rerender(list([...old, ...mixedRoom(300, 400), ...live, arrival(1)], gap(60, 301)))
  await painted()
  await screen.rerender(list([...old, ...mixedRoom(60, 90), ...mixedRoom(300, 400), ...live, arrival(1)], gap(90, 301)))
  await painted()
  await screen.rerender(list([...mixedRoom(0, 460), arrival(1), arrival(2)]))
  expect(await watched).toBeLessThanOrEqual(1)
})

test('a page before and messages after that come in one moment move nothing that is in view', async () => {
  const screen = await openAtEnd(mixedRoom(400, 800), { hasOlder: true })
  await wheel(-5_000)
  await settled()
  const key = firstWhole().dataset.key ?? ''
  const watched = movement(key, WATCH_MS)
  await screen.rerender(list([...mixedRoom(350, 800), arrival(1), arrival(2)], { hasOlder: true }))
  expect(await watched).toBeLessThanOrEqual(1)
})

test('what is forgotten above a reader at the end leaves them at the end', async () => {
  const messages = mixedRoom(0, 600)
  const screen = await openAtEnd(messages)
  await screen.rerender(list(messages.slice(400)))
  await settled()
  expect(distance()).toBeLessThanOrEqual(1)
  expect(rowOf('row-599')).not.toBeNull()
})

test('another program’s scroll is not taken back by rows that come in the same moment', async () => {
  const messages = mixedRoom(400, 800)
  const screen = await openAtEnd(messages, { hasOlder: true })
  await wheel(-600)
  await settled()
  const key = firstWhole().dataset.key ?? ''
  const before = rowOf(key)?.getBoundingClientRect().top ?? 0
  scroller().scrollTop -= 90
  await screen.rerender(list(mixedRoom(350, 800), { hasOlder: true }))
  await settled()
  expect(Math.abs((rowOf(key)?.getBoundingClientRect().top ?? 0) - before - 90)).toBeLessThanOrEqual(1)
})
