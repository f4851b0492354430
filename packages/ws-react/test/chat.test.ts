import type { ChatMessage, ChatServerFrame } from '@mediconnect/protocol'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { emptyChat, type ChatState } from '../src/store/chat.ts'
import { applyChatFrames } from '../src/store/chatFrames.ts'
import { gapAtEnd, gapToFill, resumePoint } from '../src/store/chatGaps.ts'
import { mergeMessages, setOwed } from '../src/store/chatMessages.ts'
import { applyReadUpTo } from '../src/store/chatReading.ts'
import { dropOldest } from '../src/store/dropOldest.ts'
import { newEntry } from '../src/store/newEntry.ts'
import { reduceChat } from '../src/store/reduceChat.ts'
import { doctor, messageFrom, nurse, patient } from './people.ts'

const room = '123_456'
const me = doctor.id
const text = (message: string) => ({ message, message_type: 'text' as const, metadata: {} })
const received = (...messages: ChatMessage[]): ChatServerFrame[] =>
  messages.map((data) => ({ type: 'chat_message', data }))
const after = (frames: ChatServerFrame[], start = emptyChat(room)) => applyChatFrames(start, frames, me)
const seqs = (state: ChatState) => state.messages.map(({ seq }) => seq)

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

  test('echoed without a client_id once settle no second one that says the same', () => {
    const [first, second] = [1, 2].map(() => ({
      ...newEntry(room, doctor, text('same')),
      state: 'sending' as const,
    }))
    if (!first || !second) throw new Error('two entries')
    const echo = messageFrom(doctor, 1, { message: 'same', seq: undefined, timestamp: new Date().toISOString() })
    const settled = after(received(echo), setOwed(emptyChat(room), [first]))
    // The line broke: whether the second arrived, history says, where the first stands as well.
    const inDoubt = setOwed(settled, [{ ...second, state: 'failed', failure: { message: 'in doubt' } }])
    expect(mergeMessages(inDoubt, [echo], me).keys).toEqual([first.key, second.key])
    const both = mergeMessages(inDoubt, [{ ...echo, id: 2 }, echo], me)
    expect(both).toMatchObject({ keys: [first.key, second.key], storedCount: 2 })
  })

  test('not yet stored come last, even when others write meanwhile', () => {
    const entry = newEntry(room, doctor, text('mine'))
    const state = after(received(messageFrom(patient, 1)), setOwed(emptyChat(room), [entry]))
    expect(state.messages.map(({ message }) => message)).toEqual(['message 1', 'mine'])
  })
})

