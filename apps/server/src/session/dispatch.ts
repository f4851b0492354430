import {
  type FastReaders,
  type FrameOf,
  type FrameTable,
  parseFrame,
  Refusal,
  type RefusalAbout,
} from '@mediconnect/protocol'
import { StoreBusyError } from '../store/store.ts'
import type { Inbound } from './inbound.ts'
import type { Services } from './services.ts'

/** A client whose request met a locked database asks again after this. */
const BUSY_RETRY_MS = 1_000
/** Types that count as a message for the rate limit. */
const MESSAGES: ReadonlySet<string> = new Set(['send_message', 'file_upload'])

/** What a socket's frames are for: the conversation that takes them. */
export interface Receiver<Table extends FrameTable> {
  readonly frames: Table
  /** For those that come often. */
  readonly readers?: FastReaders<Table>
  readonly userId: number
  handle(frame: FrameOf<Table>, inbound: Inbound): Promise<unknown> | void
  onRefusal(refusal: Refusal): void
  onFault(error: unknown): void
}

export interface Dispatch {
  /** A promise is to be waited for before the next frame; a message may still be on its way to the disk then. */
  take(inbound: Inbound): Promise<unknown> | undefined
  /** Settles when everything taken is answered. */
  idle(): Promise<void>
}

/** The messages of one socket that are not on the disk yet: every other frame waits for them. */
export interface OnTheirWay {
  begin(): void
  arrived(): void
  /** Instead of `arrived`: tells the sender why, about the frame of this data. */
  failed(error: unknown, data: unknown): void
}

/** What taking frames needs of the server. */
type DispatchServices = Pick<Services, 'limits'> & { readonly config: Pick<Services['config'], 'maxMessageBytes'> }

/**
 * Messages of one socket share commits instead of waiting for each other's: their handler puts them into the store's
 * queue, which keeps their order, and returns.
 */
const SHARES_COMMITS = 'send_message'
/** Messages of one socket on their way at a time. */
const MAX_ON_THEIR_WAY = 64

/** Raw text → limits → parsed frame → handler → error frame. The one place where a session's errors are caught. */
export class FrameDispatch<Table extends FrameTable> implements Dispatch, OnTheirWay {
  readonly #receiver: Receiver<Table>
  readonly #services: DispatchServices
  #onTheirWay = 0
  #waiting: (() => void)[] | undefined

  constructor(receiver: Receiver<Table>, services: DispatchServices) {
    this.#receiver = receiver
    this.#services = services
  }

  async idle(): Promise<void> {
    while (this.#onTheirWay > 0) await new Promise<void>((resolve) => (this.#waiting ??= []).push(resolve))
  }

  take(inbound: Inbound): Promise<unknown> | undefined {
    const { frames, readers, userId } = this.#receiver
    const { limits, config } = this.#services
    let subject: unknown
    try {
      limits.frame(userId)
      if (inbound.isBinary) throw new Refusal('WS_004', 'Frames are text. This one was binary.')
      const parsed = parseFrame(frames, inbound.text, readers)
      subject = parsed.ok ? parsed.frame.data : parsed.problem
      if (inbound.bytes > config.maxMessageBytes) {
        throw new Refusal(
          'WS_010',
          `A frame has at most ${config.maxMessageBytes} bytes; this one had ${inbound.bytes}.`,
        )
      }
      if (!parsed.ok) throw new Refusal('WS_004', parsed.problem.message)
      const { frame } = parsed
      const mayGoOn = this.#onTheirWay === 0 || (frame.type === SHARES_COMMITS && this.#onTheirWay < MAX_ON_THEIR_WAY)
      const taken = mayGoOn ? this.#admit(frame, inbound) : this.idle().then(() => this.#admit(frame, inbound))
      return taken?.catch((error: unknown) => this.#refuse(error, subject))
    } catch (error) {
      this.#refuse(error, subject)
      return undefined
    }
  }

  #admit(frame: FrameOf<Table>, inbound: Inbound): Promise<unknown> | undefined {
    const admitted = MESSAGES.has(frame.type) ? this.#services.limits.message(this.#receiver.userId) : undefined
    return admitted ? admitted.then(() => this.#handle(frame, inbound)) : this.#handle(frame, inbound)
  }

  #handle(frame: FrameOf<Table>, inbound: Inbound): Promise<unknown> | undefined {
    return this.#receiver.handle(frame, inbound) ?? undefined
  }

  begin(): void {
    this.#onTheirWay++
  }

  failed(error: unknown, data: unknown): void {
    this.#refuse(error, data)
    this.arrived()
  }

  arrived(): void {
    this.#onTheirWay--
    if (this.#onTheirWay > 0 || !this.#waiting) return
    const waiting = this.#waiting
    this.#waiting = undefined
    for (const resolve of waiting) resolve()
  }

  #refuse(error: unknown, subject: unknown): void {
    if (!(error instanceof Refusal) && !(error instanceof StoreBusyError)) this.#receiver.onFault(error)
    const refusal = asRefusal(error)
    this.#receiver.onRefusal(
      new Refusal(refusal.code, refusal.details, { ...aboutOf(subject), ...refusal.about }, refusal.isFinal),
    )
  }
}

/** The message a frame is about, so that the refusal can name it. */
function aboutOf(data: unknown): RefusalAbout {
  if (typeof data !== 'object' || data === null) return {}
  return {
    ...('client_id' in data && typeof data.client_id === 'string' ? { client_id: data.client_id } : {}),
    ...('message_id' in data && typeof data.message_id === 'number' ? { message_id: data.message_id } : {}),
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof StoreBusyError) {
    return new Refusal('WS_003', 'The database does not answer. Send it again with the same client_id.', {
      retry_after: BUSY_RETRY_MS,
    })
  }
  return new Refusal('WS_003', 'The server could not do this. Send it again with the same client_id.', {
    retry_after: BUSY_RETRY_MS,
  })
}
