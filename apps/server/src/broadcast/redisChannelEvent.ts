import { NotificationTypeSchema, PresenceStatusSchema, PrioritySchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import type { ChannelEvent } from './channelLayer.ts'

/** A room may have thousands of members, and thousands of events a second: their ids are looked at in one go. */
const IdsSchema = v.custom<readonly number[]>((value) => Array.isArray(value) && value.every(Number.isSafeInteger))
const TextsSchema = v.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.every((text) => typeof text === 'string'),
)
const count = v.pipe(v.number(), v.safeInteger())
const text = v.string()

const NoticeSchema = v.object({ kind: v.literal('notice'), text })

const UserEventSchema = v.variant('kind', [
  v.object({
    kind: v.literal('notification'),
    created_at: v.string(),
    notification_type: NotificationTypeSchema,
    priority: PrioritySchema,
    text,
  }),
  NoticeSchema,
  v.object({ kind: v.literal('unread') }),
])

const ChannelEventSchema: v.GenericSchema<unknown, ChannelEvent> = v.variant('kind', [
  v.object({ kind: v.literal('message'), seq: count, reader_ids: IdsSchema, text }),
  v.object({ kind: v.literal('receipts'), first: count, newest: count, at_seq: count, texts: TextsSchema }),
  v.object({ kind: v.literal('typing'), user_id: count, text }),
  v.object({ kind: v.literal('presence'), user_id: count, status: PresenceStatusSchema, text }),
  v.object({ ...NoticeSchema.entries, reader_ids: v.optional(IdsSchema) }),
  v.object({ kind: v.literal('users'), user_ids: IdsSchema, event: UserEventSchema }),
])

const TimedEventSchema = v.strictTuple([v.number(), ChannelEventSchema])

/** An event as it travels: when it was published, and what it was. */
export const encodeTimedEvent = (at: number, event: ChannelEvent): string => JSON.stringify([at, event])

export function readTimedEvent(item: unknown): { at: number; event: ChannelEvent } | undefined {
  const result = v.safeParse(TimedEventSchema, item, { abortEarly: true })
  return result.success ? { at: result.output[0], event: result.output[1] } : undefined
}
