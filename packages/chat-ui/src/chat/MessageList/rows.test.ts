import { expect, test } from 'vitest'
import { seededRandom } from '../../../fixtures/seededRandom.ts'
import { entry } from '../../../fixtures/conversation.ts'
import { jane, john } from '../../../fixtures/people.ts'
import {
  commonRows,
  findRow,
  layRows,
  messageIndex,
  rowIndex,
  type MessageGap,
  type Rows,
  type RowsInput,
} from './rows.ts'

const utcDay = (timestamp: string) => timestamp.slice(0, 10)
const NO_GAPS: readonly MessageGap[] = []

function buildRows(
  messages: RowsInput['messages'],
  firstUnreadId: number | undefined,
  dayKey = utcDay,
  gaps: readonly MessageGap[] = NO_GAPS,
) {
  return Array.from(layRows({ messages, firstUnreadId, dayKey, gaps }).list)
}
const at = (time: string) => ({ timestamp: `2026-11-${time}Z` })

test('each day has one heading', () => {
  const messages = [entry(jane, at('22T10:00:00')), entry(john, at('22T11:00:00')), entry(jane, at('23T09:00:00'))]
  expect(buildRows(messages, undefined, utcDay).map((row) => row.kind)).toEqual([
    'day',
    'message',
    'message',
    'day',
    'message',
  ])
})

test('messages of one person within a minute stand together', () => {
  const messages = [
    entry(jane, at('22T10:00:00')),
    entry(jane, at('22T10:00:20')),
    entry(jane, at('22T10:00:50')),
    entry(jane, at('22T10:05:00')),
    entry(john, at('22T10:05:01')),
  ]
  const groups = buildRows(messages, undefined, utcDay).flatMap((row) => (row.kind === 'message' ? [row.group] : []))
  expect(groups).toEqual(['first', 'middle', 'last', 'single', 'single'])
})

test('the unread line stands before the first unread message and parts a group', () => {
  const messages = [entry(jane, at('22T10:00:00')), entry(jane, at('22T10:00:20'))]
  const rows = buildRows(messages, messages[1]?.id, utcDay)
  expect(rows.map((row) => row.kind)).toEqual(['day', 'message', 'unread', 'message'])
  expect(rows.flatMap((row) => (row.kind === 'message' ? [row.group] : []))).toEqual(['single', 'single'])
})

test('every row has a key of its own', () => {
  const messages = [entry(jane, at('22T10:00:00')), entry(john, at('21T10:00:00')), entry(jane, at('22T10:00:00'))]
  const keys = buildRows(messages, messages[2]?.id, utcDay).map((row) => row.key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('a row stands wherever messages are missing, and parts a group', () => {
  const messages = [
    entry(jane, { seq: 3, ...at('22T10:00:00') }),
    entry(jane, { seq: 9, ...at('22T10:00:20') }),
    entry(jane, { seq: 10, ...at('22T10:00:30') }),
  ]
  const gaps: MessageGap[] = [
    { kind: 'gap', afterSeq: 3, beforeSeq: 9, missing: 5 },
    { kind: 'gap', afterSeq: 10, beforeSeq: 13, missing: 2 },
  ]
  const rows = buildRows(messages, undefined, utcDay, gaps)
  expect(rows.map((row) => (row.kind === 'gap' ? row.gap.missing : row.kind))).toEqual([
    'day',
    'message',
    5,
    'message',
    'message',
    2,
  ])
  expect(rows.flatMap((row) => (row.kind === 'message' ? [row.group] : []))).toEqual(['single', 'first', 'last'])
})

test('what is laid out anew after a change is what a whole layout gives', () => {
  const random = seededRandom(7)
  const below = (count: number) => Math.floor(random() * count)
  const some = () => {
    const day = 20 + below(4)
    return entry(random() < 0.5 ? jane : john, at(`${day}T10:0${below(3)}:${10 + below(49)}`))
  }
  const gaps: readonly MessageGap[] = [{ kind: 'gap', afterSeq: 3, beforeSeq: 9, missing: 5 }]
  let messages = Array.from({ length: 30 }, some)
  const [firstUnreadId] = [messages[20]?.id]
  const input = () => ({ messages, firstUnreadId, dayKey: utcDay, gaps })
  let rows = layRows(input())
  for (let round = 0; round < 100; round++) {
    const at = below(messages.length + 1)
    const change = below(6)
    if (change === 0) messages = [...messages, some()]
    else if (change === 1) messages = [some(), some(), ...messages]
    else if (change === 2) messages = [...messages.slice(0, at), some(), some(), ...messages.slice(at)]
    else if (change === 3) messages = [...messages.slice(0, at), ...messages.slice(at + 1)]
    else if (change === 4) messages = messages.slice(below(3))
    else messages = messages.map((message, index) => (index === at ? { ...message, state: 'sent' } : message))
    if (round % 20 === 0)
      messages = messages.map((message, index) => ({ ...message, seq: index + (index > 2 ? 6 : 1) }))
    const before = rows
    rows = layRows(input(), before)
    expect(commonRows(before, rows)).toEqual(commonKeys(before, rows))
    expect(Array.from(rows.list)).toEqual(Array.from(layRows(input()).list))
    for (const [index, message] of messages.entries()) {
      const place = findRow(rows, message.key) ?? -1
      expect(rowIndex(rows, index)).toBe(place)
      expect(messageIndex(rows, place)).toBe(index)
    }
  }
})

/** How many rows are the same at either end, by looking at each. */
function commonKeys(before: Rows, after: Rows): [head: number, tail: number] {
  const [a, b] = [before, after].map(({ list }) => Array.from(list, ({ key }) => key))
  if (!a || !b) throw new Error('There are no rows.')
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head++
  let tail = 0
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  return [head, tail]
}

test('nothing is laid out anew for messages that are the same', () => {
  const messages = Array.from({ length: 50 }, () => entry(jane, at('22T10:00:00')))
  const input = { messages, firstUnreadId: undefined, dayKey: utcDay, gaps: NO_GAPS }
  const before = layRows(input)
  expect(layRows({ ...input, messages: [...messages] }, before)).toBe(before)
})

test('days begin where they begin in a zone of three quarters of an hour', () => {
  const times = ['22T18:10:00', '22T18:14:59', '22T18:15:00', '22T18:16:00', '23T18:14:00', '23T18:19:00']
  const messages = times.map((time) => entry(jane, at(time)))
  const kathmandu = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kathmandu' })
  const rows = buildRows(messages, undefined, (timestamp) => kathmandu.format(new Date(timestamp)))
  expect(rows.flatMap((row) => (row.kind === 'day' ? [row.timestamp.slice(8, 19)] : []))).toEqual([
    '22T18:10:00',
    '22T18:15:00',
    '23T18:19:00',
  ])
})

test('a time of another zone is not taken for the hour it looks like', () => {
  const messages = [
    entry(jane, { timestamp: '2026-11-23T00:30:00Z' }),
    entry(jane, { timestamp: '2026-11-23T00:40:00+02:00' }),
  ]
  const rows = buildRows(messages, undefined, (timestamp) => new Date(timestamp).toISOString().slice(0, 10))
  expect(rows.map((row) => row.kind)).toEqual(['day', 'message', 'day', 'message'])
})
