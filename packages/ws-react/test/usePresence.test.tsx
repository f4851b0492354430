// @vitest-environment happy-dom
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RealtimeProvider, useChat, usePresence, type PresenceApi } from '../src/index.ts'
import { createIdleMonitor } from '../src/store/idle.ts'
import { createIdlePresence } from '../src/store/idlePresence.ts'
import { openTabChannel } from '../src/store/tabChannel.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor, patient } from './people.ts'

const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.useRealTimers()
})

function wait(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds)
  act(() => void window.dispatchEvent(new Event('focus')))
}
const press = (): void => act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' })))

function Own({ of, onRender }: { of: number; onRender: (own: PresenceApi) => void }): ReactNode {
  onRender(usePresence([of]))
  return <output>{useChat(room).connection.status}</output>
}

/** The doctor's screen, and how to look at what the server tells of the doctor. */
async function openFor(server: MemoryServer, awayAfter?: number, of = doctor.id) {
  let current: PresenceApi | undefined
  const take = (own: PresenceApi): void => {
    current = own
  }
  const { getByText, unmount } = render(
    <StrictMode>
      <RealtimeProvider
        url={server.url}
        currentUser={doctor}
        getToken={() => server.token(doctor.id)}
        WebSocket={server.WebSocket}
        fetch={server.fetch}
        awayAfter={awayAfter}
      >
        <Own of={of} onRender={take} />
      </RealtimeProvider>
    </StrictMode>,
  )
  await waitFor(() => getByText('connected'))
  const own = (): PresenceApi => {
    if (!current) throw new Error('Nothing has rendered yet.')
    return current
  }
  return { own, told: () => own().presence[doctor.id]?.status, unmount }
}

describe('usePresence', () => {
  test('tells of the people asked for only, and follows them', async () => {
    const server = memoryServer()
    const { own } = await openFor(server, undefined, patient.id)
    const told = (): unknown => own().presence[patient.id]?.status
    await waitFor(() => expect(told()).toBe('offline'))
    server.setPresence(patient.id, 'busy')
    await waitFor(() => expect(told()).toBe('busy'))
    expect(Object.keys(own().presence)).toEqual([String(patient.id)])
  })

  test('the user is away after five minutes without input, and back on the next', async () => {
    const { own, told } = await openFor(memoryServer())
    expect(own().status).toBe('online')
    wait(4.9 * MINUTE)
    wait(0.1 * MINUTE)
    await waitFor(() => expect(told()).toBe('away'))
    expect(own().status).toBe('away')
    press()
    await waitFor(() => expect(told()).toBe('online'))
    expect(own().status).toBe('online')
  })

  test('how long that is can be chosen', async () => {
    const { told } = await openFor(memoryServer(), MINUTE)
    wait(MINUTE)
    await waitFor(() => expect(told()).toBe('away'))
  })

  test('a status that was chosen is not overridden', async () => {
    const { own, told } = await openFor(memoryServer())
    act(() => own().setStatus('busy'))
    await waitFor(() => expect(told()).toBe('busy'))
    const isIdle = new Promise<void>((resolve) => {
      const stop = createIdleMonitor({ userId: 999, openChannel: openTabChannel }).watch(5 * MINUTE, () => {
        stop()
        resolve()
      })
    })
    wait(5 * MINUTE)
    await isIdle
    expect([own().status, told()]).toEqual(['busy', 'busy'])
    act(() => own().setStatus('online'))
    wait(5 * MINUTE)
    await waitFor(() => expect(told()).toBe('away'))
  })

  test('a status that was chosen is there after a reload, and nothing else is kept', async () => {
    const first = await openFor(memoryServer())
    act(() => first.own().setStatus('busy'))
    first.unmount()
    expect({ ...sessionStorage }).toEqual({ 'mediconnect-status:123': 'busy' })
    const server = memoryServer()
    const { own, told } = await openFor(server)
    await waitFor(() => expect(told()).toBe('busy'))
    act(() => own().setStatus('online'))
    expect(sessionStorage.length).toBe(0)
  })

  test('what is chosen in one tab counts in all of them, also in one opened later', async () => {
    const declared: string[] = []
    const tab = (name: string) => {
      const idle = createIdleMonitor({ userId: 1, target: new EventTarget(), openChannel: openTabChannel })
      const declare = (status: string): unknown => declared.push(`${name} ${status}`)
      const presence = createIdlePresence({ userId: 1, idle, declare, storage: undefined })
      return { presence, stop: presence.start(5 * MINUTE) }
    }
    const [one, two] = [tab('one'), tab('two')]
    one.presence.choose('busy')
    await waitFor(() => expect(two.presence.getStatus()).toBe('busy'))
    const three = tab('three')
    await waitFor(() => expect(three.presence.getStatus()).toBe('busy'))
    three.presence.choose('online')
    await waitFor(() => expect(one.presence.getStatus()).toBe('online'))
    expect(declared.filter((line) => line.startsWith('one'))).toEqual(['one busy', 'one online'])
    for (const { stop } of [one, two, three]) stop()
  })
})
