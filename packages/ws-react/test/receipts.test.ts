import type { ChatClientFrameInput, ChatMessage } from '@mediconnect/protocol'
import { expect, test } from 'vitest'
import { emptyChat } from '../src/store/chat.ts'
import { mergeMessages } from '../src/store/chatMessages.ts'
import { createReceipts } from '../src/store/receipts.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const message = (seq: number): ChatMessage => ({
  id: seq,
  seq,
  sender: patient,
  message: String(seq),
  message_type: 'text',
  timestamp: '2024-01-15T10:00:00Z',
  is_read: false,
  metadata: {},
})

/** A room with these places loaded, and what the server is told. */
function open(...places: number[]) {
  let state = mergeMessages(emptyChat(room), places.map(message), doctor.id)
  let readId = 0
  const told: ChatClientFrameInput[] = []
  const receipts = createReceipts({
    user: doctor,
    chat: () => state,
    readId: () => readId,
    send: (frame) => told.push(frame) > 0,
  })
  const tell = (): unknown[] => {
    receipts.tell()
    return told.splice(0).map(({ type, data }) => [type, data])
  }
  const load = (...more: number[]): void => {
    state = mergeMessages(state, more.map(message), doctor.id)
  }
  return { tell, load, read: (messageId: number) => (readId = messageId) }
}

const upTo = (message_id: number) => ['message_ack', { message_id, up_to: true }]
const one = (message_id: number) => ['message_ack', { message_id }]
const readOne = (message_id: number) => ['message_read', { message_id, reader_id: doctor.id }]

test('what came is told of up to the newest, in one frame', () => {
  const { tell } = open(1, 2, 3)
  expect(tell()).toEqual([upTo(3)])
  expect(tell()).toEqual([])
})

test('nothing that is missing is told of: beyond a gap that waits for the reader each message is, by itself', () => {
  const { tell, load, read } = open(1, 500, 501)
  expect(tell()).toEqual([upTo(1), one(500), one(501)])
  expect(tell()).toEqual([])
  read(501)
  expect(tell()).toEqual([
    ['message_read', { message_id: 1, reader_id: doctor.id, up_to: true }],
    readOne(500),
    readOne(501),
  ])
  load(502)
  expect(tell()).toEqual([one(502)])
  // A small gap is filled at once: what is behind it can wait.
  load(504)
  expect(tell()).toEqual([])
})

test('once the gap is filled all of it is told of together', () => {
  const { tell, load } = open(1, 500)
  tell()
  load(...Array.from({ length: 498 }, (_, place) => place + 2))
  expect(tell()).toEqual([upTo(500)])
})
