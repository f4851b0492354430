import {
  type CreateNotification,
  CreateNotificationSchema,
  MAX_PAGE_SIZE,
  PAGE_SIZE,
  Refusal,
  type RoomSummary,
  type User,
  type UserProfile,
} from '@mediconnect/protocol'
import type { MemoryLimits } from './memoryLimits.ts'
import type { MemoryNotifications } from './memoryNotifications.ts'
import type { MemoryPresence } from './memoryPresence.ts'
import type { MemoryRoom, MemoryRooms } from './memoryRooms.ts'
import type { MemoryUploads } from './memoryUploads.ts'
import { timestampKey } from './timestampKey.ts'
import { refusalResponse } from './refusalAnswers.ts'

/** What the HTTP calls look at. */
export interface HttpWorld {
  /** The caller, by bearer token. */
  identify(request: Request): User | undefined
  readonly users: readonly User[]
  readonly rooms: MemoryRooms
  readonly uploads: MemoryUploads
  readonly limits: MemoryLimits
  readonly presence: MemoryPresence
  readonly notifications: MemoryNotifications
}

interface Call {
  readonly request: Request
  readonly caller: User
  readonly query: URLSearchParams
  /** What the path has in its brackets. */
  readonly parts: readonly string[]
}

type Route = readonly [method: string, path: RegExp, answer: (call: Call) => Response | Promise<Response>]

