import type { Frame } from '@mediconnect/protocol'
import { HEARTBEAT_INTERVAL_MS, HEARTBEAT_TIMEOUT_MS } from '@mediconnect/protocol/client'
import type { Clock } from './clock.ts'

export interface HeartbeatOptions {
  clock: Clock
  send(frame: Frame): void
  /** Nothing comes through the open socket any more. */
  onDead(): void
}

/** Notices that an open socket is dead though nobody closed it. */
export interface Heartbeat {
  start(): void
  stop(): void
  heard(text: string): void
  /** The line may have died unnoticed: finds out now. */
  probe(): void
}

/** A server that answers heartbeats must do so within this time, or the line is dead. */
const ANSWER_MS = 10_000
/** The same after waking, when somebody is waiting and the line is suspect. */
const WAKE_ANSWER_MS = 3_000
const HEARTBEAT_FRAME = /^\s*{\s*"type"\s*:\s*"heartbeat"/

export function createHeartbeat({ clock, send, onDead }: HeartbeatOptions): Heartbeat {
  /** The server is known to answer: only then its silence means something by itself. */
  let answers = false
  let isAwaited = false
  let heardAt = 0
  let cancelNext: (() => void) | undefined

  function beatIn(ms: number): void {
    isAwaited = false
    cancelNext = clock.after(ms, () => beat(answers ? ANSWER_MS : 0))
  }

  /** With a time to answer in, any frame that comes meanwhile will do. */
  function beat(answerMs: number): void {
    cancelNext?.()
    if (answerMs > 0) {
      isAwaited = true
      cancelNext = clock.after(answerMs, () => (isAwaited ? die() : beatIn(HEARTBEAT_INTERVAL_MS - answerMs)))
    } else {
      beatIn(HEARTBEAT_INTERVAL_MS)
    }
    send({ type: 'heartbeat', data: { timestamp: new Date(clock.now()).toISOString() } })
  }

  function die(): void {
    // Should the next server be one that never answers, its silence is not held against it.
    answers = false
    onDead()
  }

  return {
    start: () => {
      heardAt = clock.now()
      beatIn(HEARTBEAT_INTERVAL_MS)
    },
    stop: () => cancelNext?.(),
    heard: (text) => {
      heardAt = clock.now()
      isAwaited = false
      answers ||= HEARTBEAT_FRAME.test(text)
    },
    probe: () => {
      const silence = clock.now() - heardAt
      // The server gave up on it long ago: asking would only cost time.
      if (silence > HEARTBEAT_TIMEOUT_MS) onDead()
      // Of a server that never answers all that is known is how long it has been silent.
      else beat(answers || silence > HEARTBEAT_INTERVAL_MS ? WAKE_ANSWER_MS : 0)
    },
  }
}
