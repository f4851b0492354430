import type { ChatEntry } from '@mediconnect/protocol'
import type { ChatGap } from './chat.ts'

/**
 * Whatever is missing between stored messages, oldest first; none where the server gives no `seq`. With `isFromStart` also
 * what is missing before them: a room begins at 1. Pure.
 */
export function gapsBetween(stored: readonly ChatEntry[], isFromStart: boolean): readonly ChatGap[] {
  const gaps: ChatGap[] = []
  let previous = isFromStart ? 0 : stored[0]?.seq
  for (const { seq } of stored) {
    if (seq === undefined || previous === undefined) return []
    if (seq > previous + 1) gaps.push(gap(previous, seq))
    previous = seq
  }
  return gaps
}

/** What is missing between two places. */
export function gap(afterSeq: number, beforeSeq: number): ChatGap {
  return { kind: 'gap', afterSeq, beforeSeq, missing: beforeSeq - afterSeq - 1 }
}