describe('a room whose history is loaded from its start', () => {
  const page = (...seqs: number[]) => seqs.map((seq) => messageFrom(patient, seq))
  const loaded = (state: ChatState, messages: ChatMessage[], hasOlder = false) =>
    reduceChat(state, { type: 'chat/loaded', roomName: room, messages, hasOlder }, me)
  const gapTo = (beforeSeq: number) => [{ kind: 'gap', afterSeq: 0, beforeSeq, missing: beforeSeq - 1 }]

  test('misses what is not there before its first message, however much that is', () => {
    const empty = loaded(emptyChat(room), [])
    expect(empty.gaps).toEqual([])
    const lost = after(received(messageFrom(patient, 2)), empty)
    expect(lost.gaps).toEqual(gapTo(2))
    expect([gapToFill(lost), resumePoint(lost)]).toEqual([lost.gaps[0], 0])
    expect(mergeMessages(lost, page(1), me).gaps).toEqual([])
    // A resume that brings the newest only must not look as if the room began there.
    expect(after(received(...page(4_001, 4_002)), empty).gaps).toEqual(gapTo(4_001))
  })

  test('misses it too when the message came before the page', () => {
    const live = after(received(messageFrom(patient, 2)))
    expect(live.gaps).toEqual([])
    expect(loaded(live, []).gaps).toEqual(gapTo(2))
    expect(loaded(live, [], true).gaps).toEqual([])
  })

  test('misses nothing any more once its oldest messages are dropped', () => {
    const whole = loaded(emptyChat(room), page(1, 2, 3))
    expect(dropOldest(whole, 2)).toMatchObject({ gaps: [], history: { hasOlder: true } })
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

  const gap = (afterSeq: number, beforeSeq: number) => ({
    kind: 'gap',
    afterSeq,
    beforeSeq,
    missing: beforeSeq - afterSeq - 1,
  })

  test.each([
    ['none in an empty room', emptyChat(room), []],
    ['none when all is there', loaded(4, 5, 6), []],
    ['older pages are no gap', loaded(40, 41), []],
    ['every hole between messages', loaded(1, 2, 5, 6, 9), [gap(2, 5), gap(6, 9)]],
    ['what the server told of is not yet between messages', told(8, loaded(5, 6)), []],
  ])('%s', (_, state, gaps) => {
    expect(state.gaps).toEqual(gaps)
  })

  test('at the end are messages the server told of', () => {
    expect(gapAtEnd(told(8, loaded(5, 6)))).toEqual(gap(6, 9))
    expect(gapAtEnd(told(1))).toEqual(gap(0, 2))
    expect(gapAtEnd(told(6, loaded(5, 6)))).toBeUndefined()
  })

  test('that one page closes are filled unasked, newest first; a larger one waits for the reader', () => {
    expect(gapToFill(loaded(1, 3, 5))).toEqual(gap(3, 5))
    expect(gapToFill(loaded(1, 202))).toEqual(gap(1, 202))
    expect(gapToFill(loaded(1, 203))).toBeUndefined()
    expect(gapToFill(loaded(1, 203, 205))).toEqual(gap(203, 205))
  })

  test('a filled hole is gone, and one half filled is smaller', () => {
    const middle = mergeMessages(loaded(1, 6), [messageFrom(patient, 4), messageFrom(patient, 5)], me)
    expect(middle.gaps).toEqual([gap(1, 4)])
    expect(
      mergeMessages(
        middle,
        [2, 3].map((seq) => messageFrom(patient, seq)),
        me,
      ).gaps,
    ).toEqual([])
  })

  test('a reconnect does not ask again for what waits for the reader', () => {
    expect(resumePoint(loaded(1, 500, 501))).toBe(501)
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

describe('what does not change stays the same object', () => {
  const page = [1, 2, 3].map((seq) => messageFrom(seq === 2 ? doctor : patient, seq))
  const state = mergeMessages(emptyChat(room), page, me)
  const read: ChatServerFrame = {
    type: 'message_status',
    data: { message_id: 2, status: 'read', user_id: patient.id },
  }

  test('a page that is loaded again changes nothing at all', () => {
    expect(mergeMessages(state, structuredClone(page), me)).toBe(state)
  })

  test('of much that is owed only what changed is looked at', () => {
    const text = { message: 'owed', message_type: 'text', metadata: {} } as const
    const owed = Array.from({ length: 1_000 }, () => newEntry(room, doctor, text))
    const before = setOwed(state, owed)
    const stringify = vi.spyOn(JSON, 'stringify')
    onTestFinished(() => stringify.mockRestore())
    const next = setOwed(before, owed.with(1, { ...newEntry(room, doctor, text), state: 'sending' }))
    expect(next.messages.at(4)).toMatchObject({ state: 'sending' })
    expect(stringify.mock.calls.length).toBeLessThan(10)
  })

  test('a state of one message leaves the others, their order and the list of keys', () => {
    const next = after([read], state)
    expect(next.messages.map((entry, place) => entry === state.messages[place])).toEqual([true, false, true])
    expect(next.entries[next.keys[1] ?? '']?.state).toBe('read')
    expect(next.keys).toBe(state.keys)
    expect(next.gaps).toBe(state.gaps)
  })

  test('typing and presence leave messages, keys and entries', () => {
    const next = after(
      [
        { type: 'typing_notification', data: { user: patient, is_typing: true } },
        { type: 'presence_status', data: { user: nurse, status: 'busy' } },
      ],
      state,
    )
    expect(next.typing).toHaveLength(1)
    expect(next.keys).toBe(state.keys)
    expect(next.messages).toBe(state.messages)
    expect(next.entries).toBe(state.entries)
  })

  test('the echo of an own message takes its place with the same key', () => {
    const entry = newEntry(room, doctor, text('hello'))
    const waiting = setOwed(state, [entry])
    const echo = messageFrom(doctor, 4, { message: 'hello', client_id: entry.client_id })
    const next = after(received(echo), waiting)
    expect(next.keys).toBe(waiting.keys)
    expect(next.storedCount).toBe(4)
  })
})

describe('old messages', () => {
  test('are forgotten from the oldest on, and known to be there to load', () => {
    const entry = newEntry(room, doctor, text('mine'))
    const full = setOwed(
      mergeMessages(
        emptyChat(room),
        [1, 2, 3, 4].map((seq) => messageFrom(patient, seq)),
        me,
      ),
      [entry],
    )
    const next = dropOldest(full, 2)
    expect(next.messages.map(({ message }) => message)).toEqual(['message 3', 'message 4', 'mine'])
    expect(Object.keys(next.entries)).toHaveLength(3)
    expect(next.history.hasOlder).toBe(true)
    expect(dropOldest(next, 2)).toBe(next)
  })

  test('are not dropped before they are read, up to a bound', () => {
    const burst = (count: number) =>
      after(received(...Array.from({ length: count }, (_, place) => messageFrom(patient, place + 1))))
    expect(burst(15_000).storedCount).toBe(15_000)
    expect(burst(25_000).storedCount).toBe(10_000)
  })
})
