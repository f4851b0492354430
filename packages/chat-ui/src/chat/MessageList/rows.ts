import type { ChatEntry } from '@mediconnect/protocol'
import type { GroupPosition } from '../MessageBubble/MessageBubble.tsx'

/** Messages of one person closer than this stand together. */
const GROUP_GAP_MS = 60_000
/** What timestamps of the same hour begin with. */
const HOUR = '2026-11-23T14:'.length
const DATE = '2026-11-23'.length

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

/** A row that is no message, and the place among the messages of the one it stands before. */
interface Mark {
  readonly at: number
  readonly row: Exclude<Row, { kind: 'message' }>
}

/** The rows of a transcript. */
export interface Rows {
  readonly input: RowsInput
  /** A row of a message is made whenever it is asked for: of ten thousand, few are. */
  readonly list: ArrayLike<Row>
  /** In order. */
  readonly marks: readonly Mark[]
}

/**
 * Lays messages out as rows: a heading for each day, one separator before the first unread, neighbours grouped, and a
 * row wherever some are missing. Given the rows `before`, only what changed is laid out anew. Pure.
 */
export function layRows(input: RowsInput, before?: Rows): Rows {
  const { messages } = input
  if (!before || !isSameButMessages(input, before.input)) return rowsWith(input, marksOf(input, 0, messages.length))
  const old = before.input.messages
  const head = commonStart(old, messages)
  if (head === old.length && head === messages.length) return before
  const tail = commonEnd(old, messages, Math.min(old.length, messages.length) - head)
  const moved = messages.length - old.length
  // What stands before a message depends on the one before that: the first after a change is looked at too.
  return rowsWith(input, [
    ...before.marks.filter(({ at }) => at < head),
    ...marksOf(input, head, messages.length - tail),
    ...before.marks.filter(({ at }) => at > old.length - tail).map(({ at, row }) => ({ at: at + moved, row })),
  ])
}

/** The place of a row's message among the messages, from 0. */
export function messageIndex({ marks }: Rows, index: number): number {
  return index - marksBefore(marks, index)
}

/** The place among the rows of a message, given its place among the messages. */
export function rowIndex({ marks }: Rows, index: number): number {
  return index + lowerBound(marks.length, (place) => (marks[place]?.at ?? 0) <= index)
}

/** Where the row of a key is; those near the end are found first. */
export function findRow(rows: Rows, key: string): number | undefined {
  const index = rows.input.messages.findLastIndex((entry) => entry.key === key)
  if (index >= 0) return rowIndex(rows, index)
  return placeOf(
    rows,
    rows.marks.findIndex(({ row }) => row.key === key),
  )
}

/** How many rows have the same keys from the start on, and how many of the others from the end. */
export function commonRows(a: Rows, b: Rows): [head: number, tail: number] {
  const [one, other] = [a.input.messages, b.input.messages]
  const head = commonStart(one, other, hasSameKey)
  const tail = commonEnd(one, other, Math.min(one.length, other.length), hasSameKey)
  let first = 0
  while (isSameMark(a.marks[first], b.marks[first], 0)) first++
  let last = 0
  while (isSameMark(a.marks.at(-1 - last), b.marks.at(-1 - last), other.length - one.length)) last++

  // They are the same as far as the messages are, and what stands between them.
  const shorter = Math.min(a.list.length, b.list.length)
  const from = (rows: Rows) => Math.min(rowIndex(rows, head), placeOf(rows, first) ?? Infinity)
  const same = Math.min(shorter, from(a), from(b))
  const upTo = (rows: Rows) => {
    const message = rows.input.messages.length - 1 - tail
    const changed = Math.max(
      message < 0 ? -1 : rowIndex(rows, message),
      placeOf(rows, rows.marks.length - 1 - last) ?? -1,
    )
    return rows.list.length - 1 - changed
  }
  return [same, Math.min(shorter - same, upTo(a), upTo(b))]
}

function rowsWith(input: RowsInput, marks: readonly Mark[]): Rows {
  // The virtualizer asks again for those in view, several times for each arrival.
  const made = new Map<string, Row | undefined>()
  const rows: Rows = {
    input,
    marks,
    list: new Proxy<ArrayLike<Row>>(
      { length: input.messages.length + marks.length },
      {
        get(target, name) {
          if (name === 'length') return target.length
          if (typeof name === 'symbol') return undefined
          if (!made.has(name)) made.set(name, rowAt(rows, Number(name)))
          return made.get(name)
        },
      },
    ),
  }
  return rows
}

function rowAt({ input: { messages }, marks }: Rows, index: number): Row | undefined {
  const before = marksBefore(marks, index)
  const at = index - before
  const mark = marks[before]
  if (mark?.at === at) return mark.row
  const entry = messages[at]
  if (!entry) return undefined
  const withPrevious = marks[before - 1]?.at !== at && isJoined(messages[at - 1], entry)
  const withNext = mark?.at !== at + 1 && isJoined(entry, messages[at + 1])
  return { kind: 'message', key: entry.key, entry, group: groupPosition(withPrevious, withNext) }
}

