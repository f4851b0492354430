import {
  CreateNotificationSchema,
  encodeFrame,
  MAX_PAGE_SIZE,
  NotificationSchema,
  NotificationTypeSchema,
  PAGE_SIZE,
  PrioritySchema,
  type NotificationServerFrame,
} from '@mediconnect/protocol'
import * as v from 'valibot'
import { userChannel } from '../broadcast/channelLayer.ts'
import { isTooDeep } from '../nesting.ts'
import { Refusal } from '../refusal.ts'
import type { CreateOutcome } from '../store/store.ts'
import { asCursor } from '../timestampCursor.ts'
import { parse, queryCount } from './parse.ts'
import { requireUser, type HttpContext, type Routes } from './routes.ts'

const QuerySchema = v.object({
  unread: v.optional(
    v.pipe(
      v.string(),
      v.toLowerCase(),
      v.picklist(['true', 'false', '1', '0', '']),
      // `?unread=` alone asks for the unread ones.
      v.transform((value) => value !== 'false' && value !== '0'),
    ),
  ),
  type: v.optional(NotificationTypeSchema),
  priority: v.optional(PrioritySchema),
  before: v.optional(
    v.pipe(
      v.string(),
      v.transform((value) => asCursor(value) ?? ''),
      v.check((value) => value !== '', 'before must be the created_at of a notification.'),
    ),
  ),
  limit: v.optional(queryCount(1, MAX_PAGE_SIZE), String(PAGE_SIZE)),
})

/** What could not be read back would hide all the user's other notifications. */
const BodySchema = v.pipe(
  CreateNotificationSchema,
  v.check(
    ({ metadata }) => !isTooDeep(metadata) && v.is(NotificationSchema.entries.metadata, metadata),
    'metadata: expected links that are texts, and less nesting.',
  ),
)

/** The caller's notifications, and an admin's way to send one. */
export const notificationRoutes: Routes = (app, context) => {
  const { notifications } = context.store

  app.get('/api/notifications/', async (request) => {
    const user = await requireUser(request, context)
    const query = parse(QuerySchema, request.query)
    const found = await notifications.list(user.id, { ...query, limit: query.limit + 1 })
    return { results: found.slice(0, query.limit), has_more: found.length > query.limit }
  })

  app.post('/api/notifications/', async (request, reply) => {
    const user = await requireUser(request, context)
    if (user.role !== 'admin') throw new Refusal('WS_002', 'Only an admin may send notifications.')
    const body = parse(BodySchema, request.body)
    const { user_ids, roles, notification_type, title, message, priority, metadata } = body
    const audience = user_ids ? { user_ids } : roles ? { roles } : ({ broadcast: true } as const)
    const draft = { audience, notification_type, title, message, priority, metadata }
    const outcome = await notifications.create(draft, (created) => publish(created, context))
    if (outcome.kind === 'unknown_users') {
      throw new Refusal('WS_006', `There are no such users: ${outcome.user_ids.join(', ')}. Nothing was sent.`)
    }
    return reply.code(201).send({ recipients: outcome.notifications.length })
  })
}

function publish(outcome: CreateOutcome, { broadcaster, metrics }: HttpContext): void {
  if (outcome.kind !== 'created') return
  metrics.notifications.inc(outcome.notifications.length)
  for (const { user_id, data } of outcome.notifications) {
    const frame: NotificationServerFrame = { type: 'new_notification', data }
    const { created_at, notification_type, priority } = data
    const channel = userChannel(user_id)
    broadcaster.publish(channel, {
      kind: 'notification',
      created_at,
      notification_type,
      priority,
      text: encodeFrame(frame),
    })
    broadcaster.publish(channel, { kind: 'unread' })
  }
}
