import type { ConfirmPolicy } from './confirmPolicy.ts'

const OVER = 10

/** What `confirmLargeAudience` takes. */
export interface LargeAudienceOptions {
  /** More people than this are many. @default 10 */
  readonly over?: number
  /** Asks before every message, not only before the first since the room was opened and before files. @default false */
  readonly always?: boolean
}

/** Asks before something goes to many people. */
export function confirmLargeAudience({ over = OVER, always = false }: LargeAudienceOptions = {}): ConfirmPolicy {
  return ({ recipientCount = 0, isFirst, files }) => recipientCount > over && (always || isFirst || files.length > 0)
}
