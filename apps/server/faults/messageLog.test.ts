import { expect, test } from 'vitest'
import { createMessageLog } from './messageLog.ts'

const ME = 123
const OTHER = 456

function message(seq: number, client_id: string | null = null, sender = ME) {
  const user = { id: sender, username: '', first_name: '', last_name: '', avatar_url: null, role: undefined }
  return {
    id: 100 + seq,
    seq,
    sender: user,
    client_id,
    message: 'text',
    message_type: 'text' as const,
    timestamp: '2026-01-01T00:00:00Z',
    is_read: false,
    metadata: {},
    status: undefined,
  }
}

function open() {
  const problems: string[] = []
  return { problems, log: createMessageLog(ME, (problem) => problems.push(problem)) }
}

test('messages in order are no problem, and a gap is one', () => {
  const { log, problems } = open()
  log.take(message(1, null, OTHER))
  log.take(message(2, null, OTHER))
  expect(problems).toEqual([])
  log.take(message(4, null, OTHER))
  expect(problems).toEqual(['A gap: seq 4 came after 2.'])
})

test('a message of another that comes again is doubled', () => {
  const { log } = open()
  log.take(message(1, 'c', OTHER))
  log.take(message(1, 'c', OTHER))
  expect(log.doubled()).toBe(1)
})

test('a message of the client’s own may come as often as it was sent, not more', () => {
  const { log } = open()
  const own = log.say('text', 'c', false)
  own.sends = 2
  expect(log.take(message(1, 'c'))).toBe('c')
  log.take(message(1, 'c'))
  expect(log.doubled()).toBe(0)
  log.take(message(1, 'c'))
  expect(log.doubled()).toBe(1)
})

test('the echo of what was sent again may come before the replay has got that far', () => {
  const { log, problems } = open()
  log.say('text', 'c', false).sends = 2
  log.take(message(3, 'c'))
  for (const seq of [1, 2]) log.take(message(seq, null, OTHER))
  log.take(message(3, 'c'))
  expect(problems).toEqual([])
  expect(log.doubled()).toBe(0)
  expect(log.seen.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('one client_id as two messages is a problem', () => {
  const { log, problems } = open()
  log.say('text', 'c', false).sends = 2
  log.take(message(1, 'c'))
  log.take(message(2, 'c'))
  expect(problems).toEqual(['One client_id came as message 101 (seq 1) and as 102 (seq 2).'])
})
