import type { ContestantName } from './contestant.ts'
import { frame, idle, task } from './frames.ts'
import { watchFrames, type FrameReport } from './watchFrames.ts'
import { watchKeys } from './watchKeys.ts'
import { createStage, type Stage } from './stage.ts'

/** What can be done to the one contestant of a page. */
export interface Bench {
  open(name: ContestantName, count: number): Promise<void>
  mount(): Promise<number>
  rows(): number
  lost(): number
  /** Messages one by one, each with two frames to itself. */
  receive(count: number): Promise<void>
  /** Each in a task of its own, all at once; milliseconds until nothing moves. */
  burst(count: number): Promise<number>
  /** So many a second, until `stop`. */
  start(perSecond: number): void
  stop(): Promise<FrameReport>
  /** Milliseconds from each key to the frame that shows it, since the page was opened. */
  keys(): readonly number[]
  focusInput(): void
  /** Older messages above a reader near the top: how far a row moves at most, in pixels. */
  prepend(count: number): Promise<number>
}

const READER_AT_PX = 700
const WATCHED_FRAMES = 45

export function createBench(): Bench {
  let opened: Stage | undefined
  let ticker: Worker | undefined
  let frames: ReturnType<typeof watchFrames> | undefined
  const keys = watchKeys()

  function stage(): Stage {
    if (!opened) throw new Error('No contestant is open.')
    return opened
  }

  return {
    open: async (name, count) => {
      opened = await createStage(name, count)
      await idle()
    },
    mount: () => stage().mount(),
    rows: () => stage().rows().length,
    lost: () => stage().lost(),
    receive: async (count) => {
      for (let received = 0; received < count; received++) {
        await frame()
        await frame()
        stage().receive()
      }
      await frame()
      await frame()
    },
    burst: async (count) => {
      await frame()
      const since = performance.now()
      for (let sent = 0; sent < count; sent++) task(() => stage().receive())
      return stage().settled(since)
    },
    start: (perSecond) => {
      frames = watchFrames()
      ticker = new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module' })
      ticker.onmessage = () => stage().receive()
      ticker.postMessage(perSecond)
    },
    stop: async () => {
      ticker?.terminate()
      const report = frames?.stop()
      if (!report) throw new Error('Nothing was started.')
      await stage().settled(performance.now())
      return report
    },
    keys: () => keys,
    focusInput: () => {
      const input = document.querySelector<HTMLElement>('textarea, [contenteditable=true]')
      if (!input) throw new Error('There is nothing to write in.')
      input.focus()
    },
    prepend: async (count) => {
      const scroller = stage().scroller()
      // As a reader does: lists that follow the end let go of it.
      scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -READER_AT_PX, bubbles: true }))
      scroller.scrollTop = READER_AT_PX
      await stillAt(scroller)
      const { top: edge } = scroller.getBoundingClientRect()
      const anchor = stage()
        .rows()
        .find((row) => row.getBoundingClientRect().top >= edge)
      if (!anchor) throw new Error('No row is in view.')
      const text = anchor.textContent
      const before = anchor.getBoundingClientRect().top
      let moved = 0
      stage().prepend(count)
      for (let watched = 0; watched < WATCHED_FRAMES; watched++) {
        await frame()
        const now = stage()
          .rows()
          .find((row) => row.textContent === text)
        // What is not there moved by a view at least.
        moved = Math.max(moved, now ? Math.abs(now.getBoundingClientRect().top - before) : scroller.clientHeight)
      }
      return moved
    },
  }
}

async function stillAt(scroller: HTMLElement): Promise<void> {
  for (let still = 0, seen = ''; still < 10;) {
    await frame()
    const now = `${scroller.scrollTop} ${scroller.scrollHeight}`
    still = now === seen ? still + 1 : 0
    seen = now
  }
}
