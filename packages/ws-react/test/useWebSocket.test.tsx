// @vitest-environment happy-dom
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode, useReducer, type ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { useWebSocket, type WebSocketHook } from '../src/index.ts'
import { isAlive, scriptWebSocket } from './scriptedWebSocket.ts'

afterEach(cleanup)

const URL = 'wss://example.org/ws/own/'
const FRAMES = 10_000
const tokenOf = (user_id: number, exp: number): string => `e30.${btoa(JSON.stringify({ user_id, exp }))}.x`
const frame = (n: number): string => JSON.stringify({ type: 'own', data: { n } })

/** Every message, the newest first. */
interface Seen {
  readonly message: unknown
  readonly before: Seen | undefined
}
const add = (before: Seen | undefined, message: unknown): Seen => ({ message, before })
function listOf(newest: Seen | undefined): unknown[] {
  const messages: unknown[] = []
  for (let seen = newest; seen; seen = seen.before) messages.push(seen.message)
  return messages.toReversed()
}

/** A screen on a socket that opens at once, in StrictMode. */
function renderScreen(token = 'token') {
  const { WebSocket, sockets } = scriptWebSocket((socket) => setTimeout(() => socket.accept()))
  const hook: { current?: WebSocketHook } = {}
  let renders = 0
  const Screen = (props: { token: string }): ReactNode => {
    const [newest, onMessage] = useReducer(add, undefined)
    hook.current = useWebSocket(URL, props.token, { onMessage, WebSocket })
    renders += 1
    return (
      <>
        <output>{hook.current.connectionStatus}</output>
        <pre>{JSON.stringify(hook.current.lastMessage)}</pre>
        <p>{JSON.stringify(listOf(newest))}</p>
      </>
    )
  }
  const screenFor = (current: string): ReactNode => (
    <StrictMode>
      <Screen token={current} />
    </StrictMode>
  )
  const { container, getByText, rerender, unmount } = render(screenFor(token))
  const seen = (): unknown => JSON.parse(container.querySelector('p')?.textContent ?? '')
  return {
    sockets,
    seen,
    unmount,
    renders: () => renders,
    last: () => container.querySelector('pre')?.textContent,
    send: (n: number) => hook.current?.sendMessage({ type: 'own', data: { n } }),
    reconnect: () => hook.current?.reconnect(),
    withToken: (next: string) => rerender(screenFor(next)),
    reach: (status: string) => waitFor(() => getByText(status), { timeout: 5_000 }),
  }
}

describe('useWebSocket', () => {
  test('loses none of 10,000 frames that come in one task, though lastMessage shows only the newest', async () => {
    const { sockets, seen, last, reach, renders } = renderScreen()
    await reach('connected')
    const before = renders()
    act(() => {
      for (let n = 0; n < FRAMES; n += 1) sockets[0]?.say(frame(n))
    })
    expect(seen()).toEqual(Array.from({ length: FRAMES }, (_, n) => ({ type: 'own', data: { n } })))
    expect(last()).toBe(frame(FRAMES - 1))
    // StrictMode renders each twice.
    expect(renders() - before).toBeLessThanOrEqual(4)
  })

  test('gives what is no JSON to nobody, and goes on', async () => {
    const { sockets, seen, reach } = renderScreen()
    await reach('connected')
    act(() => {
      for (const text of ['', 'not JSON', frame(1)]) sockets[0]?.say(text)
    })
    expect(seen()).toEqual([{ type: 'own', data: { n: 1 } }])
  })

  test('keeps what is sent without a connection, and sends it in order when there is one', async () => {
    const { sockets, send, reach } = renderScreen()
    for (const n of [1, 2, 3]) send(n)
    await reach('connected')
    expect(sockets[0]?.sent).toEqual([1, 2, 3].map(frame))
  })

  test('gives a new token of the same user to the open socket, and loses nothing in between', async () => {
    const { sockets, withToken, seen, reach } = renderScreen(tokenOf(1, 4e9))
    await reach('connected')
    withToken(tokenOf(1, 4.1e9))
    act(() => sockets[0]?.say(frame(1)))
    await waitFor(() =>
      expect(sockets[0]?.sent.join()).toContain(`"authenticate","data":{"token":"${tokenOf(1, 4.1e9)}`),
    )
    expect(sockets).toHaveLength(1)
    expect(seen()).toEqual([{ type: 'own', data: { n: 1 } }])
  })

  test('gives each of several new tokens that come in a moment to the open socket', async () => {
    const { sockets, withToken, reach } = renderScreen(tokenOf(1, 4e9))
    await reach('connected')
    const given = [4.1e9, 4.2e9, 4.3e9].map((exp) => tokenOf(1, exp))
    for (const token of given) {
      withToken(token)
      await waitFor(() => expect(sockets[0]?.sent.at(-1)).toContain(`"authenticate","data":{"token":"${token}`))
    }
    expect(sockets).toHaveLength(1)
    await reach('connected')
  })

  test('connects again with a new token once the old one was refused for good', async () => {
    const { sockets, withToken, reach } = renderScreen(tokenOf(1, 4e9))
    await reach('connected')
    act(() => sockets.at(-1)?.end(4001))
    await waitFor(() => expect(sockets).toHaveLength(2))
    await reach('connected')
    act(() => sockets.at(-1)?.end(4001))
    await reach('disconnected')
    withToken(tokenOf(1, 4.1e9))
    await reach('connected')
    expect(sockets).toHaveLength(3)
  })

  test('begins with nothing for another user', async () => {
    const { sockets, withToken, last, reach } = renderScreen(tokenOf(1, 4e9))
    await reach('connected')
    act(() => sockets[0]?.say(frame(1)))
    withToken(tokenOf(2, 4e9))
    expect(last()).toBe('null')
    await waitFor(() => expect(sockets).toHaveLength(2))
    expect(sockets.filter(isAlive)).toHaveLength(1)
  })

  test('leaves no socket behind', async () => {
    const { sockets, unmount, reach } = renderScreen()
    await reach('connected')
    unmount()
    expect(sockets.filter(isAlive)).toHaveLength(0)
  })
})
