import { AUDIT_ACTIONS, type AuditPage, MAX_PAGE_SIZE, PAGE_SIZE, Refusal } from '@mediconnect/protocol'
import * as v from 'valibot'
import { isoTime } from '../isoTime.ts'
import { asCursor } from '../timestampCursor.ts'
import { auditCall } from './auditCall.ts'
import { parse, queryCount } from './parse.ts'
import { requireUser, type Routes } from './routes.ts'

const id = queryCount(1, Number.MAX_SAFE_INTEGER)
const MAX_ROOM_NAME = 64

const QuerySchema = v.object({
  user_id: v.optional(id),
  room_name: v.optional(v.pipe(v.string(), v.regex(/^\w+$/), v.maxLength(MAX_ROOM_NAME))),
  action: v.optional(v.picklist(AUDIT_ACTIONS)),
  after: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => Date.parse(asCursor(text) ?? '')),
      v.check((time) => !Number.isNaN(time), 'after must be a time like 2024-01-15T10:30:00Z.'),
    ),
  ),
  before: v.optional(id),
  limit: v.optional(queryCount(1, MAX_PAGE_SIZE), String(PAGE_SIZE)),
})

/** Who did what, for admins, newest first: `after` a time, `before` the id of an entry. Reading it is written down, too. */
export const auditRoutes: Routes = (app, context) => {
  app.get('/api/audit/', async (request): Promise<AuditPage> => {
    const user = await requireUser(request, context)
    if (user.role !== 'admin') throw new Refusal('WS_002', 'Only an admin may read the audit log.')
    const { after, limit, ...filter } = parse(QuerySchema, request.query)
    const found = await context.store.audit.list({ ...filter, since: after, limit: limit + 1 })
    const { user_id, room_name, action } = filter
    const asked = Object.entries({
      user_id,
      action,
      before: filter.before,
      after: after && isoTime(after),
    })
    const target = asked.flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`)).join('&')
    auditCall(request, context, { action: 'audit_read', room_name, target })
    return { results: found.slice(0, limit), has_more: found.length > limit }
  })
}
