import type { ChatMessage, ChatServerFrame } from '@mediconnect/protocol'
import { describe, expect, test } from 'vitest'
import {
  applyChatFrames,
  applyReadUpTo,
  emptyChat,
  findGap,
  mergeMessages,
  resumePoint,
  setOwed,
} from '../src/store/chat.ts'
import { newEntry } from '../src/store/owedItem.ts'
import { doctor, messageFrom, nurse, patient } from './people.ts'

const room = '123_456'
const me = doctor.id
const text = (message: string) => ({ message, message_type: 'text' as const, metadata: {} })
const received = (...messages: ChatMessage[]): ChatServerFrame[] =>
  messages.map((data) => ({ type: 'chat_message', data }))
const after = (frames: ChatServerFrame[], start = emptyChat(room)) => applyChatFrames(start, frames, me)
const seqs = (state: ReturnType<typeof emptyChat>) => state.messages.map(({ seq }) => seq)

describe('messages', () => {
  test('stand in the order of seq, each once, whatever order they come in', () => {
    const [one, two, three] = [1, 2, 3].map((seq) => messageFrom(patient, seq))
    if (!one || !two || !three) throw new Error('three messages')
    for (const order of [
      [one, two, three],
      [three, one, two],
      [two, two, three, one, one],
    ]) {
      expect(seqs(after(received(...order)))).toEqual([1, 2, 3])
    }
  })

  test('of a page of history merge with live ones without doubles', () => {
    const live = after(received(messageFrom(patient, 3), messageFrom(patient, 4)))
    const page = [4, 3, 2, 1].map((seq) => messageFrom(patient, seq))
    expect(seqs(mergeMessages(live, page, me))).toEqual([1, 2, 3, 4])
  })

  test('of a server without seq stand in the order of their ids', () => {
    const bare = [7, 5, 6].map((id) => messageFrom(patient, id, { seq: undefined }))
    expect(mergeMessages(emptyChat(room), bare, me).messages.map(({ id }) => id)).toEqual([5, 6, 7])
  })

  test('keep the key they had before they were stored', () => {
    const entry = newEntry(room, doctor, text('hello'))
    const waiting = setOwed(emptyChat(room), [entry])
    const stored = after(received(messageFrom(doctor, 1, { message: 'hello', client_id: entry.client_id })), waiting)
    expect(stored.messages).toMatchObject([{ key: entry.key, id: 1, state: 'sent' }])
  })

  test('that were stored before they are taken over from a page that is gone stand there once', () => {
    const entry = newEntry(room, doctor, text('hello'))
    const stored = after(received(messageFrom(doctor, 1, { message: 'hello', client_id: entry.client_id })))
    expect(setOwed(stored, [entry]).messages).toMatchObject([{ key: entry.key, id: 1 }])
  })

  test('of two users with the same client_id have different keys', () => {
    const client_id = 'ad0ba2b2-7fc4-4d2b-8a4e-9a1c8f6f0a11'
    const { messages } = after(received(messageFrom(doctor, 1, { client_id }), messageFrom(patient, 2, { client_id })))
    expect(new Set(messages.map(({ key }) => key)).size).toBe(2)
  })

  test('echoed without a client_id settle the oldest one under way that says the same', () => {
    const entries = ['same', 'same'].map((message) => ({
      ...newEntry(room, doctor, text(message)),
      state: 'sending' as const,
    }))
    const echo = messageFrom(doctor, 1, { message: 'same', seq: undefined })
    const state = after(received(echo), setOwed(emptyChat(room), entries))
    expect(state.messages.map(({ key }) => key)).toEqual(entries.map(({ key }) => key))
    expect(state.storedCount).toBe(1)
  })

  test('not yet stored come last, even when others write meanwhile', () => {
    const entry = newEntry(room, doctor, text('mine'))
    const state = after(received(messageFrom(patient, 1)), setOwed(emptyChat(room), [entry]))
    expect(state.messages.map(({ message }) => message)).toEqual(['message 1', 'mine'])
  })
})

describe('delivery states', () => {
  const status = (message_id: number, state: 'delivered' | 'read', more = {}): ChatServerFrame => ({
    type: 'message_status',
    data: { message_id, status: state, user_id: patient.id, ...more },
  })

  test('never go backwards', () => {
    const sent = after(received(messageFrom(doctor, 1)))
    const read = after([status(1, 'read'), status(1, 'delivered')], sent)
    expect(read.messages[0]?.state).toBe('read')
    expect(mergeMessages(read, [messageFrom(doctor, 1)], me).messages[0]?.state).toBe('read')
  })

  test('of a group follow all of its members, not one', () => {
    const group = mergeMessages(emptyChat('clinic_1'), [messageFrom(doctor, 1, { receiver: null })], me)
    const one = after([status(1, 'read', { overall: 'delivered' })], group)
    expect(one.messages[0]?.state).toBe('delivered')
    expect(after([status(1, 'read', { user_id: nurse.id, overall: 'read' })], one).messages[0]?.state).toBe('read')
  })
})

describe('unread', () => {
  test('counts what others write, and goes down with reading, here or on another device', () => {
    const state = after(received(messageFrom(patient, 1), messageFrom(doctor, 2), messageFrom(patient, 3)))
    expect(state.unreadCount).toBe(2)
    expect(applyReadUpTo(state, 1, me).unreadCount).toBe(1)
    const elsewhere: ChatServerFrame = { type: 'message_status', data: { message_id: 3, status: 'read', user_id: me } }
    expect(after([elsewhere], state).unreadCount).toBe(0)
  })

  test('does not count a message twice', () => {
    expect(after(received(messageFrom(patient, 1), messageFrom(patient, 1))).unreadCount).toBe(1)
  })
})

describe('gaps', () => {
  const loaded = (...places: number[]) =>
    mergeMessages(
      emptyChat(room),
      places.map((seq) => messageFrom(patient, seq)),
      me,
    )
  const told = (last_seq: number, state = emptyChat(room)) =>
    after([{ type: 'connection_status', data: { status: 'connected', active_users: [], last_seq } }], state)

  test.each([
    ['none in an empty room', emptyChat(room), undefined],
    ['none when all is there', loaded(4, 5, 6), undefined],
    ['older pages are no gap', loaded(40, 41), undefined],
    ['a hole in the middle', loaded(1, 2, 5, 6, 9), { after: 2, before: 5 }],
    ['messages the server told of', told(8, loaded(5, 6)), { after: 6, before: 9 }],
    ['the first message ever, missed', told(1), { after: 0, before: 2 }],
  ])('%s', (_, state, gap) => {
    expect(findGap(state)).toEqual(gap)
  })

  test('a reconnect resumes before the first gap', () => {
    expect(resumePoint(loaded(1, 2, 5))).toBe(2)
    expect(resumePoint(loaded(1, 2, 3))).toBe(3)
  })
})

describe('typing', () => {
  const typing = (is_typing: boolean, user = patient): ChatServerFrame => ({
    type: 'typing_notification',
    data: { user, is_typing },
  })

  test('shows others, once each, and never oneself', () => {
    expect(after([typing(true), typing(true), typing(true, doctor)]).typing.map(({ id }) => id)).toEqual([patient.id])
  })

  test('ends with a stop, with the message, and with the connection', () => {
    const someone = after([typing(true)])
    expect(after([typing(false)], someone).typing).toEqual([])
    expect(after(received(messageFrom(patient, 1)), someone).typing).toEqual([])
    expect(
      after([{ type: 'connection_status', data: { status: 'reconnected', active_users: [] } }], someone).typing,
    ).toEqual([])
  })
})
