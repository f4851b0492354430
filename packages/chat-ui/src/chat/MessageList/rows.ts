import type { ChatEntry } from '@mediconnect/protocol'
import type { GroupPosition } from '../MessageBubble/MessageBubble.tsx'

/** Messages of one person closer than this stand together. */
const GROUP_GAP_MS = 60_000
/** Days begin at such a place of the hour in every zone. */
const QUARTER_MS = 15 * 60_000

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
  if (!before || !isSameButMessages(input, before.input)) {
    return join(input, undefined, 0, rowsOf(input, 0, messages.length), 0)
  }
  const old = before.input.messages
  const [head, tail] = commonEnds(old, messages)
  if (head === old.length && head === messages.length) return before
  // A message's group depends on the next, its heading on the one before: one more is laid out on either side.
  const from = Math.max(0, head - 1)
  const kept = Math.max(0, tail - 1)
  const tailRows = kept === 0 ? 0 : before.list.length - startOf(before, old.length - kept)
  return join(input, before, startOf(before, from), rowsOf(input, from, messages.length - kept), tailRows)
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
  const dayOf = perQuarter(dayKey)
  const gapAfter = new Map(gaps.map((gap) => [gap.afterSeq, gap]))
  const gapBefore = new Map(gaps.map((gap) => [gap.beforeSeq, gap]))
  const rows: Row[] = []

  function gapBetween(previous: ChatEntry | undefined, next: ChatEntry | undefined): MessageGap | undefined {
    if (gaps.length === 0) return undefined
    const after = previous?.seq === undefined ? undefined : gapAfter.get(previous.seq)
    return after ?? (next?.seq === undefined ? undefined : gapBefore.get(next.seq))
  }
  function pushGap(gap: MessageGap | undefined) {
    // Counted from the newest: what is filled from either end stays the same row.
    if (gap) rows.push({ kind: 'gap', key: `gap-${gaps.length - gaps.indexOf(gap)}`, gap })
  }
  function isJoined(previous: ChatEntry | undefined, next: ChatEntry | undefined, apart: number): boolean {
    return (
      previous !== undefined &&
      next !== undefined &&
      previous.sender.id === next.sender.id &&
      (firstUnreadId === undefined || next.id !== firstUnreadId) &&
      Math.abs(apart) < GROUP_GAP_MS &&
      !gapBetween(previous, next)
    )
  }
  const dayOfEntry = (entry: ChatEntry | undefined, at: number) => entry && dayOf(at, entry.timestamp)

  // What a row depends on, of its message and its neighbours: in variables, since 10,000 objects more are felt.
  let previous = messages[from - 1]
  let current = messages[from]
  let currentAt = timeOf(current)
  let previousDay = dayOfEntry(previous, timeOf(previous))
  let currentDay = dayOfEntry(current, currentAt)
  let joined = previousDay === currentDay && isJoined(previous, current, currentAt - timeOf(previous))
  for (let index = from; index < to && current && currentDay !== undefined; index++) {
    const next = messages[index + 1]
    const nextAt = timeOf(next)
    const nextDay = dayOfEntry(next, nextAt)
    const joinsNext = currentDay === nextDay && isJoined(current, next, nextAt - currentAt)
    pushGap(gapBetween(previous, current))
    const { key, timestamp } = current
    if (previousDay !== currentDay) rows.push({ kind: 'day', key: `day-${currentDay}-${key}`, timestamp })
    if (firstUnreadId !== undefined && current.id === firstUnreadId) rows.push({ kind: 'unread', key: 'unread' })
    rows.push({ kind: 'message', key, entry: current, group: groupPosition(joined, joinsNext) })
    previous = current
    previousDay = currentDay
    current = next
    currentAt = nextAt
    currentDay = nextDay
    joined = joinsNext
  }
  if (to === messages.length) pushGap(gapBetween(previous, undefined))
  return rows
}

function timeOf(entry: ChatEntry | undefined): number {
  return entry ? Date.parse(entry.timestamp) : NaN
}

function join(input: RowsInput, before: Rows | undefined, head: number, middle: readonly Row[], tail: number): Rows {
  if (!before) return { input, list: middle, marks: marksOf(middle, 0) }
  const from = before.list.length - tail
  const list = before.list.slice(0, head).concat(middle, tail === 0 ? [] : before.list.slice(from))
  const moved = list.length - before.list.length
  const marks = before.marks
    .filter((place) => place < head)
    .concat(
      marksOf(middle, head),
      before.marks.filter((place) => place >= from).map((place) => place + moved),
    )
  return { input, list, marks }
}

function marksOf(list: readonly Row[], offset: number): number[] {
  const marks: number[] = []
  for (let place = 0; place < list.length; place++) if (list[place]?.kind !== 'message') marks.push(place + offset)
  return marks
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

/** Asks once a quarter of an hour: finding a day in a zone is slow, and most neighbours share theirs. */
function perQuarter(dayKey: (timestamp: string) => string): (at: number, timestamp: string) => string {
  let quarter = NaN
  let day = ''
  return (at, timestamp) => {
    const next = Math.floor(at / QUARTER_MS)
    if (next !== quarter) day = dayKey(timestamp)
    quarter = next
    return day
  }
}
