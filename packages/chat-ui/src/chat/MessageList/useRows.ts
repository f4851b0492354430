import { useMemo, useState } from 'react'
import { layRows, type Rows, type RowsInput } from './rows.ts'

interface LaidRows {
  readonly rows: Rows
  /** Rows came or went before those that are there still. */
  readonly isShifted: boolean
  /** Rows came or went only after those that are there still. */
  readonly isAppended: boolean
}

/** The rows of a transcript, laid out anew only where it changed, and where that was. */
export function useRows({ messages, gaps, firstUnreadId, dayKey }: RowsInput): LaidRows {
  const [lay] = useState(createLayer)
  return useMemo(() => lay({ messages, gaps, firstUnreadId, dayKey }), [lay, messages, gaps, firstUnreadId, dayKey])
}

function createLayer(): (input: RowsInput) => LaidRows {
  let last: LaidRows | undefined
  return (input) => {
    const before = last?.rows
    const rows = layRows(input, before)
    if (last && rows === before) return last
    last = before ? { rows, ...changeOf(before, rows) } : { rows, isShifted: false, isAppended: false }
    return last
  }
}

function changeOf({ list: before }: Rows, { list: next }: Rows): Pick<LaidRows, 'isShifted' | 'isAppended'> {
  const shorter = Math.min(before.length, next.length)
  const head = sameUpTo(shorter, (place) => before[place]?.key === next[place]?.key)
  if (head === shorter) return { isShifted: false, isAppended: true }
  const tail = sameUpTo(shorter - head, (place) => before.at(-1 - place)?.key === next.at(-1 - place)?.key)
  // The virtualizer knows sizes by place: those of the longer part that is the same stay right.
  return { isShifted: tail > head, isAppended: false }
}

function sameUpTo(count: number, isSame: (place: number) => boolean): number {
  let place = 0
  while (place < count && isSame(place)) place++
  return place
}
