import { createRoot } from 'react-dom/client'
import type { Contestant, ContestantName, CreateContestant } from './contestant.ts'
import { frame, task } from './frames.ts'
import { makeMessage, makeMessages, opening } from './messages.ts'

/** Frames in which nothing moves any more, before a page is said to have settled. */
const STILL_FRAMES = 6
const PATIENCE_MS = 60_000

const LOAD: Readonly<Record<ContestantName, () => Promise<{ createContestant: CreateContestant }>>> = {
  ours: () => import('./contestants/ours.tsx'),
  'ours-window': () => import('./contestants/oursWindow.tsx'),
  floor: () => import('./contestants/floor.tsx'),
  spec: () => import('./contestants/spec.tsx'),
  chatscope: () => import('./contestants/chatscope.tsx'),
}

/** A contestant on the page, and what is done to it. */
export interface Stage {
  /** Puts it on the page; milliseconds until the frame from which on nothing moves. */
  mount(): Promise<number>
  /** Milliseconds from `since` until the frame from which on nothing moves and the newest message is there. */
  settled(since: number): Promise<number>
  /** The next message arrives. */
  receive(): void
  prepend(count: number): void
  scroller(): HTMLElement
  rows(): readonly Element[]
  /** Messages that arrived, all in all, less those it holds. */
  lost(): number
}

export async function createStage(name: ContestantName, count: number): Promise<Stage> {
  const { createContestant } = await LOAD[name]()
  const contestant: Contestant = createContestant(makeMessages(count, 1))
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no #root.')
  const rows = root.getElementsByClassName(contestant.rowClass)
  let newest = count
  let oldest = 1

  function scroller(): HTMLElement {
    const found = document.querySelector<HTMLElement>(contestant.scroller)
    if (!found) throw new Error(`${name} has no ${contestant.scroller}.`)
    return found
  }

  function look(): string {
    const last = rows[rows.length - 1]?.textContent ?? ''
    if (!last.includes(opening(newest))) return ''
    const { scrollTop, scrollHeight } = scroller()
    return `${rows.length} ${scrollTop} ${scrollHeight}`
  }

  async function settled(since: number): Promise<number> {
    let still = 0
    let seen = ''
    let at = performance.now()
    while (still < STILL_FRAMES) {
      await frame()
      const now = look()
      still = now !== '' && now === seen ? still + 1 : 0
      if (still === 0) at = performance.now()
      seen = now
      if (performance.now() - since > PATIENCE_MS) throw new Error(`${name} does not settle.`)
    }
    return at - since
  }

  return {
    mount: async () => {
      await frame()
      const since = performance.now()
      task(() => createRoot(root).render(contestant.element))
      return settled(since)
    },
    settled,
    receive: () => {
      newest += 1
      contestant.receive(makeMessage(newest))
    },
    prepend: (more) => {
      oldest -= more
      contestant.prepend?.(makeMessages(more, oldest))
    },
    scroller,
    rows: () => [...rows],
    lost: () => newest - oldest + 1 - contestant.count(),
  }
}
