import type { ChatClientFrameInput, DeliveryFailure } from '@mediconnect/protocol'

type SendMessage = Extract<ChatClientFrameInput, { type: 'send_message' }>
/** What is owed to the server: the data of a `send_message` with its `client_id`. */
export type OutboxMessage = SendMessage['data'] & { readonly client_id: string }

export interface OutboxEntry {
  readonly message: OutboxMessage
  readonly state: 'queued' | 'sending' | 'failed'
  readonly failure?: DeliveryFailure
}

export interface OutboxOptions {
  /** Puts a message on the wire; false when the socket is not open. */
  send(message: OutboxMessage): boolean
  onChange(entries: readonly OutboxEntry[]): void
  /** No echo came for {@link ECHO_TIMEOUT_MS} on an open socket. */
  onStalled(): void
}

/** Messages of one room, kept until the server's echo comes. */
export interface Outbox {
  readonly entries: readonly OutboxEntry[]
  /** With `failure` it has failed before, and waits for the user. */
  add(message: OutboxMessage, failure?: DeliveryFailure): void
  /** The socket is ready: send what is owed, again what was under way. */
  resume(): void
  /**
   * The socket is gone. What was under way is owed again, if the server knows a message sent twice for one;
   * else it fails with `doubt`, since sending it again might double it.
   */
  suspend(doubt?: DeliveryFailure): void
  /** The echo came: nothing more is owed for it. */
  settle(clientId: string): void
  /** The server said no to what is under way. With `retryAfter` (milliseconds) it is tried again then, else it fails. */
  refuse(clientId: string, failure: DeliveryFailure, retryAfter?: number): void
  /** The server takes nothing: all that waits or is under way fails. */
  fail(failure: DeliveryFailure): void
  retry(clientId: string): void
  discard(clientId: string): void
  /** The message whose echo is awaited. */
  readonly underWay: string | undefined
}

/** An echo later than this means that the line is dead. */
const ECHO_TIMEOUT_MS = 10_000

/**
 * Sends one message at a time and waits for its echo: when the third of five is put off by the rate limit,
 * the fourth must not overtake it.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  let entries: readonly OutboxEntry[] = []
  let ready = false
  let paused = false
  let echoTimer: ReturnType<typeof setTimeout> | undefined
  let pauseTimer: ReturnType<typeof setTimeout> | undefined

  const underWay = (): OutboxEntry | undefined => entries.find((entry) => entry.state === 'sending')

  function change(next: readonly OutboxEntry[]): void {
    entries = next
    options.onChange(entries)
  }

  function update(clientId: string, next: Omit<OutboxEntry, 'message'>): void {
    change(entries.map((entry) => (entry.message.client_id === clientId ? { message: entry.message, ...next } : entry)))
  }

  function sendNext(): void {
    if (!ready || paused || underWay()) return
    const next = entries.find((entry) => entry.state === 'queued')
    if (!next || !options.send(next.message)) return
    clearTimeout(echoTimer)
    echoTimer = setTimeout(options.onStalled, ECHO_TIMEOUT_MS)
    update(next.message.client_id, { state: 'sending' })
  }

  function endPause(): void {
    paused = false
    clearTimeout(pauseTimer)
  }

  function remove(clientId: string): void {
    const entry = entries.find(({ message }) => message.client_id === clientId)
    if (!entry) return
    if (entry.state === 'sending') clearTimeout(echoTimer)
    change(entries.filter((other) => other !== entry))
    sendNext()
  }

  return {
    get entries() {
      return entries
    },
    get underWay() {
      return underWay()?.message.client_id
    },
    add: (message, failure) => {
      change([...entries, failure ? { message, state: 'failed', failure } : { message, state: 'queued' }])
      sendNext()
    },
    resume: () => {
      ready = true
      endPause()
      sendNext()
    },
    suspend: (doubt) => {
      ready = false
      endPause()
      clearTimeout(echoTimer)
      const current = underWay()
      if (!current) return
      update(current.message.client_id, doubt ? { state: 'failed', failure: doubt } : { state: 'queued' })
    },
    settle: remove,
    refuse: (clientId, failure, retryAfter) => {
      if (underWay()?.message.client_id !== clientId) return
      clearTimeout(echoTimer)
      if (retryAfter === undefined) {
        update(clientId, { state: 'failed', failure })
        sendNext()
        return
      }
      paused = true
      pauseTimer = setTimeout(() => {
        paused = false
        sendNext()
      }, retryAfter)
      update(clientId, { state: 'queued' })
    },
    fail: (failure) => {
      clearTimeout(echoTimer)
      if (entries.every(({ state }) => state === 'failed')) return
      change(
        entries.map(({ message, ...entry }) =>
          entry.state === 'failed' ? { message, ...entry } : { message, state: 'failed', failure },
        ),
      )
    },
    retry: (clientId) => {
      const entry = entries.find(({ message }) => message.client_id === clientId)
      if (entry?.state !== 'failed') return
      // It goes behind what was written since: the user presses retry now.
      change([...entries.filter((other) => other !== entry), { message: entry.message, state: 'queued' }])
      sendNext()
    },
    discard: remove,
  }
}
