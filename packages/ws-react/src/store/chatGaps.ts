import type { ChatEntry } from '@mediconnect/protocol'
import { MAX_PAGE_SIZE } from '@mediconnect/protocol/client'
import type { ChatGap, ChatState } from './chat.ts'

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

/** What the server told of and is not there yet, after the newest message that is loaded. Pure. */
export function gapAtEnd({ messages, storedCount, serverLastSeq }: ChatState): ChatGap | undefined {
  const newest = storedCount === 0 ? 0 : messages[storedCount - 1]?.seq
  return newest !== undefined && newest < serverLastSeq ? gap(newest, serverLastSeq + 1) : undefined
}

/** What should have come and is missing, oldest first: not what a reader jumped over. Pure. */
export function holes({ gaps, skippedBefore }: ChatState): readonly ChatGap[] {
  return gaps.filter(({ beforeSeq }) => beforeSeq > skippedBefore)
}

/** The next gap to fill unasked: the newest one that a page can close. A larger one waits for the reader. Pure. */
export function gapToFill(state: ChatState): ChatGap | undefined {
  return gapAtEnd(state) ?? holes(state).findLast(isSmall)
}

/**
 * Where a reconnect resumes: the newest place before which nothing is missing but what waits for the reader.
 * `undefined` when nothing is known. Pure.
 */
export function resumePoint(state: ChatState): number | undefined {
  return holes(state).find(isSmall)?.afterSeq ?? state.messages[state.storedCount - 1]?.seq
}

function isSmall({ missing }: ChatGap): boolean {
  return missing <= MAX_PAGE_SIZE
}

function gap(afterSeq: number, beforeSeq: number): ChatGap {
  return { kind: 'gap', afterSeq, beforeSeq, missing: beforeSeq - afterSeq - 1 }
}
