import type { ChatEntry } from '@mediconnect/protocol'
import type { GroupPosition } from '../MessageBubble/MessageBubble.tsx'

/** Messages of one person closer than this stand together. */
const GROUP_GAP_MS = 60_000
const MINUTE_PREFIX = 'yyyy-mm-ddThh:mm'.length

/** Messages that are missing between two that are there; by their places in the room. */
export interface MessageGap {
  readonly kind: 'gap'
  readonly afterSeq: number
  readonly beforeSeq: number
  /** How many are missing. */
  readonly missing: number
}

/** One row of the transcript. */
export type Row =
  | { readonly kind: 'gap'; readonly key: string; readonly gap: MessageGap }
  | { readonly kind: 'day'; readonly key: string; readonly timestamp: string }
  | { readonly kind: 'unread'; readonly key: string }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly entry: ChatEntry
      /** Its place among the messages, from 0. */
      readonly index: number
      readonly group: GroupPosition
    }

/**
 * Lays messages out as rows: a heading for each day, one separator before the first unread, neighbours grouped, and a
 * row wherever some are missing.
 */
export function buildRows(
  messages: readonly ChatEntry[],
  firstUnreadId: number | undefined,
  dayKey: (timestamp: string) => string,
  gaps: readonly MessageGap[] = [],
): readonly Row[] {
  const days = perMinute(dayKey)
  const rows: Row[] = []
  const gapAfter = new Map(gaps.map((gap) => [gap.afterSeq, gap]))
  const gapBefore = new Map(gaps.map((gap) => [gap.beforeSeq, gap]))
  // Whether each message stands with the one before it.
  const joined = messages.map((entry, index) => {
    const previous = messages[index - 1]
    return (
      previous !== undefined &&
      previous.sender.id === entry.sender.id &&
      (previous.seq === undefined || !gapAfter.has(previous.seq)) &&
      (firstUnreadId === undefined || entry.id !== firstUnreadId) &&
      Math.abs(Date.parse(entry.timestamp) - Date.parse(previous.timestamp)) < GROUP_GAP_MS &&
      days(previous.timestamp) === days(entry.timestamp)
    )
  })
  let day: string | undefined
  let hasGap = false
  function pushGap(gap: MessageGap | undefined) {
    if (gap) rows.push({ kind: 'gap', key: `gap-${gap.afterSeq}`, gap })
    hasGap = gap !== undefined
  }
  for (const [index, entry] of messages.entries()) {
    // Nothing may be loaded before it.
    if (entry.seq !== undefined && !hasGap) pushGap(gapBefore.get(entry.seq))
    const entryDay = days(entry.timestamp)
    if (entryDay !== day) rows.push({ kind: 'day', key: `day-${entryDay}-${entry.key}`, timestamp: entry.timestamp })
    day = entryDay
    if (firstUnreadId !== undefined && entry.id === firstUnreadId) rows.push({ kind: 'unread', key: 'unread' })
    const group = groupPosition(joined[index] ?? false, joined[index + 1] ?? false)
    rows.push({ kind: 'message', key: entry.key, entry, index, group })
    pushGap(entry.seq === undefined ? undefined : gapAfter.get(entry.seq))
  }
  return rows
}

/** Whether `next` is `previous` with older messages put before it: the reader's place is then kept from the end. */
export function isPrepend(previous: readonly ChatEntry[], next: readonly ChatEntry[]): boolean {
  const first = previous[0]
  if (!first || !next[0] || next[0].key === first.key) return false
  return next.length > previous.length && next.some((entry) => entry.key === first.key)
}

function groupPosition(withPrevious: boolean, withNext: boolean): GroupPosition {
  if (withPrevious) return withNext ? 'middle' : 'last'
  return withNext ? 'first' : 'single'
}

/** Asks once a minute of messages: finding a day in a zone is slow, and most neighbours share the minute. */
function perMinute(dayKey: (timestamp: string) => string): (timestamp: string) => string {
  const known = new Map<string, string>()
  return (timestamp) => {
    const minute = timestamp.slice(0, MINUTE_PREFIX)
    const day = known.get(minute) ?? dayKey(timestamp)
    known.set(minute, day)
    return day
  }
}
