import type { ChatClientFrameInput, User } from '@mediconnect/protocol'
import { MAX_PAGE_SIZE } from '@mediconnect/protocol/client'
import type { ChatState } from './chat.ts'
import { gapAtEnd } from './chatGaps.ts'
import { newestOfOthers } from './newestOfOthers.ts'

/** Tells the server what arrived here and what was read. */
export interface Receipts {
  /** A new connection: what was told on the old one may have been lost. */
  restart(): void
  /** Tells what is new, if there is anything; nothing that is missing counts as read. */
  tell(): void
}

interface ReceiptsOptions {
  readonly user: User
  chat(): ChatState
  /** The newest message up to which the user has seen everything, 0 for none. */
  readId(): number
  /** False while nothing can be sent. */
  send(frame: ChatClientFrameInput): boolean
}

type Kind = 'message_ack' | 'message_read'

export function createReceipts({ user, chat, readId, send }: ReceiptsOptions): Receipts {
  let told: Record<Kind, number> = { message_ack: 0, message_read: 0 }
  let toldEach = { ...told }

  function tellUpTo(kind: Kind, upToId?: number): void {
    const state = chat()
    const newest = newestOfOthers(state, user.id, upToId)
    if (newest?.id === undefined || newest.id <= told[kind]) return
    if (newest.seq !== undefined) {
      if (send(frame(kind, newest.id, true))) told[kind] = newest.id
      return
    }
    // A server that knows only the spec knows no ranges: each message is told of, once.
    for (const { id, sender, state: reached } of state.messages.slice(0, state.storedCount)) {
      if (id === undefined || id <= told[kind] || id > newest.id) continue
      if (sender.id !== user.id && reached !== 'read' && !send(frame(kind, id, false))) return
      told[kind] = id
    }
  }

  /** Beyond a gap that waits for the reader there is no range: those are told of one by one, the newest of them. */
  function tellEach(kind: Kind, upToId = Infinity): void {
    const state = chat()
    const waiting = state.gaps.findLast(({ missing }) => missing > MAX_PAGE_SIZE)
    if (!waiting) return
    const next = state.gaps.find(({ afterSeq }) => afterSeq >= waiting.beforeSeq) ?? gapAtEnd(state)
    const reached = next?.afterSeq ?? Infinity
    for (const { id, seq = 0, sender } of state.messages.slice(0, state.storedCount).slice(-MAX_PAGE_SIZE)) {
      if (id === undefined || seq < waiting.beforeSeq || seq > reached || sender.id === user.id) continue
      if (id <= Math.max(told[kind], toldEach[kind]) || id > upToId) continue
      if (!send(frame(kind, id, false))) return
      toldEach[kind] = id
    }
  }

  function frame(kind: Kind, message_id: number, up_to: boolean): ChatClientFrameInput {
    const range = up_to ? { up_to } : {}
    if (kind === 'message_ack') return { type: kind, data: { message_id, ...range } }
    return { type: kind, data: { message_id, reader_id: user.id, ...range } }
  }

  return {
    restart: () => {
      const newest = newestOfOthers(chat(), user.id)
      // Telling it again costs one frame with ranges, and one a message without.
      if (newest?.seq !== undefined) told = { message_ack: 0, message_read: 0 }
      toldEach = { message_ack: 0, message_read: 0 }
    },
    tell: () => {
      if (readId() > 0) {
        tellUpTo('message_read', readId())
        tellEach('message_read', readId())
      }
      tellUpTo('message_ack')
      tellEach('message_ack')
    },
  }
}
