import type { ChatServerFrame, ErrorFrame, User } from '@mediconnect/protocol'
import { isErrorCode, isRetryable, TYPING_STOP_MS } from '@mediconnect/protocol/client'
import { backoffDelay } from '../transport/backoff.ts'
import type { Outbox } from '../transport/outbox.ts'
import type { ServerKind } from './roomConnection.ts'

/** What frames make the client do, beyond the change of state. */
export interface RoomEffects {
  follow(frame: ChatServerFrame): void
  stop(): void
}

interface RoomEffectsOptions {
  readonly outbox: Pick<Outbox, 'underWay' | 'refuse'>
  onGreeted(server: ServerKind): void
  /** The end of someone's typing got lost. */
  onTypingLost(user: User): void
}

/** A typing indicator whose end got lost goes after this long. */
const TYPING_LOST_MS = TYPING_STOP_MS + 1_500

export function createRoomEffects({ outbox, onGreeted, onTypingLost }: RoomEffectsOptions): RoomEffects {
  const typingTimers = new Map<number, ReturnType<typeof setTimeout>>()
  let refusals = 0

  function followError(error: ErrorFrame['data']): void {
    const { code, message, details } = error
    const clientId = error.client_id ?? (meansMessage(error) ? outbox.underWay : undefined)
    if (!clientId) return
    const again = isRetryable(code)
    const wait = error.retry_after ?? backoffDelay(refusals++, Math.random)
    outbox.refuse(clientId, { code, message: details ? `${message}: ${details}` : message }, again ? wait : undefined)
  }

  return {
    follow: (frame) => {
      switch (frame.type) {
        case 'connection_status':
          if (frame.data.status !== 'disconnected') onGreeted(frame.data.last_seq === undefined ? 'bare' : 'full')
          break
        case 'typing_notification': {
          const { user, is_typing } = frame.data
          clearTimeout(typingTimers.get(user.id))
          if (is_typing) typingTimers.set(user.id, setTimeout(onTypingLost, TYPING_LOST_MS, user))
          break
        }
        case 'error':
          followError(frame.data)
          break
        case 'chat_message':
          refusals = 0
          break
        case 'message_status':
        case 'presence_status':
        case 'file_shared':
        case 'heartbeat':
          break
        default:
          frame satisfies never
      }
    },
    stop: () => {
      for (const timer of typingTimers.values()) clearTimeout(timer)
      typingTimers.clear()
    },
  }
}

/** Codes of a bare server that say a message was not delivered. */
const CHAT_CODE = /^CHAT_/

/** Whether an error that names no message is about the one under way: a bare server never names it. */
function meansMessage({ code, message_id }: ErrorFrame['data']): boolean {
  if (message_id != null) return false
  if (!isErrorCode(code)) return CHAT_CODE.test(code)
  return !['WS_001', 'WS_005', 'WS_008', 'WS_009'].includes(code)
}