/** The HTTP calls of the contract that a signed-in client makes. */
export function createMemoryHttp(world: HttpWorld): (request: Request) => Promise<Response> {
  const { rooms, uploads, notifications, users } = world

  const routes: readonly Route[] = [
    [
      'GET',
      /^\/api\/rooms\/?$/,
      ({ caller }) => Response.json({ results: rooms.of(caller.id).map(summaryFor(caller)) }),
    ],
    ['GET', /^\/api\/rooms\/([^/]+)\/messages\/?$/, messagePage],
    ['GET', /^\/api\/users\/([^/]+)\/?$/, profile],
    ['POST', /^\/api\/uploads\/?$/, upload],
    ['GET', /^(\/api\/uploads\/[^/]+\/[^/]+)$/, download],
    ['GET', /^\/api\/notifications\/?$/, notificationPage],
    ['POST', /^\/api\/notifications\/?$/, createNotification],
  ]

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url)
    const caller = world.identify(request)
    if (!caller) throw new Refusal('WS_001', 'Send a good access token as `Authorization: Bearer …`.')
    for (const [method, path, respond] of routes) {
      const match = method === request.method ? path.exec(pathname) : undefined
      if (match) return respond({ request, caller, query, parts: match.slice(1).map(decodeURIComponent) })
    }
    throw new Refusal('WS_005', `Nothing is at ${request.method} ${pathname}.`)
  }

  function profileOf(user: User): UserProfile {
    return { ...user, ...world.presence.of(user.id) }
  }

  function summaryFor(caller: User): (room: MemoryRoom) => RoomSummary {
    return (room) => ({
      room_name: room.name,
      title: room.title ?? null,
      members: users.filter(({ id }) => room.members.has(id)).map(profileOf),
      last_message: room.messages.at(-1) ?? null,
      unread_count: rooms.unread(room, caller.id),
      last_seq: room.messages.length,
    })
  }

  function messagePage({ caller, query, parts: [name = ''] }: Call): Response {
    const room = rooms.enter(name, caller.id)
    const [page, before, after] = ['page', 'before_seq', 'after_seq'].map((each) => count(query, each))
    if ([page, before, after].filter((each) => each !== undefined).length > 1) {
      throw new Refusal('WS_004', 'Give one of page, before_seq or after_seq.')
    }
    const asked = (page === undefined ? count(query, 'limit', MAX_PAGE_SIZE) : undefined) ?? count(query, 'page_size')
    const limit = Math.min(asked ?? PAGE_SIZE, MAX_PAGE_SIZE)
    const unread_count = rooms.unread(room, caller.id)
    const all = room.messages
    if (after !== undefined) {
      return Response.json({
        results: all.slice(after, after + limit),
        has_more: after + limit < all.length,
        unread_count,
      })
    }
    const end = Math.max(0, before === undefined ? all.length - ((page ?? 1) - 1) * limit : before - 1)
    const start = Math.max(0, end - limit)
    return Response.json({ results: all.slice(start, end).reverse(), has_more: start > 0, unread_count })
  }

  function profile({ caller, parts: [id] }: Call): Response {
    const user = id === 'me' ? caller : users.find((each) => String(each.id) === id)
    if (!user) throw new Refusal('WS_006', 'There is no such user.')
    return Response.json(profileOf(user))
  }

  async function upload({ request, caller }: Call): Promise<Response> {
    const form = await request.formData()
    const [first] = form.keys()
    const [name, file] = [form.get('room_name'), form.get('file')]
    if (first !== 'room_name' || typeof name !== 'string') {
      throw new Refusal('WS_004', 'room_name must come before file, so that it is known who may send it.')
    }
    const room = rooms.enter(name, caller.id)
    if (!(file instanceof File)) throw new Refusal('WS_004', 'The file is missing.')
    world.limits.upload(file)
    return Response.json(uploads.add(room.name, file), { status: 201 })
  }

  function download({ caller, request }: Call): Response {
    const found = uploads.find(new URL(request.url).pathname)
    if (!found) throw new Refusal('WS_005', 'There is no such upload.')
    rooms.enter(found.roomName, caller.id)
    return new Response(found.file, {
      headers: {
        'content-type': found.file.type || 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.file.name)}`,
        'x-content-type-options': 'nosniff',
      },
    })
  }

  function notificationPage({ caller, query }: Call): Response {
    const [type, priority, before, unread] = ['type', 'priority', 'before', 'unread'].map(
      (each) => query.get(each) ?? undefined,
    )
    if (before !== undefined && timestampKey(before) === '') {
      throw new Refusal('WS_004', 'before must be the created_at of a notification.')
    }
    const isUnread = unread === undefined ? undefined : unread !== 'false' && unread !== '0'
    const found = notifications.list(caller.id, { type, priority, before, unread: isUnread })
    const limit = count(query, 'limit', MAX_PAGE_SIZE) ?? PAGE_SIZE
    return Response.json({ results: found.slice(0, limit), has_more: found.length > limit })
  }

  async function createNotification({ request, caller }: Call): Promise<Response> {
    if (caller.role !== 'admin') throw new Refusal('WS_002', 'Only an admin may send notifications.')
    const checked = await CreateNotificationSchema['~standard'].validate(await request.json())
    if (checked.issues) throw new Refusal('WS_004', checked.issues[0]?.message ?? 'The body is not of the protocol.')
    const { notification_type, title, message, priority, metadata } = checked.value
    const audience = audienceOf(checked.value)
    const unknown = audience.filter((id) => !users.some((user) => user.id === id))
    if (unknown.length > 0) throw new Refusal('WS_006', `There are no such users: ${unknown.join(', ')}.`)
    notifications.add(audience, { notification_type, title, message, priority, metadata })
    return Response.json({ recipients: audience.length }, { status: 201 })
  }

  function audienceOf({ user_ids, roles }: Pick<CreateNotification, 'user_ids' | 'roles'>): number[] {
    if (user_ids) return [...new Set(user_ids)]
    return users.filter(({ role }) => !roles || (role && roles.includes(role))).map(({ id }) => id)
  }

  return (request) =>
    answer(request).catch((error: unknown) => {
      if (error instanceof Refusal) return refusalResponse(error)
      throw error
    })
}

/** A whole number in a query. */
function count(query: URLSearchParams, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const value = Number(text)
  if (/^\d{1,16}$/.test(text) && value <= most) return value
  throw new Refusal('WS_004', `${name}: expected a whole number of at most ${most}.`)
}
