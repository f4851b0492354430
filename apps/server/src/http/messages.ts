import { MAX_PAGE_SIZE, PAGE_SIZE } from '@mediconnect/protocol'
import * as v from 'valibot'
import { auditCall } from './auditCall.ts'
import { parse, queryCount } from './parse.ts'
import { requireRoom } from './requireRoom.ts'
import { requireUser, type Routes } from './routes.ts'

const MAX = Number.MAX_SAFE_INTEGER
/** Far enough for any room, near enough that `page × page_size` stays exact. */
const MAX_PAGE = 1_000_000_000

const ParamsSchema = v.object({ room: v.string() })
const QuerySchema = v.pipe(
  v.object({
    page: v.optional(queryCount(1, MAX_PAGE)),
    page_size: v.optional(queryCount(1, MAX_PAGE_SIZE)),
    before_seq: v.optional(queryCount(0, MAX)),
    after_seq: v.optional(queryCount(0, MAX)),
    limit: v.optional(queryCount(1, MAX_PAGE_SIZE)),
  }),
  v.check(
    (query) => [query.page, query.before_seq, query.after_seq].filter((each) => each !== undefined).length <= 1,
    'Give one of page, before_seq or after_seq.',
  ),
)

/** A room's history: newest first, except with `after_seq`, which reads onwards. */
export const messageRoutes: Routes = (app, context) => {
  const { messages, rooms } = context.store

  app.get('/api/rooms/:room/messages/', async (request) => {
    const user = await requireUser(request, context)
    const query = parse(QuerySchema, request.query)
    const { name } = await requireRoom(parse(ParamsSchema, request.params).room, user.id, context)
    const limit = (query.page === undefined ? query.limit : undefined) ?? query.page_size ?? query.limit ?? PAGE_SIZE
    // One more than asked for tells whether there is more.
    const offset = ((query.page ?? 1) - 1) * limit
    const found =
      query.after_seq === undefined
        ? await messages.before(name, query.before_seq, limit + 1, offset)
        : await messages.after(name, query.after_seq, limit + 1)
    const unread_count = await rooms.unread(name, user.id)
    const results = found.slice(0, limit)
    auditCall(request, context, { action: 'history_read', room_name: name, ...rangeOf(results) })
    return { results, has_more: found.length > limit, unread_count }
  })
}

function rangeOf(messages: readonly { readonly seq: number }[]): { seq_from?: number; seq_to?: number } {
  const [first, last] = [messages.at(0)?.seq, messages.at(-1)?.seq]
  if (first === undefined || last === undefined) return {}
  return { seq_from: Math.min(first, last), seq_to: Math.max(first, last) }
}
