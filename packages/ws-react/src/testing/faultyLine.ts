import type { Direction, FaultRules } from './faultRules.ts'

/** A frame that is to be overtaken goes on alone when none comes within this time. */
const OVERTAKING_MS = 100

/** One direction of one socket: what goes in comes out, but for the faults. */
export interface FaultyLine<Data> {
  push(data: Data): void
  /** Something that is no frame, such as the other end's going: nothing befalls it, and it passes nothing. */
  follow(event: () => void): void
  hold(): void
  release(): void
  /** What is on its way is lost. */
  cut(): void
}

export function createFaultyLine<Data>(
  direction: Direction,
  rules: FaultRules,
  deliver: (data: Data) => void,
): FaultyLine<Data> {
  /** In the order in which it is delivered. */
  let waiting: { readonly due: number; run(): void }[] = []
  let overtaken: { readonly data: Data; readonly timer: ReturnType<typeof setTimeout> } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isHeld = false

  /** Nothing passes what was there before it. */
  function enqueue(run: () => void, delay = 0): void {
    waiting.push({ due: Date.now() + delay, run })
    flush()
  }

  function flush(): void {
    clearTimeout(timer)
    for (let next = waiting[0]; next && !isHeld; next = waiting[0]) {
      const early = next.due - Date.now()
      if (early > 0) {
        timer = setTimeout(flush, early)
        return
      }
      waiting.shift()
      next.run()
    }
  }

  function letGo(): void {
    if (!overtaken) return
    const { data, timer: patience } = overtaken
    clearTimeout(patience)
    overtaken = undefined
    enqueue(() => deliver(data))
  }

  return {
    push: (data) => {
      const faults = rules.decide(direction, data)
      if (faults.has('drop')) return
      if (faults.has('reorder') && !overtaken) {
        overtaken = { data, timer: setTimeout(letGo, OVERTAKING_MS) }
        return
      }
      for (let copies = faults.has('duplicate') ? 2 : 1; copies > 0; copies -= 1) {
        enqueue(() => deliver(data), faults.get('delay'))
      }
      letGo()
    },
    follow: (event) => {
      letGo()
      enqueue(event)
    },
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      flush()
    },
    cut: () => {
      clearTimeout(timer)
      clearTimeout(overtaken?.timer)
      overtaken = undefined
      waiting = []
    },
  }
}
