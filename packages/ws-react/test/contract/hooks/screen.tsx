import { render, waitFor } from '@testing-library/react'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { expect } from 'vitest'
import { RealtimeProvider, useChat, useNotifications, type Chat, type Notifications } from '../../../src/index.ts'
import { ROOM, type HookWorld } from './hookTarget.ts'

/** Generous: a busy machine is no fault. */
export const WAIT = { timeout: 10_000 }

/** A mounted hook, and a way to look at what it gives now. */
export interface Screen<Result> {
  now(): Result
  close(): void
}

/** Mounts a hook for a user, in StrictMode. */
export function mount<Result>(world: HookWorld, userId: number, useIt: () => Result): Screen<Result> {
  const results: { readonly result: Result }[] = []
  function Probe(): ReactNode {
    const result = useIt()
    useEffect(() => void results.push({ result }))
    return null
  }
  const { unmount } = render(
    <StrictMode>
      <RealtimeProvider {...world.as(userId)}>
        <Probe />
      </RealtimeProvider>
    </StrictMode>,
  )
  return {
    now: () => {
      const last = results.at(-1)
      if (!last) throw new Error('Nothing has rendered yet.')
      return last.result
    },
    close: unmount,
  }
}

export interface ChatScreen extends Screen<Chat> {
  texts(): string[]
  /** Waits until the screen shows just this. */
  shows(texts: readonly string[]): Promise<void>
  connected(): Promise<void>
}

/** A screen with a chat. */
export function openChat(world: HookWorld, userId: number): ChatScreen {
  const screen = mount(world, userId, () => useChat(ROOM))
  const texts = (): string[] => screen.now().messages.map(({ message }) => message)
  return {
    ...screen,
    texts,
    shows: (expected) => waitFor(() => expect(texts()).toEqual(expected), WAIT),
    connected: () => waitFor(() => expect(screen.now().connection.status).toBe('connected'), WAIT),
  }
}

/** A screen with notifications. */
export function openNotifications(world: HookWorld, userId: number): Screen<Notifications> & { heard: string[] } {
  const heard: string[] = []
  const screen = mount(world, userId, () => {
    const notifications = useNotifications()
    const { onNotification } = notifications
    useEffect(() => onNotification(({ title }) => heard.push(title)), [onNotification])
    return notifications
  })
  return { ...screen, heard }
}
