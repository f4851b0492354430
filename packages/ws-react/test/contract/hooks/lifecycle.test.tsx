// @vitest-environment happy-dom
import { cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RealtimeProvider, useChat, usePresence } from '../../../src/index.ts'
import { doctor, patient } from '../../people.ts'
import { ROOM, type HookWorld } from './hookTarget.ts'
import { HOOK_TARGETS } from './hookTargets.ts'
import { mount, openChat, WAIT } from './screen.tsx'
import './timeouts.ts'

let world: HookWorld
afterEach(async () => {
  cleanup()
  // A chosen presence outlives a reload.
  sessionStorage.clear()
  await world.stop()
})

/** The provider's props, and the sockets made with them. */
function counted(userId: number) {
  const props = world.as(userId)
  const sockets: WebSocket[] = []
  class Counted extends (props.WebSocket ?? WebSocket) {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  return { sockets, props: { ...props, WebSocket: Counted } }
}

const Status = (): ReactNode => <output>{useChat(ROOM).connection.status}</output>

describe.each(HOOK_TARGETS)('connections to $name', ({ start, isBare }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('are one a room, in StrictMode and with many components', async () => {
    const { sockets, props } = counted(doctor.id)
    const { getAllByText } = render(
      <StrictMode>
        <RealtimeProvider {...props}>
          <Status />
          <Status />
        </RealtimeProvider>
      </StrictMode>,
    )
    await waitFor(() => expect(getAllByText('connected')).toHaveLength(2), WAIT)
    expect(sockets).toHaveLength(1)
  })

  test('close when the screen goes, also while connecting, and leave nothing open', async () => {
    const { sockets, props } = counted(doctor.id)
    for (let n = 0; n < 10; n += 1) {
      const { unmount } = render(
        <RealtimeProvider {...props}>
          <Status />
        </RealtimeProvider>,
      )
      if (n % 2 === 0) await waitFor(() => expect(sockets.some(({ readyState }) => readyState === 1)).toBe(true), WAIT)
      unmount()
    }
    await waitFor(() => expect(sockets.every(({ readyState }) => readyState === 3)).toBe(true), WAIT)
  })

  test('of another user show nothing of the one before', async () => {
    await world.say(patient.id, 'between us')
    const screen = (userId: number): ReactNode => (
      <RealtimeProvider {...world.as(userId)}>
        <Texts />
        <Status />
      </RealtimeProvider>
    )
    function Texts(): ReactNode {
      const texts = useChat(ROOM).messages.map(({ message }) => message)
      return <p>{texts.join(' ')}</p>
    }
    const { getByText, queryByText, rerender } = render(screen(doctor.id))
    await waitFor(() => getByText('between us'), WAIT)
    world.faults.cut()
    rerender(screen(patient.id))
    expect(queryByText('between us')).toBeNull()
  })

  test('say who is there, and how', async () => {
    const mine = mount(world, doctor.id, () => {
      useChat(ROOM)
      return usePresence([patient.id]).presence[patient.id]?.status
    })
    // Who only knows websockets-module.md does not say who is away.
    await waitFor(() => expect(mine.now()).toBe(isBare ? undefined : 'offline'), WAIT)
    const theirs = mount(world, patient.id, () => {
      useChat(ROOM)
      return usePresence()
    })
    await waitFor(() => expect(mine.now()).toBe('online'), WAIT)
    theirs.now().setStatus('busy')
    await waitFor(() => expect(mine.now()).toBe('busy'), WAIT)
    theirs.close()
    await waitFor(() => expect(mine.now()).toBe('offline'), WAIT)
  })

  test('come back by themselves after each of several outages', async () => {
    const screen = openChat(world, doctor.id)
    for (let n = 0; n < 3; n += 1) {
      await screen.connected()
      world.faults.cut()
      await waitFor(() => expect(screen.now().connection.status).toBe('waiting'), WAIT)
      world.faults.restore()
      window.dispatchEvent(new Event('online'))
    }
    await screen.connected()
  })
})
