/** `line`: a socket opens or closes. */
export type RowDirection = 'in' | 'out' | 'line'

/** One thing that passed between a pane and the server. Says neither what anybody wrote nor any token. */
export interface FrameRow {
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  /** `chat`, `notifications` or `http`. */
  readonly via: string
  readonly direction: RowDirection
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** Codes, ids and places, such as `seq 12`. */
  readonly detail: string
}

/** The newest rows of one pane, for a component to watch. */
export interface FrameLog {
  push(row: Omit<FrameRow, 'id' | 'at'>): void
  getRows(): readonly FrameRow[]
  subscribe(changed: () => void): () => void
  clear(): void
}

export const MAX_ROWS = 200
/** Rows that come together are shown together. */
const SHOW_MS = 100

export function createFrameLog(now: () => number = Date.now): FrameLog {
  const listeners = new Set<() => void>()
  let rows: readonly FrameRow[] = []
  let fresh: FrameRow[] = []
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(): void {
    clearTimeout(timer)
    timer = undefined
    if (fresh.length === 0) return
    rows = [...rows, ...fresh].slice(-MAX_ROWS)
    fresh = []
    for (const changed of listeners) changed()
  }

  return {
    push: (row) => {
      count += 1
      fresh.push({ ...row, id: count, at: now() })
      if (fresh.length > MAX_ROWS) fresh.shift()
      if (listeners.size > 0) timer ??= setTimeout(show, SHOW_MS)
    },
    getRows: () => rows,
    subscribe: (changed) => {
      listeners.add(changed)
      // What came while nobody looked.
      timer ??= setTimeout(show)
      return () => {
        listeners.delete(changed)
        if (listeners.size > 0) return
        clearTimeout(timer)
        timer = undefined
      }
    },
    clear: () => {
      fresh = []
      rows = []
      for (const changed of listeners) changed()
    },
  }
}
