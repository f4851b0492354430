// @vitest-environment happy-dom
import { act, cleanup, waitFor } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { useChat, useRooms, type Chat, type Rooms } from '../src/index.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, renderFor, room } from './memoryWorld.tsx'
import { doctor, nurse, patient } from './people.ts'

afterEach(cleanup)

interface Seen {
  readonly rooms: Rooms
  readonly chat: Chat | undefined
  readonly show: (roomName: string | undefined) => void
}

function open(server: MemoryServer, opened?: string) {
  let current: Seen | undefined
  const take = (seen: Seen): void => {
    current = seen
  }
  function Room({ name, onRender }: { name: string; onRender: (chat: Chat) => void }): ReactNode {
    onRender(useChat(name))
    return null
  }
  function Screen({ onRender }: { onRender: (seen: Seen) => void }): ReactNode {
    const [name, show] = useState(opened)
    const rooms = useRooms()
    const seen = (chat?: Chat): void => onRender({ rooms, chat, show })
    seen()
    return name && <Room name={name} onRender={seen} />
  }
  renderFor(server, doctor, <Screen onRender={take} />)
  const now = (): Seen => {
    if (!current) throw new Error('Nothing has rendered yet.')
    return current
  }
  const row = (name: string) => now().rooms.rooms.find(({ room_name }) => room_name === name)
  return { now, row, names: () => now().rooms.rooms.map(({ room_name }) => room_name) }
}

describe('useRooms', () => {
  test('lists the rooms of the user, the latest first, with members and what is unread', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'older')
    server.say(nurse.id, 'clinic_1', { message: 'newer', timestamp: '2030-01-15T10:30:00Z' })
    const { now, row, names } = open(server)
    expect(now().rooms.status).toBe('loading')
    await waitFor(() => expect(names()).toEqual(['clinic_1', room]))
    expect(now().rooms.status).toBe('ready')
    expect(row(room)).toMatchObject({ unread_count: 1, last_message: { message: 'older' }, last_seq: 1 })
    expect(row('clinic_1')?.members.map(({ id }) => id)).toEqual([doctor.id, nurse.id])
  })

  test('an open room is live: its newest message, what is unread, who is there', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    const { now, row } = open(server, room)
    await waitFor(() => expect(now().chat?.connection.status).toBe('connected'))
    await waitFor(() => expect(row(room)?.unread_count).toBe(1))
    server.say(patient.id, room, 'two')
    server.setPresence(patient.id, 'busy')
    await waitFor(() => expect(row(room)).toMatchObject({ unread_count: 2, last_message: { message: 'two' } }))
    await waitFor(() => expect(row(room)?.members.find(({ id }) => id === patient.id)?.status).toBe('busy'))
    act(() => now().chat?.markRead(2))
    expect(row(room)?.unread_count).toBe(0)
  })

  test('what was read in a room stays read in the list when the room is left', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    const { now, row } = open(server, room)
    await waitFor(() => expect(now().chat?.unreadCount).toBe(1))
    act(() => now().chat?.markRead(1))
    act(() => now().show(undefined))
    expect(row(room)?.unread_count).toBe(0)
    server.say(patient.id, room, 'two')
    act(() => now().rooms.reload())
    await waitFor(() => expect(row(room)).toMatchObject({ unread_count: 1, last_message: { message: 'two' } }))
  })

  test('says when the list cannot be loaded, and loads it again', async () => {
    const server = memoryServer()
    const refusing: MemoryServer = {
      ...server,
      fetch: (input, init) =>
        isRefused
          ? Promise.resolve(Response.json({ code: 'WS_002', message: 'No', details: '' }, { status: 403 }))
          : server.fetch(input, init),
    }
    let isRefused = true
    const { now, names } = open(refusing)
    await waitFor(() => expect(now().rooms.status).toBe('error'))
    expect(now().rooms.error?.message).toContain('No')
    isRefused = false
    act(() => now().rooms.reload())
    await waitFor(() => expect(names()).toHaveLength(2))
  })
})
