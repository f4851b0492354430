import { expect, test } from 'vitest'
import { findFaults, type Witness } from './findings.ts'
import type { OwnMessage } from './seenMessage.ts'
import type { StoredMessage } from './storedMessages.ts'

const ROOM = '123_456'

function stored(seq: number, change: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id: 100 + seq,
    room_name: ROOM,
    seq,
    sender_id: 123,
    client_id: `c${seq}`,
    message: `text ${seq}`,
    ...change,
  }
}

function witness(seen: readonly StoredMessage[], change: Partial<Witness> = {}): Witness {
  return { name: 'a client', userId: 456, room: ROOM, seen, own: [], doubled: 0, isComplete: true, ...change }
}

function said({ id, seq, client_id, message }: StoredMessage, change: Partial<OwnMessage> = {}): OwnMessage {
  const echo = { id, seq }
  return { client_id: client_id ?? '', message, isShared: false, sends: 1, copies: 1, echo, ...change }
}

const ALL = [stored(1), stored(2), stored(3)]
const count = (kept: readonly StoredMessage[], witnesses: readonly Witness[]) => {
  const { problems, ...counts } = findFaults(kept, witnesses)
  return { ...counts, problems: problems.length }
}

test('clients that saw exactly what is stored are in order', () => {
  const sender = witness(ALL, { userId: 123, own: ALL.map((message) => said(message)) })
  expect(count(ALL, [sender, witness(ALL)])).toEqual({ lost: 0, doubled: 0, reordered: 0, problems: 0 })
})

test('a message that was seen and is not stored is lost', () => {
  expect(count(ALL.slice(0, 2), [witness(ALL)])).toMatchObject({ lost: 1 })
})

test('a message that was echoed and is not stored is lost', () => {
  const sender = witness(ALL.slice(0, 2), { userId: 123, own: [said(stored(3))] })
  expect(count(ALL.slice(0, 2), [sender])).toMatchObject({ lost: 1 })
})

test('a message without an echo is lost, unless its client left', () => {
  const own = [said(stored(3), { echo: undefined })]
  expect(count(ALL, [witness(ALL, { userId: 123, own })])).toMatchObject({ lost: 1 })
  expect(count(ALL, [witness(ALL, { userId: 123, own, isComplete: false })])).toMatchObject({ problems: 0 })
})

test('a message that did not reach a client that stayed is lost', () => {
  expect(count(ALL, [witness(ALL.slice(0, 2))])).toMatchObject({ lost: 1 })
  expect(count(ALL, [witness(ALL.slice(0, 2), { isComplete: false })])).toMatchObject({ problems: 0 })
})

test('a hole in what is stored is a loss', () => {
  const kept = [stored(1), stored(3)]
  expect(count(kept, [witness(kept)])).toMatchObject({ lost: 1 })
  expect(count([stored(2)], [])).toMatchObject({ lost: 1 })
})

test('a client_id that is stored twice is doubled, but not one of two senders', () => {
  expect(count([...ALL, stored(4, { client_id: 'c1' })], [])).toMatchObject({ doubled: 1 })
  expect(count([...ALL, stored(4, { client_id: 'c1', sender_id: 456 })], [])).toMatchObject({ doubled: 0 })
  expect(count([stored(1, { client_id: null }), stored(2, { client_id: null })], [])).toMatchObject({ doubled: 0 })
})

test('a seq that is given out twice is doubled', () => {
  expect(count([...ALL, stored(3, { id: 104, client_id: 'c4' })], [])).toMatchObject({ doubled: 1 })
})

test('what a client got again without being asked for is doubled', () => {
  expect(count(ALL, [witness(ALL, { doubled: 2 })])).toMatchObject({ doubled: 2 })
})

test('another order than the stored one is found', () => {
  const swapped = [stored(1), stored(2, { id: 103 }), stored(3, { id: 102 })]
  expect(count(ALL, [witness(swapped)])).toMatchObject({ reordered: 2 })
  expect(count(ALL, [witness([stored(2), stored(1), stored(3)])])).toMatchObject({ reordered: 1 })
})

test('an echo that names another message than the stored one is found', () => {
  const own = [said(stored(3, { id: 999 }))]
  expect(count(ALL, [witness(ALL, { userId: 123, own })])).toMatchObject({ reordered: 1 })
})

test('what one client said once is stored in the order in which it was said', () => {
  const own = [said(stored(2)), said(stored(1))]
  expect(count(ALL, [witness(ALL, { userId: 123, own })])).toMatchObject({ reordered: 1 })
  const again = [said(stored(2), { sends: 2 }), said(stored(1))]
  expect(count(ALL, [witness(ALL, { userId: 123, own: again })])).toMatchObject({ reordered: 0 })
})

test('a text that is stored changed is found', () => {
  const own = [said(stored(1, { message: 'another text' }))]
  expect(count(ALL, [witness(ALL, { userId: 123, own })])).toMatchObject({ problems: 1 })
})
