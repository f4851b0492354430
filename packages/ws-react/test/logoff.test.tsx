// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query'
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  RealtimeProvider,
  useChat,
  useNotifications,
  useSignOut,
  useUnsentCount,
  type RealtimeProviderProps,
} from '../src/index.ts'
import { useRealtime } from '../src/hooks/realtimeContext.ts'
import type { CoreClient } from '../src/store/coreClient.ts'
import { createLazyIdle } from '../src/hooks/lazyIdle.ts'
import { useIdleLogoff } from '../src/hooks/useIdleLogoff.ts'
import { createIdleMonitor } from '../src/store/idle.ts'
import { openTabChannel, type OpenTabChannel, type TabChannel } from '../src/store/tabChannel.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor, patient } from './people.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 15, 10)

beforeEach(() => {
  // Only the clock: everything else goes on as it does.
  vi.useFakeTimers({ toFake: ['Date'], now: START })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** Time goes by, and the page notices, as when its window gets the focus again. */
function wait(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds)
  act(() => void window.dispatchEvent(new Event('focus')))
}
const press = (): void => act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' })))

/** Settles when a monitor that nobody disturbs, begun before what is looked at, says that nobody is there. */
function nobodyIsThere(after: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = createIdleMonitor({ userId: 999, openChannel: openTabChannel }).watch(after, () => {
      stop()
      resolve()
    })
  })
}

/** A provider with a chat, and what tests look at. */
function open(server: MemoryServer, more: Partial<RealtimeProviderProps> = {}) {
  const sockets: WebSocket[] = []
  class Counted extends server.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  const queryClient = new QueryClient()
  const clients = new Set<CoreClient>()
  function Chat({ onClient }: { onClient: (client: CoreClient) => void }): ReactNode {
    const { messages, sendMessage, connection } = useChat(room)
    const { unread } = useNotifications()
    const signOut = useSignOut()
    const unsent = useUnsentCount()
    onClient(useRealtime('Screen').client)
    return (
      <>
        <ul>
          {messages.map(({ key, message }) => (
            <li key={key}>{message}</li>
          ))}
        </ul>
        <output>
          {connection.status}, {unread.total_unread} unread, {unsent} unsent
        </output>
        <button onClick={() => sendMessage('written here')}>send</button>
        <button onClick={() => void signOut()}>sign out</button>
      </>
    )
  }
  const view = (props: Partial<RealtimeProviderProps> = {}): ReactNode => {
    const { currentUser = doctor, ...rest } = { ...more, ...props }
    return (
      <StrictMode>
        <RealtimeProvider
          url={server.url}
          currentUser={currentUser}
          getToken={() => server.token(currentUser.id)}
          WebSocket={Counted}
          fetch={server.fetch}
          queryClient={queryClient}
          {...rest}
        >
          <Chat onClient={(client) => clients.add(client)} />
        </RealtimeProvider>
      </StrictMode>
    )
  }
  const { rerender, unmount } = render(view())
  return {
    sockets,
    queryClient,
    client: (): CoreClient => {
      const last = [...clients].at(-1)
      if (!last) throw new Error('Nothing has rendered yet.')
      return last
    },
    update: (props: Partial<RealtimeProviderProps>) => rerender(view(props)),
    unmount,
  }
}

function clinic(): MemoryServer {
  const server = memoryServer()
  server.say(patient.id, room, 'a secret')
  return server
}
const shown = (): Promise<unknown> => waitFor(() => screen.getByText(/^connected/) && screen.getByText('a secret'))

