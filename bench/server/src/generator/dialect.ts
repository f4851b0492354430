import type { Seat } from '../contestants/seat.ts'

/** What a text frame from a server is to the generator. */
export const FRAME = { other: 0, delivery: 1, ready: 2, ping: 3, opened: 4, fault: 5 } as const
export type FrameKind = (typeof FRAME)[keyof typeof FRAME]

/** Bytes of a payload that are enough to tell its kind. */
export const PEEK_BYTES = 12

/** Stands in a message's text wherever the number of the message goes; as long as it. */
export const SLOT = '@'.repeat(12)

/** How to speak to a contestant. */
export interface Dialect {
  /** Path and query to dial. `since`: how many of the room's messages the socket has seen before. */
  path(seat: Seat, since: number | undefined): string
  /** A message of this seat, with {@link SLOT} where its number goes. */
  message(seat: Seat): string
  /** Tells frames apart by their first bytes. */
  classify(data: Buffer, start: number, length: number): FrameKind
  /** Answer to an `opened` frame. */
  readonly hello?: string
  /** Answer to a `ping` frame. */
  readonly pong?: string
}

/** The text every message carries: who wrote it and which of theirs it is. */
export function messageText({ userId }: Seat): string {
  return `The results of the blood test are back, all is well #${userId}:${SLOT}`
}

/** Finds what {@link messageText} put into a frame. */
export function parseMarker(text: string): { userId: number; number: number } | undefined {
  const found = /#(\d+):(\d{12})/.exec(text)
  return found ? { userId: Number(found[1]), number: Number(found[2]) } : undefined
}
