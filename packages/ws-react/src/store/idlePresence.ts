import type { PresenceStatus } from '@mediconnect/protocol'
import type { IdleMonitor } from './idle.ts'
import { openTabChannel, type OpenTabChannel, type TabChannel } from './tabChannel.ts'

/** The signed-in user's own presence: what they chose, and `away` while nobody uses any of their tabs. */
export interface IdlePresence {
  /** What the others see. */
  getStatus(): PresenceStatus
  subscribe(changed: () => void): () => void
  /** `online` leaves it to the idle detection; another status stays until another is chosen, also after a reload. */
  choose(status: PresenceStatus): void
  /** Runs the idle detection while anyone needs it; returns how to let go. */
  start(awayAfter: number): () => void
  /** The user is gone: the next one in this tab chooses anew. */
  forget(): void
}

export interface IdlePresenceOptions {
  readonly userId: number
  readonly idle: IdleMonitor
  /** Tells the server. */
  declare(status: PresenceStatus): void
  /** Where the choice outlives a reload, if anywhere. It says nothing of a patient. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  /** @default a BroadcastChannel, where there is one */
  readonly openChannel?: OpenTabChannel
}

const CHOICES: readonly PresenceStatus[] = ['online', 'away', 'busy', 'offline']

export function createIdlePresence(options: IdlePresenceOptions): IdlePresence {
  const { userId, idle, storage, openChannel = openTabChannel } = options
  const name = `mediconnect-status:${userId}`
  const listeners = new Set<() => void>()
  let chosen: PresenceStatus = 'online'
  let isIdle = false
  let status: PresenceStatus = 'online'
  let channel: TabChannel | undefined
  let users = 0
  let stop: (() => void) | undefined

  function update(): void {
    const next = chosen === 'online' && isIdle ? 'away' : chosen
    if (next === status) return
    status = next
    options.declare(next)
    for (const changed of listeners) changed()
  }

  function take(choice: PresenceStatus): void {
    chosen = choice
    if (choice === 'online') storage?.removeItem(name)
    else storage?.setItem(name, choice)
    update()
  }

  function setIdle(next: boolean): void {
    isIdle = next
    update()
  }

  function run(awayAfter: number): () => void {
    const kept = choiceOf(storage?.getItem(name))
    if (kept) take(kept)
    channel = openChannel(name)
    if (channel) {
      channel.onmessage = ({ data }) => {
        const told = choiceOf(data)
        if (told) take(told)
        else if (chosen !== 'online') channel?.postMessage(chosen)
      }
      channel.postMessage('ask')
    }
    const stopWatching = idle.watch(
      awayAfter,
      () => setIdle(true),
      () => setIdle(false),
    )
    return () => {
      stopWatching()
      channel?.close()
      channel = undefined
    }
  }

  return {
    getStatus: () => status,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    choose: (choice) => {
      take(choice)
      channel?.postMessage(choice)
    },
    start: (awayAfter) => {
      users += 1
      stop ??= run(awayAfter)
      return () => {
        users -= 1
        if (users > 0) return
        stop?.()
        stop = undefined
      }
    },
    forget: () => storage?.removeItem(name),
  }
}

function choiceOf(value: unknown): PresenceStatus | undefined {
  return CHOICES.find((choice) => choice === value)
}
