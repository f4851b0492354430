import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as client from '../src/client.ts'
import {
  chatClientFrames,
  chatClientReaders,
  chatServerFrames,
  CreatedNotificationSchema,
  HttpErrorSchema,
  MessagePageSchema,
  NotificationPageSchema,
  notificationServerFrames,
  parseFrame,
  RoomListSchema,
  UploadSchema,
  type Frame,
  type FrameTable,
} from '../src/index.ts'
import { concreteExamples } from './concreteExamples.ts'
import { mutations } from './mutations.ts'
import { BARE_LIST, BODIES, CHAT_FRAMES, FAST_FRAMES, NOTIFICATION_FRAMES } from './readExamples.ts'

describe.each<[string, FrameTable, (text: string) => Frame | undefined]>([
  ['chat', chatServerFrames, (text) => client.readFrame(client.chatFrames, text)],
  ['notifications', notificationServerFrames, (text) => client.readFrame(client.notificationFrames, text)],
])('the readers of %s frames give what the schemas give', (_, table, read) => {
  const alike = (text: string): boolean => {
    const parsed = parseFrame(table, text)
    expect(read(text), text).toStrictEqual(parsed.ok ? parsed.frame : undefined)
    return parsed.ok
  }

  test.each([...fixtures()])('for the example %s of the spec, with any one fault', (_, example) => {
    for (const frame of concreteExamples(example)) alikeWithFaults(alike, frame)
  })

  test.each(Object.entries({ ...CHAT_FRAMES, ...NOTIFICATION_FRAMES }))(
    'for a full %s, with any one fault',
    (type, frame) => {
      expect(alike(JSON.stringify(frame))).toBe(type in table)
      alikeWithFaults(alike, frame)
    },
  )

  test.each(['', '{', 'null', '[]', '7', '"heartbeat"', '{"type":"toString","data":{}}', '{"type":["heartbeat"]}'])(
    'for the text %s, which is no frame',
    (text) => expect(alike(text)).toBe(false),
  )
})

describe('the server’s fast readers give what the schemas give, and the same faults', () => {
  const alike = (text: string): boolean => {
    const parsed = parseFrame(chatClientFrames, text, chatClientReaders)
    expect(parsed, text).toStrictEqual(parseFrame(chatClientFrames, text))
    return parsed.ok
  }

  test.each(Object.entries(FAST_FRAMES))('for a full %s, with any one fault', (_, frame) => {
    expect(alike(JSON.stringify(frame))).toBe(true)
    alikeWithFaults(alike, frame)
  })

  test.each([...fixtures()])('for the example %s of the spec, with any one fault', (_, example) => {
    for (const frame of concreteExamples(example)) alikeWithFaults(alike, frame)
  })

  test('and read all that are in the table', () => {
    expect(Object.keys(FAST_FRAMES)).toEqual(Object.keys(chatClientReaders))
  })
})

describe.each<[keyof typeof BODIES, v.GenericSchema, (value: unknown) => unknown]>([
  ['createdNotification', CreatedNotificationSchema, client.createdNotification],
  ['httpError', HttpErrorSchema, client.httpError],
  ['messagePage', MessagePageSchema, client.messagePage],
  ['notificationPage', NotificationPageSchema, client.notificationPage],
  ['roomList', RoomListSchema, client.roomList],
  ['upload', UploadSchema, client.upload],
])('the reader of the HTTP body %s', (name, schema, read) => {
  const alike = (text: string): boolean => {
    const body: unknown = JSON.parse(text)
    const parsed = v.safeParse(schema, body)
    if (parsed.success) expect(read(body), text).toStrictEqual(parsed.output)
    else expect(() => read(body), text).toThrow(TypeError)
    return parsed.success
  }

  test('gives what the schema gives, with any one fault', () => {
    expect(alike(JSON.stringify(BODIES[name]))).toBe(true)
    alikeWithFaults(alike, BODIES[name])
    alikeWithFaults(alike, BARE_LIST)
  })
})

test('a message that cannot be read does not hide the others of its page', () => {
  expect(client.messagePage(BARE_LIST).results.map(({ id }) => id)).toEqual([7, 8])
  expect(client.messagePage(BODIES.messagePage).results).toHaveLength(1)
})

test('what was read may be changed without changing what is read next', () => {
  const [first, second] = [1, 2].map(() =>
    client.readFrame(client.chatFrames, '{"type":"connection_status","data":{"status":"connected"}}'),
  )
  if (first?.type !== 'connection_status' || second?.type !== 'connection_status') throw new Error('Both are frames.')
  first.data.active_users.push(7)
  expect(second.data.active_users).toEqual([])
})

/** Compares for every value that differs in one place. */
function alikeWithFaults(alike: (text: string) => boolean, value: unknown): void {
  for (const mutated of mutations(value)) alike(JSON.stringify(mutated))
}

function* fixtures(): Generator<[string, unknown]> {
  const folder = new URL('../fixtures/', import.meta.url)
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.json')) yield [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]
  }
}
