import type { RoomEvent } from './channelLayer.ts'

/** What happened in a room within one turn of the event loop, for all who are in it. */
export interface RoomBatch {
  /** In order; the messages among them without gaps, and the receipts as well. */
  readonly events: readonly RoomEvent[]
  /** Seqs of the first and last message, if there is one. */
  readonly messages: { readonly first: number; readonly last: number } | undefined
  readonly receipts: { readonly first: number; readonly newest: number } | undefined
  /** Who may see all of it; `undefined`: everyone who is there. */
  readonly readers: ReadonlySet<number> | undefined
  /** Some events are for some of the members only: look at each. */
  readonly isMixed: boolean
  /** All frames as they go over the wire, made once for all sockets by `frame`. */
  bytes(frame: (texts: readonly string[]) => Buffer): Buffer
}

export function createRoomBatch(events: readonly RoomEvent[]): RoomBatch {
  let messages: { first: number; last: number } | undefined
  let receipts: { first: number; newest: number } | undefined
  let readerIds: readonly number[] | undefined
  let isMixed = false
  for (const event of events) {
    if (event.kind === 'message') messages = { first: messages?.first ?? event.seq, last: event.seq }
    if (event.kind === 'receipts') receipts = { first: receipts?.first ?? event.first, newest: event.newest }
    if (event.kind === 'typing') isMixed = true
    if ('reader_ids' in event && event.reader_ids) {
      if (readerIds !== undefined && !isSame(readerIds, event.reader_ids)) isMixed = true
      readerIds = event.reader_ids
    }
  }
  let bytes: Buffer | undefined
  return {
    events,
    messages,
    receipts,
    readers: readerIds && new Set(readerIds),
    isMixed,
    bytes: (frame) =>
      (bytes ??= frame(events.flatMap((event) => (event.kind === 'receipts' ? event.texts : event.text)))),
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]))
}
