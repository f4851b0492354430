// @vitest-environment happy-dom
import { cleanup, render, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { selectPresence, useChat, useRealtimeState, type Chat } from '../src/index.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, renderFor, room } from './memoryWorld.tsx'
import { doctor, nurse, patient } from './people.ts'

afterEach(cleanup)

/** A screen with a chat, and a way to look at what the hook gives now. */
function openChat(server: MemoryServer, user = doctor): { chat: () => Chat; texts: () => string[]; close: () => void } {
  let current: Chat | undefined
  const take = (chat: Chat): void => {
    current = chat
  }
  function Screen({ onChat }: { onChat: (chat: Chat) => void }): ReactNode {
    onChat(useChat(room))
    return null
  }
  const { unmount } = renderFor(server, user, <Screen onChat={take} />)
  const chat = (): Chat => {
    if (!current) throw new Error('The chat has not rendered yet.')
    return current
  }
  return { chat, texts: () => chat().messages.map(({ message }) => message), close: unmount }
}

const connected = ({ chat }: ReturnType<typeof openChat>) =>
  waitFor(() => expect(chat().connection.status).toBe('connected'))

describe('useChat', () => {
  test('shows history, oldest first, and what arrives live after it', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    server.say(doctor.id, room, 'two')
    const screen = openChat(server)
    await waitFor(() => expect(screen.texts()).toEqual(['one', 'two']))
    await connected(screen)
    server.say(patient.id, room, 'three')
    await waitFor(() => expect(screen.texts()).toEqual(['one', 'two', 'three']))
  })

  test('opening a room asks for history once', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    const asked: string[] = []
    const counted: MemoryServer = {
      ...server,
      fetch: async (input, init) => {
        const response = await server.fetch(input, init)
        // What StrictMode's first mount asks for is cancelled with it.
        if (!init?.signal?.aborted) asked.push(new Request(input, init).url)
        return response
      },
    }
    const screen = openChat(counted)
    await waitFor(() => expect(screen.texts()).toEqual(['one']))
    await connected(screen)
    server.say(patient.id, room, 'two')
    await waitFor(() => expect(screen.texts()).toEqual(['one', 'two']))
    expect(asked.filter((url) => url.includes('/messages/'))).toHaveLength(1)
  })

  test('loads older pages on demand, until there are none', async () => {
    const server = memoryServer()
    for (let n = 1; n <= 120; n += 1) server.say(patient.id, room, `${n}`)
    const { chat, texts } = openChat(server)
    await waitFor(() => expect(texts()).toHaveLength(50))
    chat().history.loadOlder()
    await waitFor(() => expect(texts()).toHaveLength(100))
    chat().history.loadOlder()
    await waitFor(() => expect(chat().history.hasOlder).toBe(false))
    expect(texts()).toEqual(Array.from({ length: 120 }, (_, index) => `${index + 1}`))
  })

  test('shows an own message at once, then sent, delivered and read, with one key', async () => {
    const server = memoryServer()
    const mine = openChat(server)
    await connected(mine)
    server.hold()
    mine.chat().sendMessage('hello')
    await waitFor(() => expect(mine.chat().messages).toMatchObject([{ message: 'hello', state: 'sending' }]))
    const key = mine.chat().messages[0]?.key
    server.release()
    await waitFor(() => expect(mine.chat().messages).toMatchObject([{ key, state: 'sent' }]))
    const theirs = openChat(server, patient)
    await waitFor(() => expect(mine.chat().messages).toMatchObject([{ key, state: 'delivered' }]))
    theirs.chat().markRead(1)
    await waitFor(() => expect(mine.chat().messages).toMatchObject([{ key, state: 'read' }]))
  })

  test('keeps what is written during an outage, and shows what was missed, each once and in order', async () => {
    const server = memoryServer()
    const screen = openChat(server)
    await connected(screen)
    server.say(patient.id, room, 'before')
    await waitFor(() => expect(screen.texts()).toEqual(['before']))
    server.cut()
    await waitFor(() => expect(screen.chat().connection.status).toBe('waiting'))
    screen.chat().sendMessage('written meanwhile')
    server.say(patient.id, room, 'said meanwhile')
    await waitFor(() => expect(screen.chat().messages.at(-1)?.state).toBe('queued'))
    server.restore()
    screen.chat().reconnect()
    await waitFor(() => expect(screen.chat().pendingCount).toBe(0))
    await connected(screen)
    expect(screen.texts()).toEqual(['before', 'said meanwhile', 'written meanwhile'])
  })

  test('a hole in the order is filled from history', async () => {
    const server = memoryServer()
    const screen = openChat(server)
    await connected(screen)
    server.say(patient.id, room, 'one')
    await waitFor(() => expect(screen.texts()).toEqual(['one']))
    // Stored while nobody was told, as when a node lost its channel layer.
    server.cut()
    server.say(patient.id, room, 'two')
    server.say(patient.id, room, 'three')
    server.restore()
    screen.chat().reconnect()
    await waitFor(() => expect(screen.texts()).toEqual(['one', 'two', 'three']))
  })

  test('counts what is unread, and remembers where reading began', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    server.read(doctor.id, room)
    server.say(patient.id, room, 'two')
    server.say(patient.id, room, 'three')
    const screen = openChat(server)
    await connected(screen)
    await waitFor(() => expect(screen.chat().unreadCount).toBe(2))
    await waitFor(() => expect(screen.chat().firstUnreadId).toBe(2))
    screen.chat().markRead(3)
    await waitFor(() => expect(screen.chat().unreadCount).toBe(0))
    expect(screen.chat().firstUnreadId).toBe(2)
  })

  test('shows who types, until the message comes', async () => {
    const server = memoryServer()
    const screen = openChat(server)
    await connected(screen)
    server.type(patient.id, room)
    await waitFor(() => expect(screen.chat().typingUsers).toMatchObject([{ id: patient.id }]))
    server.say(patient.id, room, 'done')
    await waitFor(() => expect(screen.chat().typingUsers).toEqual([]))
  })

  test('a refusal is final: the connection stops and says why', async () => {
    const server = memoryServer()
    const screen = openChat(server, { ...doctor, id: 200 })
    await waitFor(() => expect(screen.chat().connection).toMatchObject({ status: 'stopped', code: 'WS_002' }))
  })

  test('a file is uploaded, then sent', async () => {
    const server = memoryServer()
    const screen = openChat(server)
    await connected(screen)
    screen.chat().sendFile(new File(['%PDF-1.7'], 'report.pdf', { type: 'application/pdf' }))
    await waitFor(() => expect(screen.chat().messages).toMatchObject([{ message_type: 'file', state: 'sent' }]))
    expect(screen.chat().messages[0]?.metadata.file_url).toMatch(/^\/api\/uploads\/.+report\.pdf$/)
  })

  test('a file chosen while the server is away waits, and is sent when it is back', async () => {
    const server = memoryServer()
    const screen = openChat(server)
    await connected(screen)
    server.cut()
    screen.chat().sendFile(new File(['%PDF-1.7'], 'report.pdf', { type: 'application/pdf' }))
    await waitFor(() => expect(screen.chat().messages).toMatchObject([{ message_type: 'file', state: 'queued' }]))
    server.restore()
    screen.chat().reconnect()
    await waitFor(() => expect(screen.chat().messages).toMatchObject([{ message_type: 'file', state: 'sent' }]))
  })
})

