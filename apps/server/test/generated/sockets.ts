import { chatClientFrames, notificationClientFrames } from '@mediconnect/protocol'
import { openRaw, upgradeRequest, wsFrame } from '../rawSocket.ts'
import type { TestServer } from '../startServer.ts'
import type { HostileInput } from './hostileInput.ts'
import type { Random } from './random.ts'

const PATHS = ['/ws/chat/clinic_1/', '/ws/notifications/'] as const
const CLOSE = 8
const NORMAL = Buffer.from([0x03, 0xe8])
const TYPES: [string, ...string[]] = [
  'constructor',
  ...Object.keys({ ...chatClientFrames, ...notificationClientFrames }),
]

/** WebSocket frames with whatever can be wrong about one. */
export function frameInput(random: Random): HostileInput {
  const frames = Array.from({ length: 1 + random.whole(4) }, () => {
    const payload = random.bytes(random.pick([0, 1, 2, 125, 126, 500, 5_000]))
    return wsFrame(payload, {
      opcode: random.chance(0.5) ? random.pick([0, 1, 2, 8, 9, 10]) : random.whole(16),
      fin: random.chance(0.6),
      reserved: random.chance(0.2) ? random.whole(8) : 0,
      isMasked: random.chance(0.9),
      length: random.chance(0.2) ? random.pick([0n, 127n, 70_000n, 2n ** 40n, 2n ** 63n]) : BigInt(payload.length),
    })
  })
  const bytes = Buffer.concat(frames)
  const cut = random.chance(0.3) ? bytes.subarray(0, random.whole(bytes.length + 1)) : bytes
  return { name: `frames ${cut.toString('hex').slice(0, 200)}`, run: converse(random, cut) }
}

/** Text messages: broken, deep, huge, and of wrong types for every frame of the protocol. */
export function messageInput(random: Random): HostileInput {
  const texts = Array.from({ length: 1 + random.whole(5) }, () => messageText(random))
  const frames = texts.map((text) => wsFrame(Buffer.from(text)))
  return {
    name: `messages ${texts.map((text) => text.slice(0, 200)).join('\n')}`,
    run: converse(random, Buffer.concat(frames), true),
  }
}

function messageText(random: Random): string {
  const type = random.pick(TYPES)
  switch (random.whole(8)) {
    case 0:
      return random.text(random.whole(200))
    case 1:
      return JSON.stringify(random.json())
    case 2:
      return `{"type":"${type}","data":{"metadata":${'['.repeat(random.whole(20_000))}`
    case 3: {
      const levels = random.whole(20_000)
      return `{"type":"${type}","data":{"message":"x","metadata":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}}`
    }
    case 4:
      return JSON.stringify({ type, data: { message: 'x'.repeat(random.pick([65_536, 100_000, 300_000])) } })
    default:
      return JSON.stringify({ type, data: dataOf(random) })
  }
}

function dataOf(random: Random): unknown {
  if (random.chance(0.2)) return random.json()
  const fields: readonly [string, ...string[]] = [
    'message',
    'receiver_id',
    'message_id',
    'metadata',
    'client_id',
    'up_to',
    'status',
    'file_name',
    'file_size',
    'file_url',
    'token',
    'notification_id',
    'notification_types',
    'timestamp',
  ]
  return Object.fromEntries(fields.flatMap((field) => (random.chance(0.5) ? [[field, random.json()]] : [])))
}

/** Opens a socket as it should be, says all that, waits for what is answered if it can be, and closes, rudely or not. */
function converse(random: Random, bytes: Buffer, isAnswered = false): HostileInput['run'] {
  const path = random.pick(PATHS)
  const userId = random.pick([200, 124])
  const isRude = random.chance(0.2)
  return async (server: TestServer) => {
    const raw = await openRaw(server.port)
    raw.write(upgradeRequest(path, { Authorization: `Bearer ${await server.token(path === PATHS[0] ? userId : 457)}` }))
    raw.write(bytes)
    if (isAnswered) {
      raw.write(wsFrame(Buffer.from('{"type":"heartbeat"}')))
      await raw.hears('"type":"heartbeat"')
    }
    if (!isRude) raw.write(wsFrame(NORMAL, { opcode: CLOSE }))
    raw.socket.end()
    await raw.closed
    return raw.received().toString('latin1')
  }
}
