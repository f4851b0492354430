import { MAX_PAGE_SIZE } from '@mediconnect/protocol/client'
import type { ChatGap, ChatState } from './chat.ts'
import { gap } from './gapsBetween.ts'

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