describe('the result of useChat', () => {
  const ACTIONS = [
    'send',
    'sendMessage',
    'sendFile',
    'retry',
    'discard',
    'markRead',
    'startTyping',
    'stopTyping',
    'reconnect',
    'loadOlder',
    'loadGap',
    'showMessage',
  ] as const

  test('has the same functions whatever happens in the room', async () => {
    const server = memoryServer()
    const screen = openChat(server)
    const before = screen.chat()
    await connected(screen)
    screen.chat().send('hello')
    await waitFor(() => expect(screen.chat().messages).toMatchObject([{ state: 'sent' }]))
    server.say(patient.id, room, 'hello to you')
    server.type(patient.id, room)
    await waitFor(() => expect(screen.chat().typingUsers).toHaveLength(1))
    for (const name of ACTIONS) expect(screen.chat()[name], name).toBe(before[name])
    expect(screen.chat().send).toBe(screen.chat().sendMessage)
    expect(screen.chat().history.loadOlder).toBe(before.history.loadOlder)
    expect(screen.chat().history.reload).toBe(before.history.reload)
  })

  test('keeps the same messages while only other things change, and the same history while none is loaded', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    const screen = openChat(server)
    await connected(screen)
    await waitFor(() => expect(screen.texts()).toEqual(['one']))
    const { messages, history } = screen.chat()
    server.type(patient.id, room)
    await waitFor(() => expect(screen.chat().typingUsers).toHaveLength(1))
    expect(screen.chat().messages).toBe(messages)
    server.say(patient.id, room, 'two')
    await waitFor(() => expect(screen.texts()).toEqual(['one', 'two']))
    expect(screen.chat().messages[0]).toBe(messages[0])
    expect(screen.chat().history).toBe(history)
  })

  test('says at the top whether there are older messages, and loads them', async () => {
    const server = memoryServer()
    for (let n = 1; n <= 60; n += 1) server.say(patient.id, room, `${n}`)
    const { chat, texts } = openChat(server)
    await waitFor(() => expect(texts()).toHaveLength(50))
    expect(chat().hasOlder).toBe(true)
    chat().loadOlder()
    await waitFor(() => expect(texts()).toHaveLength(60))
    expect(chat().hasOlder).toBe(false)
    expect(chat().gaps).toEqual([])
  })

  test('says why history could not be loaded, and loads it when asked again', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    let isBroken = true
    const refusing: MemoryServer = {
      ...server,
      fetch: (input, init) =>
        isBroken ? Promise.resolve(Response.json({}, { status: 403 })) : server.fetch(input, init),
    }
    const { chat, texts } = openChat(refusing)
    await waitFor(() => expect(chat().history.status).toBe('error'))
    expect(chat().history.error?.message).toContain('403')
    isBroken = false
    chat().history.reload()
    await waitFor(() => expect(texts()).toEqual(['one']))
    expect(chat().history).toMatchObject({ status: 'ready', error: undefined })
  })

  test('is drawn again only for what is in it: not for another room, nor for presence', async () => {
    const server = memoryServer()
    let renders = 0
    let other: Chat | undefined
    let status: string | undefined
    function One({ onChat }: { onChat: (chat: Chat) => void }): ReactNode {
      onChat(useChat(room))
      return null
    }
    let one: Chat | undefined
    const count = (chat: Chat): void => {
      one = chat
      renders += 1
    }
    const Others = ({ onChat }: { onChat: (chat: Chat, presence: string | undefined) => void }): ReactNode => {
      onChat(useChat('clinic_1'), useRealtimeState(selectPresence(patient.id))?.status)
      return null
    }
    const take = (chat: Chat, presence: string | undefined): void => {
      other = chat
      status = presence
    }
    renderFor(
      server,
      doctor,
      <>
        <One onChat={count} />
        <Others onChat={take} />
      </>,
    )
    await waitFor(() => expect(other?.connection.status).toBe('connected'))
    await waitFor(() => expect(status).toBe('offline'))
    await waitFor(() =>
      expect(one).toMatchObject({ connection: { status: 'connected' }, history: { status: 'ready' } }),
    )
    const before = renders
    for (let n = 0; n < 5; n += 1) server.say(nurse.id, 'clinic_1', `${n}`)
    await waitFor(() => expect(other?.messages).toHaveLength(5))
    server.setPresence(patient.id, 'busy')
    await waitFor(() => expect(status).toBe('busy'))
    expect(renders).toBe(before)
  })
})

test('outside a provider the hook says what to do', () => {
  function Screen(): ReactNode {
    useChat(room)
    return null
  }
  expect(() => render(<Screen />)).toThrow('Wrap the part of your app that chats in <RealtimeProvider')
})
