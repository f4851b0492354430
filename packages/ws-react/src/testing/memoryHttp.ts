import {
  ERRORS,
  MAX_PAGE_SIZE,
  PAGE_SIZE,
  type ErrorCode,
  type Notification,
  type PresenceStatus,
  type User,
} from '@mediconnect/protocol'
import type { MemoryRooms } from './memoryRooms.ts'

/** What the HTTP calls look at. */
export interface HttpWorld {
  readonly userId: number | undefined
  readonly rooms: MemoryRooms
  readonly files: Map<string, Blob>
  readonly notifications: ReadonlyMap<number, readonly Notification[]>
  presenceOf(userId: number): PresenceStatus
  userOf(userId: number): User
}

/** Answers the HTTP calls of the contract that the client makes. */
export async function answerHttp(request: Request, world: HttpWorld): Promise<Response> {
  const url = new URL(request.url)
  const { userId, rooms } = world
  if (userId === undefined) return refusal('WS_001', 'Sign in first.')

  const messages = /^\/api\/rooms\/([^/]+)\/messages\/?$/.exec(url.pathname)
  if (messages) return messagePage(url, messages[1] ?? '', userId, rooms)
  if (/^\/api\/rooms\/?$/.test(url.pathname)) return Response.json({ results: rooms.of(userId).map(summary) })
  if (/^\/api\/notifications\/?$/.test(url.pathname))
    return notificationPage(url, world.notifications.get(userId) ?? [])
  if (/^\/api\/uploads\/?$/.test(url.pathname)) return upload(await request.formData())
  const file = world.files.get(url.pathname)
  if (file) return new Response(file)
  return refusal('WS_005', `Nothing is at ${url.pathname}.`)

  function summary(room: ReturnType<MemoryRooms['of']>[number]) {
    return {
      room_name: room.name,
      title: room.title ?? null,
      members: room.members.map((id) => ({ ...world.userOf(id), status: world.presenceOf(id), last_seen: null })),
      last_message: room.messages.at(-1) ?? null,
      unread_count: rooms.unread(room, userId ?? 0),
      last_seq: room.messages.length,
    }
  }

  function upload(form: FormData): Response {
    const sent = form.get('file')
    if (!(sent instanceof File)) return refusal('WS_004', 'The field "file" is missing.')
    const id = crypto.randomUUID()
    const file_url = `/api/uploads/${id}/${encodeURIComponent(sent.name)}`
    world.files.set(file_url, sent)
    return Response.json({ id, file_url, file_name: sent.name, file_size: sent.size, content_type: sent.type })
  }
}

function messagePage(url: URL, roomName: string, userId: number, rooms: MemoryRooms): Response {
  const room = rooms.get(roomName)
  if (!room) return refusal('WS_005', `There is no room "${roomName}".`)
  if (!room.members.includes(userId)) return refusal('WS_002', 'You are not a member of this room.')
  const number = (name: string): number | undefined => {
    const value = url.searchParams.get(name)
    return value === null ? undefined : Number(value)
  }
  const limit = Math.min(number('limit') ?? number('page_size') ?? PAGE_SIZE, MAX_PAGE_SIZE)
  const unread_count = rooms.unread(room, userId)
  const after = number('after_seq')
  if (after !== undefined) {
    const results = room.messages.slice(after, after + limit)
    return Response.json({ results, has_more: after + limit < room.messages.length, unread_count })
  }
  const before = number('before_seq')
  const end = before === undefined ? room.messages.length - ((number('page') ?? 1) - 1) * limit : before - 1
  const start = Math.max(0, end - limit)
  return Response.json({ results: room.messages.slice(start, end).reverse(), has_more: start > 0, unread_count })
}

function notificationPage(url: URL, all: readonly Notification[]): Response {
  const before = url.searchParams.get('before')
  const older = all.filter(({ created_at }) => before === null || created_at < before)
  const newestFirst = older.toSorted((a, b) => b.created_at.localeCompare(a.created_at))
  return Response.json({ results: newestFirst.slice(0, PAGE_SIZE), has_more: newestFirst.length > PAGE_SIZE })
}

function refusal(code: ErrorCode, details: string): Response {
  const { message, httpStatus } = ERRORS[code]
  return Response.json({ code, message, details }, { status: httpStatus })
}