describe('automatic logoff', () => {
  test('covers the screen, forgets all data, closes all sockets and tells the host, once', async () => {
    const onIdleLogoff = vi.fn()
    const { client, sockets, queryClient } = open(clinic(), { idleTimeout: 15 * MINUTE, onIdleLogoff })
    await shown()
    const before = client()
    wait(15 * MINUTE)
    await waitFor(() => screen.getByRole('alertdialog', { name: 'Signed out' }))
    expect(document.body.textContent).not.toContain('a secret')
    expect(JSON.stringify(before.store.getState())).not.toContain('a secret')
    expect(before.ended.aborted).toBe(true)
    expect(queryClient.getQueryCache().getAll()).toEqual([])
    await waitFor(() => expect(sockets.every(({ readyState }) => readyState === WebSocket.CLOSED)).toBe(true))
    wait(15 * MINUTE)
    expect(onIdleLogoff).toHaveBeenCalledTimes(1)
  })

  test('the key that wakes a machine that slept comes too late', async () => {
    open(clinic(), { idleTimeout: 15 * MINUTE })
    await shown()
    vi.setSystemTime(Date.now() + 8 * 60 * MINUTE)
    press()
    await waitFor(() => screen.getByRole('alertdialog'))
  })

  test('is announced before, and whoever does something stays', async () => {
    open(clinic(), { idleTimeout: 15 * MINUTE, idleWarning: 2 * MINUTE })
    await shown()
    wait(12 * MINUTE)
    expect(screen.queryByRole('alert')).toBeNull()
    wait(MINUTE)
    const time = new Date(START + 15 * MINUTE).toLocaleTimeString()
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(time))
    press()
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    wait(12 * MINUTE)
    screen.getByText('a secret')
    wait(MINUTE)
    await waitFor(() => screen.getByRole('button', { name: 'Stay signed in' }).click())
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  test('shows what the host renders, and the same user goes on with a client of their own', async () => {
    const { client } = open(clinic(), {
      idleTimeout: 15 * MINUTE,
      renderIdleWarning: () => <p>soon</p>,
      renderLocked: ({ unlock }) => <button onClick={unlock}>unlock</button>,
    })
    await shown()
    const before = client()
    wait(14.5 * MINUTE)
    await waitFor(() => screen.getByText('soon'))
    wait(MINUTE)
    await waitFor(() => screen.getByRole('button', { name: 'unlock' }))
    act(() => screen.getByRole('button', { name: 'unlock' }).click())
    await shown()
    expect(client()).not.toBe(before)
    expect(client().ended.aborted).toBe(false)
  })

  test('does not happen where the host wants none', async () => {
    open(clinic())
    await shown()
    const isIdle = nobodyIsThere(24 * 60 * MINUTE)
    wait(24 * 60 * MINUTE)
    await isIdle
    screen.getByText('a secret')
  })
})

describe('automatic logoff while its chunk is not there', () => {
  test('the time counts from the start, not from when it is there', async () => {
    let arrive = (): void => undefined
    const isThere = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const idle = createLazyIdle(doctor.id, async () => {
      await isThere
      return import('../src/hooks/idleParts.ts')
    })
    const onIdle = vi.fn()
    idle.watch(MINUTE, onIdle)()
    vi.setSystemTime(START + 5 * MINUTE)
    const stop = idle.watch(15 * MINUTE, onIdle)
    vi.setSystemTime(START + 20 * MINUTE)
    arrive()
    await waitFor(() => expect(onIdle).toHaveBeenCalledWith(START + 5 * MINUTE))
    stop()
  })

  test('happens at the latest when the time is over, if it never comes', () => {
    vi.useFakeTimers({ now: START })
    const life = { warn: vi.fn(), unwarn: vi.fn(), lock: vi.fn() }
    const onLogoff = vi.fn()
    const idle = createLazyIdle(doctor.id, () => Promise.reject(new TypeError('offline')))
    const options = { idle, life, timeout: 15 * MINUTE, warning: MINUTE, onLogoff }
    const { unmount } = renderHook(() => useIdleLogoff(options))
    vi.advanceTimersByTime(15 * MINUTE - 1)
    expect(life.lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect([life.lock.mock.calls.length, onLogoff.mock.calls.length]).toEqual([1, 1])
    unmount()
    vi.clearAllTimers()
  })

  test('an app that wants no logoff loads nothing', () => {
    const load = vi.fn()
    const life = { warn: vi.fn(), unwarn: vi.fn(), lock: vi.fn() }
    const options = { idle: createLazyIdle(doctor.id, load), life, timeout: undefined, warning: 0, onLogoff: vi.fn() }
    renderHook(() => useIdleLogoff(options))
    expect(load).not.toHaveBeenCalled()
  })
})

describe('idleness over tabs', () => {
  const tab = (openChannel: OpenTabChannel = openTabChannel) => {
    const target = new EventTarget()
    const monitor = createIdleMonitor({ userId: 123, target, openChannel })
    const heard: string[] = []
    const stop = monitor.watch(
      15 * MINUTE,
      () => heard.push('idle'),
      () => heard.push('back'),
    )
    return { target, heard, stop, look: () => target.dispatchEvent(new Event('focus')), touch: monitor.touch }
  }
  const at = (milliseconds: number): void => void vi.setSystemTime(START + milliseconds)

  test('a tab in use keeps the user in all of them', async () => {
    const [used, other] = [tab(), tab()]
    at(14 * MINUTE)
    used.target.dispatchEvent(new Event('keydown'))
    at(16 * MINUTE)
    const asked = nobodyIsThere(0)
    other.look()
    await asked
    expect(other.heard).toEqual([])
    at(29 * MINUTE)
    for (const { look } of [used, other]) look()
    await waitFor(() => expect([used.heard, other.heard]).toEqual([['idle'], ['idle']]))
    used.target.dispatchEvent(new Event('wheel'))
    await waitFor(() => expect([used.heard, other.heard].map((heard) => heard.at(-1))).toEqual(['back', 'back']))
    used.stop()
    other.stop()
  })

  test('a tab that was frozen asks the others before it believes that nobody is there', async () => {
    // What was said while it was frozen never reached it: this line only carries answers to what it asks.
    const line = (): TabChannel => {
      const frozen: TabChannel = {
        onmessage: null,
        close: () => undefined,
        postMessage: (asked) => {
          if (asked === 'ask')
            queueMicrotask(() => frozen.onmessage?.(new MessageEvent('message', { data: START + 14 * MINUTE })))
        },
      }
      return frozen
    }
    const frozen = tab(line)
    at(16 * MINUTE)
    const asked = nobodyIsThere(0)
    frozen.look()
    await asked
    expect(frozen.heard).toEqual([])
    frozen.stop()
  })

  test('a pointer that lies still while the page moves under it is no input', async () => {
    const one = tab()
    const move = (screenX: number): void =>
      void one.target.dispatchEvent(Object.assign(new Event('pointermove'), { screenX, screenY: 1 }))
    move(5)
    at(10 * MINUTE)
    move(5)
    at(15 * MINUTE)
    one.look()
    await waitFor(() => expect(one.heard).toEqual(['idle']))
    one.stop()
  })

  test('a clock that was put back keeps nobody here for longer', async () => {
    const one = tab()
    at(-60 * MINUTE)
    one.look()
    at(-44 * MINUTE)
    one.look()
    await waitFor(() => expect(one.heard).toEqual(['idle']))
    one.stop()
  })
})

describe('signing out', () => {
  test('forgets everything, tells the host, and leaves no screen with a client that has ended', async () => {
    const onSignedOut = vi.fn()
    const { client, sockets, queryClient } = open(clinic(), { onSignedOut })
    await shown()
    const before = client()
    act(() => screen.getByRole('button', { name: 'sign out' }).click())
    expect(document.body.textContent).toBe('')
    await waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1))
    expect(before.ended.reason).toBe('signed_out')
    expect(JSON.stringify(before.store.getState())).not.toContain('a secret')
    expect(queryClient.getQueryCache().getAll()).toEqual([])
    await waitFor(() => expect(sockets.every(({ readyState }) => readyState === WebSocket.CLOSED)).toBe(true))
  })

  test('what would be lost by it is counted', async () => {
    const server = clinic()
    open(server)
    await shown()
    server.hold()
    act(() => screen.getByRole('button', { name: 'send' }).click())
    await waitFor(() => screen.getByText(/1 unsent$/))
    server.release()
    await waitFor(() => screen.getByText(/0 unsent$/))
  })

  test('when the client was signed out elsewhere, the screen goes and the host is told', async () => {
    const onSignedOut = vi.fn()
    const { client } = open(clinic(), { onSignedOut })
    await shown()
    await act(() => client().signOut())
    expect(document.body.textContent).toBe('')
    expect(onSignedOut).toHaveBeenCalledTimes(1)
  })

  test('another user signs the one before out, without a word to the host', async () => {
    const onSignedOut = vi.fn()
    const { client, update, queryClient } = open(clinic(), { onSignedOut })
    await shown()
    const before = client()
    update({ currentUser: patient })
    await waitFor(() => expect(before.ended.reason).toBe('signed_out'))
    const keys = queryClient
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey)
    expect(JSON.stringify(keys)).not.toContain(before.id)
    await shown()
    expect(client().user.id).toBe(patient.id)
    expect(onSignedOut).not.toHaveBeenCalled()
  })

  test('another user signs out also whoever was logged off', async () => {
    const { client, update } = open(clinic(), { idleTimeout: 15 * MINUTE })
    await shown()
    const before = client()
    const signOut = vi.spyOn(before, 'signOut')
    wait(15 * MINUTE)
    await waitFor(() => screen.getByRole('alertdialog', { name: 'Signed out' }))
    expect(signOut).not.toHaveBeenCalled()
    update({ currentUser: patient })
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1))
    await shown()
  })

  test('a provider that is only unmounted signs nobody out', async () => {
    const { client, unmount } = open(clinic())
    await shown()
    unmount()
    await waitFor(() => expect(client().ended.reason).toBe('disposed'))
  })
})
