import { useLayoutEffect, useMemo, useReducer, useState } from 'react'
import { commonRows, findRow, layRows, type Rows, type RowsInput } from './rows.ts'

interface LaidRows {
  readonly rows: Rows
  /** Rows came or went before those that the reader looks at. */
  readonly isShifted: boolean
  /** Rows came or went only after those that are there still. */
  readonly isAppended: boolean
  /** There are more at the end: they follow in a moment. */
  readonly isPartial: boolean
}

interface UseRowsOptions extends RowsInput {
  /** Key of a row that the reader looks at. */
  readonly anchorKey: () => string | undefined
}

/** The rows of a transcript, laid out anew only where it changed, and where that was. */
export function useRows({ messages, gaps, firstUnreadId, dayKey, anchorKey }: UseRowsOptions): LaidRows {
  const [lay] = useState(() => createLayer(anchorKey))
  const [step, goOn] = useReducer((count: number) => count + 1, 0)
  const laid = useMemo(
    () => lay({ messages, gaps, firstUnreadId, dayKey }, step),
    [lay, messages, gaps, firstUnreadId, dayKey, step],
  )
  useLayoutEffect(() => {
    if (laid.isPartial) goOn()
  }, [laid])
  return laid
}

function createLayer(anchorKey: () => string | undefined): (input: RowsInput, step: number) => LaidRows {
  let last: LaidRows | undefined
  return (input) => {
    const before = last?.rows
    const kept = before && throughOldEnd(before, input)
    const rows = layRows(kept ? { ...input, messages: kept } : input, before)
    if (last && rows === before) return last
    const change = before ? changeOf(before, rows, anchorKey) : { isShifted: false, isAppended: false }
    last = { rows, ...change, isPartial: kept !== undefined }
    return last
  }
}

/**
 * With messages new at both ends at once, those up to the end as it was: the virtualizer knows sizes by place, and can
 * follow at one end at a time.
 */
function throughOldEnd({ input: before }: Rows, { messages }: RowsInput): RowsInput['messages'] | undefined {
  const [first, newest] = [before.messages[0], before.messages.at(-1)]
  if (!first || messages[0]?.key === first.key || messages.at(-1)?.key === newest?.key) return undefined
  const end = messages.findLastIndex(({ key }) => key === newest?.key)
  return end > 0 ? messages.slice(0, end + 1) : undefined
}

function changeOf(before: Rows, next: Rows, anchorKey: () => string | undefined) {
  const [head, tail] = commonRows(before, next)
  if (head === Math.min(before.list.length, next.list.length)) return { isShifted: false, isAppended: true }
  const key = anchorKey()
  const anchor = key === undefined ? undefined : findRow(before, key)
  // Sizes stay right on the reader's side; without a reader's place, on the larger.
  return { isShifted: anchor === undefined ? tail > head : anchor >= before.list.length - tail, isAppended: false }
}
