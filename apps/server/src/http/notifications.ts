import {
  CreateNotificationSchema,
  encodeFrame,
  MAX_PAGE_SIZE,
  NotificationSchema,
  type NotificationServerFrame,
  NotificationTypeSchema,
  PAGE_SIZE,
  PrioritySchema,
  Refusal,
} from '@mediconnect/protocol'
import * as v from 'valibot'
import { isTooDeep } from '../nesting.ts'
import type { NotificationChunk } from '../store/store.ts'
import { asCursor } from '../timestampCursor.ts'
import { auditCall } from './auditCall.ts'
import { createNotificationSender } from './notificationSender.ts'
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

/** Users named in one entry of the audit log, or in one error. */
const MAX_NAMED_USERS = 100

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
  const told = (chunk: NotificationChunk) => publish(chunk, context)
  const onError = (error: unknown) => context.log.error({ err: error }, 'Sending a notification failed')
  const sender = createNotificationSender({ notifications, told, onError })
  app.addHook('onListen', (done) => {
    sender.start()
    done()
  })
  app.addHook('preClose', () => sender.stop())

  app.get('/api/notifications/', async (request) => {
    const user = await requireUser(request, context)
    const query = parse(QuerySchema, request.query)
    const found = await notifications.list(user.id, { ...query, limit: query.limit + 1 })
    auditCall(request, context, { action: 'notifications_listed' })
    return { results: found.slice(0, query.limit), has_more: found.length > query.limit }
  })

  app.post('/api/notifications/', async (request, reply) => {
    const user = await requireUser(request, context)
    if (user.role !== 'admin') throw new Refusal('WS_002', 'Only an admin may send notifications.')
    const body = parse(BodySchema, request.body)
    const { user_ids, roles, notification_type, title, message, priority, metadata } = body
    const audience = user_ids ? { user_ids } : roles ? { roles } : ({ broadcast: true } as const)
    const draft = { audience, notification_type, title, message, priority, metadata }
    const outcome = await notifications.create(draft, told)
    if (outcome.kind === 'unknown_users') {
      const some = outcome.user_ids.slice(0, MAX_NAMED_USERS).join(', ')
      throw new Refusal('WS_006', `There are no such users: ${some}. Nothing was sent.`)
    }
    auditCall(request, context, { action: 'notification_sent', target: audienceText(body) })
    const recipients = outcome.job ? await sender.finish(outcome.job) : outcome.recipients
    // When the server goes in the middle, the rest get it all the same: sending it again would send it twice.
    if (recipients === undefined) return reply.code(202).send({ recipients: outcome.recipients })
    return reply.code(201).send({ recipients })
  })
}

/** Who got it. Of very many users the first; all have it among their notifications. */
function audienceText({ user_ids, roles }: v.InferOutput<typeof BodySchema>): string {
  if (roles) return `roles ${[...new Set(roles)].join(',')}`
  return user_ids ? `users ${user_ids.slice(0, MAX_NAMED_USERS).join(',')} of ${user_ids.length}` : 'broadcast'
}

/** Tells those of its users who are online. The frame is the same for all of them. */
function publish({ user_ids, data }: NotificationChunk, { broadcaster, metrics }: HttpContext): void {
  metrics.notifications.inc(user_ids.length)
  const { created_at, notification_type, priority } = data
  const text = encodeFrame({ type: 'new_notification', data } satisfies NotificationServerFrame)
  broadcaster.publishToUsers(user_ids, { kind: 'notification', created_at, notification_type, priority, text })
  broadcaster.publishToUsers(user_ids, { kind: 'unread' })
}
