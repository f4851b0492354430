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
  | { readonly kind: 'message'; readonly key: string; readonly entry: ChatEntry; readonly group: GroupPosition }

export interface RowsInput {
  /** Oldest first. */
  readonly messages: readonly ChatEntry[]
  readonly gaps: readonly MessageGap[]
  readonly firstUnreadId: number | undefined
  readonly dayKey: (timestamp: string) => string
}

/** The rows of a transcript. */
export interface Rows {
  readonly input: RowsInput
  readonly list: readonly Row[]
  /** Places in `list` of what is no message, in order. */
  readonly marks: readonly number[]
}

/**
 * Lays messages out as rows: a heading for each day, one separator before the first unread, neighbours grouped, and a
 * row wherever some are missing. Given the rows `before`, only what changed is laid out anew. Pure.
 */
export function layRows(input: RowsInput, before?: Rows): Rows {
  const { messages } = input
  if (!before || !isSameButMessages(input, before.input)) return join(input, [], rowsOf(input, 0, messages.length), [])
  const old = before.input.messages
  const [head, tail] = commonEnds(old, messages)
  if (head === old.length && head === messages.length) return before
  // A message's group depends on the next, its heading on the one before: one more is laid out on either side.
  const from = Math.max(0, head - 1)
  const kept = Math.max(0, tail - 1)
  return join(
    input,
    before.list.slice(0, startOf(before, from)),
    rowsOf(input, from, messages.length - kept),
    kept === 0 ? [] : before.list.slice(startOf(before, old.length - kept)),
  )
}

/** The place of a row's message among the messages, from 0. */
export function messageIndex({ marks }: Rows, index: number): number {
  return index - lowerBound(marks.length, (place) => (marks[place] ?? 0) < index)
}

/** The place among the rows of a message, given its place among the messages. */
export function rowIndex({ marks }: Rows, index: number): number {
  return index + lowerBound(marks.length, (place) => (marks[place] ?? 0) - place <= index)
}

/** Where the row of a key is; those near the end are found first. */
export function findRow({ list }: Pick<Rows, 'list'>, key: string): number | undefined {
  const index = list.findLastIndex((row) => row.key === key)
  return index < 0 ? undefined : index
}

function rowsOf({ messages, gaps, firstUnreadId, dayKey }: RowsInput, from: number, to: number): Row[] {
  const days = perMinute(dayKey)
  const gapAfter = new Map(gaps.map((gap) => [gap.afterSeq, gap]))
  const gapBefore = new Map(gaps.map((gap) => [gap.beforeSeq, gap]))
  const rows: Row[] = []

  function gapBetween(previous: ChatEntry | undefined, next: ChatEntry | undefined): MessageGap | undefined {
    const after = previous?.seq === undefined ? undefined : gapAfter.get(previous.seq)
    return after ?? (next?.seq === undefined ? undefined : gapBefore.get(next.seq))
  }
  function pushGap(gap: MessageGap | undefined) {
    // Counted from the newest: what is filled from either end stays the same row.
    if (gap) rows.push({ kind: 'gap', key: `gap-${gaps.length - gaps.indexOf(gap)}`, gap })
  }
  function isJoined(previous: ChatEntry | undefined, next: ChatEntry | undefined): boolean {
    return (
      previous !== undefined &&
      next !== undefined &&
      previous.sender.id === next.sender.id &&
      (firstUnreadId === undefined || next.id !== firstUnreadId) &&
      Math.abs(Date.parse(next.timestamp) - Date.parse(previous.timestamp)) < GROUP_GAP_MS &&
      days(previous.timestamp) === days(next.timestamp) &&
      !gapBetween(previous, next)
    )
  }

  let previous = messages[from - 1]
  let joined = isJoined(previous, messages[from])
  for (let index = from; index < to; index++) {
    const entry = messages[index]
    if (!entry) break
    pushGap(gapBetween(previous, entry))
    const day = days(entry.timestamp)
    if (!previous || days(previous.timestamp) !== day) {
      rows.push({ kind: 'day', key: `day-${day}-${entry.key}`, timestamp: entry.timestamp })
    }
    if (firstUnreadId !== undefined && entry.id === firstUnreadId) rows.push({ kind: 'unread', key: 'unread' })
    const joinsNext = isJoined(entry, messages[index + 1])
    rows.push({ kind: 'message', key: entry.key, entry, group: groupPosition(joined, joinsNext) })
    previous = entry
    joined = joinsNext
  }
  if (to === messages.length && previous?.seq !== undefined) pushGap(gapAfter.get(previous.seq))
  return rows
}

function join(input: RowsInput, head: readonly Row[], middle: readonly Row[], tail: readonly Row[]): Rows {
  const list = head.length + tail.length === 0 ? middle : head.concat(middle, tail)
  const marks: number[] = []
  for (const [index, row] of list.entries()) if (row.kind !== 'message') marks.push(index)
  return { input, list, marks }
}

/** Where the rows of a message begin: those that stand before it are its own. */
function startOf(rows: Rows, index: number): number {
  return index === 0 ? 0 : rowIndex(rows, index - 1) + 1
}

function isSameButMessages(a: RowsInput, b: RowsInput): boolean {
  return a.gaps === b.gaps && a.firstUnreadId === b.firstUnreadId && a.dayKey === b.dayKey
}

/** How many messages are the same from the start on, and how many of the others from the end. */
function commonEnds(a: readonly ChatEntry[], b: readonly ChatEntry[]): [head: number, tail: number] {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head++
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return [head, tail]
}

/** How many of `count` places come before the first for which it is not so. */
function lowerBound(count: number, isBefore: (place: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
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