/** All of them, made at once. */
export function allRows(rows: Rows): Row[] {
  const all: Row[] = []
  for (let index = 0; index < rows.list.length; index++) {
    const row = rowAt(rows, index)
    if (row) all.push(row)
  }
  return all
}

/** Whether two neighbours, with nothing between them, stand together. */
function isJoined(previous: ChatEntry | undefined, next: ChatEntry | undefined): boolean {
  return (
    previous !== undefined &&
    next !== undefined &&
    previous.sender.id === next.sender.id &&
    Math.abs(Date.parse(next.timestamp) - Date.parse(previous.timestamp)) < GROUP_GAP_MS
  )
}

/** What stands before the messages from one to another, and before the end if that is the other. */
function marksOf({ messages, gaps, firstUnreadId, dayKey }: RowsInput, from: number, to: number): Mark[] {
  const gapBefore = gapsBefore(gaps)
  const dayOf = perHour(dayKey)
  const marks: Mark[] = []
  const before = messages[from - 1]
  let day = before && dayOf(before.timestamp)
  for (let at = from; at <= to; at++) {
    const entry = messages[at]
    const gap = gapBefore?.(messages[at - 1], entry)
    // Counted from the newest: what is filled from either end stays the same row.
    if (gap) marks.push({ at, row: { kind: 'gap', key: `gap-${gaps.length - gaps.indexOf(gap)}`, gap } })
    if (!entry) break
    const { timestamp } = entry
    const its = dayOf(timestamp)
    if (its !== day) marks.push({ at, row: { kind: 'day', key: `day-${its}-${entry.key}`, timestamp } })
    day = its
    if (firstUnreadId !== undefined && entry.id === firstUnreadId) {
      marks.push({ at, row: { kind: 'unread', key: 'unread' } })
    }
  }
  return marks
}

/** Finds the gap between two neighbours, if there are any. */
function gapsBefore(gaps: readonly MessageGap[]) {
  if (gaps.length === 0) return undefined
  const byStart = new Map(gaps.map((gap) => [gap.afterSeq, gap]))
  const byEnd = new Map(gaps.map((gap) => [gap.beforeSeq, gap]))
  return (previous: ChatEntry | undefined, next: ChatEntry | undefined): MessageGap | undefined =>
    byStart.get(previous?.seq ?? NaN) ?? byEnd.get(next?.seq ?? NaN)
}

/** Asks once for all of an hour that begins and ends on the same day: finding a day in a zone is slow. */
function perHour(dayKey: (timestamp: string) => string): (timestamp: string) => string {
  /** It begins with this; what begins with nothing is in no hour yet. */
  let hour = '-'
  let day: string | undefined
  return (timestamp) => {
    // Another zone's hour may begin with the same letters.
    if (timestamp.charAt(DATE) !== 'T' || !timestamp.endsWith('Z')) return dayKey(timestamp)
    if (!timestamp.startsWith(hour)) {
      hour = timestamp.slice(0, HOUR)
      const first = dayKey(`${hour}00:00.000Z`)
      day = first === dayKey(`${hour}59:59.999Z`) ? first : undefined
    }
    return day ?? dayKey(timestamp)
  }
}

/** Where a mark stands among the rows. */
function placeOf({ marks }: Rows, mark: number): number | undefined {
  const at = marks[mark]?.at
  return at === undefined ? undefined : at + mark
}

function marksBefore(marks: readonly Mark[], index: number): number {
  return lowerBound(marks.length, (place) => (marks[place]?.at ?? 0) + place < index)
}

function isSameMark(a: Mark | undefined, b: Mark | undefined, moved: number): boolean {
  return a !== undefined && b !== undefined && a.row.key === b.row.key && a.at + moved === b.at
}

function isSameButMessages(a: RowsInput, b: RowsInput): boolean {
  return a.gaps === b.gaps && a.firstUnreadId === b.firstUnreadId && a.dayKey === b.dayKey
}

type IsAlike = (a: ChatEntry | undefined, b: ChatEntry | undefined) => boolean

const hasSameKey: IsAlike = (a, b) => a?.key === b?.key

/** How many messages are the same from the start on, or alike. Nearly all are the same: those are compared without a call. */
function commonStart(a: readonly ChatEntry[], b: readonly ChatEntry[], isAlike?: IsAlike): number {
  const shorter = Math.min(a.length, b.length)
  let count = 0
  while (count < shorter && (a[count] === b[count] || isAlike?.(a[count], b[count]))) count++
  return count
}

/** How many are, up to the end; at most `limit`. */
function commonEnd(a: readonly ChatEntry[], b: readonly ChatEntry[], limit: number, isAlike?: IsAlike): number {
  const moved = b.length - a.length
  let at = a.length - 1
  while (at >= a.length - limit && (a[at] === b[at + moved] || isAlike?.(a[at], b[at + moved]))) at--
  return a.length - 1 - at
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
