import type { ChatClientFrameInput, DeliveryFailure } from '@mediconnect/protocol'

type SendMessage = Extract<ChatClientFrameInput, { type: 'send_message' }>
/** What is owed to the server: the data of a `send_message` with its `client_id`. */
export type OutboxMessage = SendMessage['data'] & { readonly client_id: string }

export interface OutboxOptions {
  /** Whether anything waits to be sent. */
  hasNext(): boolean
  /** The oldest message to send, made ready for it; it is asked anew before each. `canGoOn` ends to be true when the socket or the turn is gone. */
  next(canGoOn: () => boolean): Promise<OutboxMessage | undefined>
  /** Puts a message on the wire; false when the socket is not open. */
  send(message: OutboxMessage): boolean
  /** Runs `work` while no other tab sends in this room; `lost` tells that one does all the same. */
  inTurn(signal: AbortSignal, work: (lost: AbortSignal) => Promise<void>): Promise<void>
  onState(clientId: string, state: 'queued' | 'sending'): void
  onFailed(clientId: string, failure: DeliveryFailure): void
  /** No echo came for {@link ECHO_TIMEOUT_MS} on an open socket. */
  onStalled(): void
}

/** Sends what is owed in one room, from the oldest on. */
export interface Outbox {
  /** The message whose echo is awaited. */
  readonly underWay: string | undefined
  /** The socket is open, and the server has greeted. */
  readonly isReady: boolean
  /** Why a message that may be there already is not sent again; nothing where the server knows it again. */
  readonly doubt: DeliveryFailure | undefined
  /** There may be something to send. */
  wake(): void
  /** The socket is ready: send what is owed, again what was under way; unless in `doubt`. */
  resume(doubt?: DeliveryFailure): void
  /**
   * The socket is gone. What was under way is owed again, if the server knows a message sent twice for one;
   * else it fails with `doubt`, since sending it again might double it.
   */
  suspend(doubt?: DeliveryFailure): void
  /** Nothing more is owed for it: the echo came, or the user discarded it. */
  end(clientId: string): void
  /** The server said no to what is under way. With `retryAfter` (milliseconds) it is tried again then, else it fails. */
  refuse(clientId: string, failure: DeliveryFailure, retryAfter?: number): void
  /** Holds back `clientId` and all behind it for `ms`, or until the connection is another one. */
  pause(clientId: string, ms: number): Promise<void>
}

/** An echo later than this means that the line is dead. */
const ECHO_TIMEOUT_MS = 10_000

/**
 * Sends one message at a time and waits for its echo: when the third of five is put off by the rate limit,
 * the fourth must not overtake it.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  let isReady = false
  let doubt: DeliveryFailure | undefined
  let isRunning = false
  /** Something came up while it ran. */
  let again = false
  let waiting = new AbortController()
  let underWay: { readonly clientId: string; readonly over: () => void } | undefined
  let pausing: { readonly clientId: string; readonly end: () => void } | undefined
  let pauseEnded: Promise<void> = Promise.resolve()
  let echoTimer: ReturnType<typeof setTimeout> | undefined
  let pauseTimer: ReturnType<typeof setTimeout> | undefined

  function wake(): void {
    again = true
    if (isRunning || !isReady || !options.hasNext()) return
    isRunning = true
    again = false
    waiting = new AbortController()
    void options
      .inTurn(waiting.signal, flush)
      .catch(() => undefined)
      .then(() => {
        isRunning = false
        if (again) wake()
      })
  }

  async function flush(lost: AbortSignal): Promise<void> {
    const canGoOn = (): boolean => isReady && !lost.aborted
    lost.addEventListener('abort', () => putBack())
    while (canGoOn()) {
      const message = await options.next(canGoOn)
      if (!message || !canGoOn()) return
      await sendAndWait(message)
      await pauseEnded
    }
    again = true
  }

  function sendAndWait(message: OutboxMessage): Promise<void> {
    const clientId = message.client_id
    const over = new Promise<void>((resolve) => {
      underWay = { clientId, over: resolve }
    })
    echoTimer = setTimeout(options.onStalled, ECHO_TIMEOUT_MS)
    if (options.send(message)) {
      if (underWay?.clientId === clientId) options.onState(clientId, 'sending')
    } else {
      // The socket is closing: there will be another one.
      isReady = false
      takeBack()
    }
    return over
  }

  /** Waits no more for the echo; gives whose it was. */
  function takeBack(): string | undefined {
    clearTimeout(echoTimer)
    const before = underWay
    underWay = undefined
    before?.over()
    return before?.clientId
  }

  function putBack(): void {
    const clientId = takeBack()
    if (clientId !== undefined) options.onState(clientId, 'queued')
  }

  function pause(clientId: string, ms: number): Promise<void> {
    pausing?.end()
    pauseEnded = new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(pauseTimer)
        pausing = undefined
        resolve()
      }
      pauseTimer = setTimeout(end, ms)
      pausing = { clientId, end }
    })
    return pauseEnded
  }

  return {
    get underWay() {
      return underWay?.clientId
    },
    get isReady() {
      return isReady
    },
    get doubt() {
      return doubt
    },
    wake,
    resume: (inDoubt) => {
      isReady = true
      doubt = inDoubt
      pausing?.end()
      wake()
    },
    suspend: (inDoubt) => {
      isReady = false
      waiting.abort()
      pausing?.end()
      if (!inDoubt) return putBack()
      const clientId = takeBack()
      if (clientId !== undefined) options.onFailed(clientId, inDoubt)
    },
    end: (clientId) => {
      if (underWay?.clientId === clientId) takeBack()
      if (pausing?.clientId === clientId) pausing.end()
    },
    refuse: (clientId, failure, retryAfter) => {
      if (underWay?.clientId !== clientId) return
      if (retryAfter === undefined) {
        takeBack()
        options.onFailed(clientId, failure)
        return
      }
      void pause(clientId, retryAfter)
      putBack()
    },
    pause,
  }
}
