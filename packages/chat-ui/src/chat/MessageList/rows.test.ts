import { expect, test } from 'vitest'
import { entry } from '../../../fixtures/conversation.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { buildRows, isPrepend, type MessageGap } from './rows.ts'

const utcDay = (timestamp: string) => timestamp.slice(0, 10)
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

test('older messages put before are told apart from new ones put after', () => {
  const [a, b, c] = [entry(jane), entry(jane), entry(jane)]
  expect(isPrepend([b, c], [a, b, c])).toBe(true)
  expect(isPrepend([a, b], [a, b, c])).toBe(false)
  expect(isPrepend([], [a])).toBe(false)
  expect(isPrepend([a], [b, c])).toBe(false)
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
