// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { RealtimeProvider, useChat } from '../../src/index.ts'
import { createMemoryServer } from '../../src/testing/index.ts'
import { connect, chatPath, enter, say } from './connect.ts'
import type { Target } from './target.ts'

afterEach(cleanup)

function Room({ name }: { name: string }) {
  const { messages } = useChat(name)
  return messages.map(({ key, message }) => <p key={key}>{message}</p>)
}

// The README shows this test as it stands here.
test('the doctor sees what the patient writes', async () => {
  const server = createMemoryServer()
  render(<RealtimeProvider {...server.as(123)} children={<Room name="123_456" />} />)
  server.say(456, '123_456', 'Good morning')
  await screen.findByText('Good morning')
})

test('the README shows the test above', async () => {
  const [own, readme] = await Promise.all(
    ['packages/ws-react/test/contract/kit.test.tsx', 'packages/ws-react/README.md'].map((path) =>
      readFile(path, 'utf8'),
    ),
  )
  const [example] = /^test\('the doctor sees.*?^}\)$/ms.exec(own ?? '') ?? []
  expect(example?.split('\n')).toHaveLength(6)
  expect(readme).toContain(example)
})

function targetOf(server = createMemoryServer()): Target {
  return { ...server, stop: () => Promise.resolve() }
}

test('somebody taken out of a room gets no more of it', async () => {
  const server = createMemoryServer()
  const target = targetOf(server)
  const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
  server.leave(456, '123_456')
  expect((await patient.next('error')).code).toBe('WS_002')
  expect(await patient.closed).toBe(4002)
  say(doctor, 'Without you')
  await doctor.next('chat_message')
  expect(patient.all('chat_message')).toEqual([])
  expect(await (await connect(target, 456, chatPath('123_456'))).closed).toBe(4002)
})

test('scripted people are there, type, write and read as the test says', async () => {
  const server = createMemoryServer()
  const doctor = await enter(targetOf(server), 123)
  server.setPresence(456, 'busy')
  await doctor.next('presence_status', ({ user, status }) => user.id === 456 && status === 'busy')
  server.type(456, '123_456')
  expect((await doctor.next('typing_notification')).is_typing).toBe(true)
  server.say(456, '123_456', 'done')
  expect((await doctor.next('typing_notification')).is_typing).toBe(false)
  say(doctor, 'thanks')
  await doctor.next('chat_message', ({ message }) => message === 'thanks')
  server.read(456, '123_456')
  expect((await doctor.next('message_status')).status).toBe('read')
  expect(server.messages('123_456')).toMatchObject([{ is_read: false }, { message: 'thanks', is_read: true }])
})

test('cut and hold work without faults of their own', async () => {
  const server = createMemoryServer()
  const target = targetOf(server)
  const doctor = await enter(target, 123)
  server.hold()
  say(doctor, 'held')
  server.say(456, '123_456', 'passes')
  await doctor.next('chat_message')
  server.release()
  expect((await doctor.next('chat_message')).message).toBe('held')
  server.cut()
  expect(await doctor.closed).toBe(1006)
  await expect(enter(target, 123)).rejects.toThrow('No connection')
  await expect(server.fetch(`${server.url}/api/rooms/`)).rejects.toThrow('cut off')
  server.restore()
  await enter(target, 123)
})

test('whoever names a user or a room that is not there is told so', () => {
  const server = createMemoryServer()
  expect(() => server.say(7, '123_456', 'x')).toThrow('no user 7')
  expect(() => server.say(123, 'clinic_1', 'x')).toThrow('no room "clinic_1"')
})
