import { parseFrame, type FrameOf, type FrameTable } from '@mediconnect/protocol'
import { Refusal, type RefusalAbout } from '../refusal.ts'
import { StoreBusyError } from '../store/store.ts'
import type { Inbound } from './inbound.ts'
import type { Limits } from './limits.ts'

/** A client whose request met a locked database asks again after this. */
const BUSY_RETRY_MS = 1_000
/** Types that count as a message for the rate limit. */
const MESSAGES: ReadonlySet<string> = new Set(['send_message', 'file_upload'])

interface Options<Table extends FrameTable> {
  readonly frames: Table
  readonly handle: (frame: FrameOf<Table>, inbound: Inbound) => Promise<void> | void
  readonly limits: Limits
  readonly maxMessageBytes: number
  readonly userId: number
  readonly onRefusal: (refusal: Refusal) => void
  readonly onFault: (error: unknown) => void
}

export interface Dispatch {
  /** Settles when the next frame may be taken; a message may still be on its way to the disk then. */
  take(inbound: Inbound): Promise<void>
  /** Settles when everything taken is answered. */
  idle(): Promise<void>
}

/**
 * Messages of one socket share commits instead of waiting for each other's: their handler puts them into the store's
 * queue, which keeps their order, before it first waits. Every other frame waits for them.
 */
const SHARES_COMMITS = 'send_message'
/** Messages of one socket on their way at a time. */
const MAX_ON_THEIR_WAY = 64

/** Raw text → limits → parsed frame → handler → error frame. The one place where a session's errors are caught. */
export function createDispatch<Table extends FrameTable>(options: Options<Table>): Dispatch {
  const { frames, handle, limits, maxMessageBytes, userId, onRefusal, onFault } = options

  let onTheirWay = 0
  let waiting: (() => void)[] = []

  async function idle(): Promise<void> {
    while (onTheirWay > 0) await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function refuse(error: unknown, about: RefusalAbout): void {
    if (!(error instanceof Refusal) && !(error instanceof StoreBusyError)) onFault(error)
    const refusal = asRefusal(error)
    onRefusal(new Refusal(refusal.code, refusal.details, { ...about, ...refusal.about }, refusal.isFinal))
  }

  function follow(task: Promise<void>, about: RefusalAbout): void {
    onTheirWay++
    task.then(arrived, (error: unknown) => {
      refuse(error, about)
      arrived()
    })
  }

  function arrived(): void {
    onTheirWay--
    if (onTheirWay > 0 || waiting.length === 0) return
    for (const resolve of waiting) resolve()
    waiting = []
  }

  return {
    idle,
    async take(inbound) {
      let about: RefusalAbout = {}
      try {
        limits.frame(userId)
        if (inbound.isBinary) throw new Refusal('WS_004', 'Frames are text. This one was binary.')
        const parsed = parseFrame(frames, inbound.text)
        about = aboutOf(parsed.ok ? parsed.frame.data : parsed.problem)
        if (inbound.bytes > maxMessageBytes) {
          throw new Refusal('WS_010', `A frame has at most ${maxMessageBytes} bytes; this one had ${inbound.bytes}.`)
        }
        if (!parsed.ok) throw new Refusal('WS_004', parsed.problem.message)
        const { type } = parsed.frame
        if (type !== SHARES_COMMITS || onTheirWay >= MAX_ON_THEIR_WAY) await idle()
        const admitted = MESSAGES.has(type) ? limits.message(userId) : undefined
        if (admitted) await admitted
        const handled = handle(parsed.frame, inbound)
        if (type === SHARES_COMMITS && handled) follow(handled, about)
        else await handled
      } catch (error) {
        refuse(error, about)
      }
    },
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
