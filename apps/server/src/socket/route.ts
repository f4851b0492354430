import { parseRoom, Refusal, type Room } from '@mediconnect/protocol'
import { asCursor } from '../timestampCursor.ts'

/** What a socket asks for with its URL. */
export type Route =
  | {
      readonly kind: 'chat'
      readonly room: Room
      readonly since: number | undefined
      readonly limit: number | undefined
    }
  | { readonly kind: 'notifications'; readonly since: string | undefined }

/** A request's target taken apart. Paths are taken as they stand: what would have to be made straight is nobody's. */
export interface Target {
  readonly path: string
  readonly query: URLSearchParams
}

const CHAT = /^\/ws\/chat\/([^/]+)\/?$/
const NOTIFICATIONS = /^\/ws\/notifications\/?$/

export function isSocketPath(path: string): boolean {
  return CHAT.test(path) || NOTIFICATIONS.test(path)
}

export function parseTarget(target: string): Target {
  const end = target.indexOf('?')
  return end < 0
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, end), query: new URLSearchParams(target.slice(end)) }
}

/** Reads what a socket asks for. Throws WS_005 for a name that no room can have and WS_004 for a wrong parameter. */
export function parseRoute({ path, query }: Target): Route {
  const since = query.get('since')
  const name = CHAT.exec(path)?.[1]
  if (name === undefined) return { kind: 'notifications', since: since === null ? undefined : cursor(since) }
  const room = parseRoom(decode(name))
  if (!room) throw new Refusal('WS_005', 'Rooms are named {low}_{high}, clinic_{id} or department_{id}.')
  return {
    kind: 'chat',
    room,
    since: since === null ? undefined : count('since', since),
    limit: query.has('limit') ? count('limit', query.get('limit') ?? '') : undefined,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value
  throw new Refusal('WS_004', `${name} must be a whole number, 0 or more.`)
}

function cursor(text: string): string {
  const value = asCursor(text)
  if (value === undefined) throw new Refusal('WS_004', 'since must be the created_at of a notification.')
  return value
}
