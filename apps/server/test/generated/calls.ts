import { call } from '../call.ts'
import type { HostileInput } from './hostileInput.ts'
import type { Random } from './random.ts'

type Call = readonly [method: 'GET' | 'POST', path: string]

const CALLS: readonly [Call, ...Call[]] = [
  ['POST', '/api/token/'],
  ['POST', '/api/token/refresh/'],
  ['GET', '/api/rooms/'],
  ['GET', '/api/rooms/{any}/messages/'],
  ['GET', '/api/rooms/clinic_1/messages/?page={any}&page_size={any}'],
  ['GET', '/api/rooms/clinic_1/messages/?before_seq={any}&limit={any}'],
  ['GET', '/api/users/{any}/'],
  ['POST', '/api/uploads/'],
  ['GET', '/api/uploads/{any}/{any}'],
  ['GET', '/api/notifications/?unread={any}&type={any}&before={any}'],
  ['POST', '/api/notifications/'],
  ['GET', '/api/audit/?user_id={any}&room_name={any}&after={any}&before={any}&action={any}'],
  ['GET', '/healthz?{any}'],
  ['GET', '/metrics?{any}'],
]

const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=B',
  'multipart/form-data',
] as const

/** A call of a route that exists, with a query, a body and headers that make little sense. */
export function callInput(random: Random): HostileInput {
  const [method, template] = random.pick(CALLS)
  const path = template.replaceAll('{any}', () => encodeURIComponent(random.text(random.whole(12)).toWellFormed()))
  const userId = random.pick([1, 200, 124, 457, undefined])
  const headers = { 'content-type': random.pick(TYPES) }
  const body = method === 'GET' ? undefined : bodyOf(random)
  return {
    name: `${method} ${path} as ${String(userId)}: ${headers['content-type']} ${String(body?.slice(0, 200))}`,
    async run(server) {
      const answer = await call(server, userId, path, method === 'GET' ? {} : { method, headers, body })
      return `HTTP/1.1 ${answer.status}\r\n\r\n${JSON.stringify(answer.body)}`
    },
  }
}

function bodyOf(random: Random): string {
  switch (random.whole(6)) {
    case 0:
      return random.text(random.whole(500)).toWellFormed()
    case 1:
      return `--B\r\ncontent-disposition: form-data; name="room_name"\r\n\r\n${random.text(8).toWellFormed()}\r\n--B--\r\n`
    case 2:
      return `--B\r\ncontent-disposition: form-data; name="room_name"\r\n\r\nclinic_1\r\n--B\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(random.text(9).toWellFormed())}"\r\ncontent-type: image/png\r\n\r\n${random.text(50).toWellFormed()}`
    case 3:
      return `{"username":${'['.repeat(random.whole(4_000))}`
    case 4:
      return JSON.stringify({
        username: random.text(5),
        password: random.text(5),
        refresh: random.json(),
        user_ids: random.json(),
        notification_type: 'system',
        title: random.text(5),
        message: random.text(5),
        metadata: random.json(),
      })
    default:
      return JSON.stringify(random.json())
  }
}
