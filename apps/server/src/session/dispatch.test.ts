import { chatClientFrames, type Refusal } from '@mediconnect/protocol'
import { expect, test } from 'vitest'
import { FrameDispatch } from './dispatch.ts'
import type { Inbound } from './inbound.ts'
import { createLimits } from './limits.ts'
import { SerialQueue } from './queue.ts'

const CONFIG = { rateLimitMessages: 1_000, rateLimitWindowMs: 1_000, maxMessageBytes: 1_000 }

/** What a socket is told whose frames meet these troubles. */
async function refusals(texts: readonly string[], handle: () => Promise<unknown> | void): Promise<string[]> {
  const told: Refusal[] = []
  const faults: unknown[] = []
  const dispatch = new FrameDispatch(
    {
      frames: chatClientFrames,
      userId: 1,
      handle,
      onRefusal: (refusal) => told.push(refusal),
      onFault: (error) => faults.push(error),
    },
    { limits: createLimits(CONFIG), config: CONFIG },
  )
  const escaped: unknown[] = []
  const queue = new SerialQueue({ pause: () => undefined, resume: () => undefined }, (error) => escaped.push(error))
  for (const text of texts) {
    const inbound: Inbound = { text, bytes: text.length, isBinary: false, receivedAt: performance.now() }
    queue.push(() => dispatch.take(inbound))
  }
  await queue.idle()
  await dispatch.idle()
  expect(escaped).toEqual([])
  return told.map(({ code, about }) => `${code} ${String(about.client_id ?? about.message_id)}`)
}

const CLIENT_ID = '6f1c1a52-3c35-4a59-9f0e-0d0a5b1d2c3e'
const MESSAGE = JSON.stringify({ type: 'send_message', data: { message: 'a', client_id: CLIENT_ID } })
const READ = JSON.stringify({ type: 'message_read', data: { message_id: 7 } })

test.each([
  [
    'at once',
    () => {
      throw new Error('Broken')
    },
  ],
  ['later', () => Promise.reject(new Error('Broken'))],
])('a handler that breaks %s is told as WS_003 about its frame, and the next frame is taken', async (_when, handle) => {
  const told = await refusals([MESSAGE, READ, MESSAGE], handle)
  expect(told).toEqual([`WS_003 ${CLIENT_ID}`, 'WS_003 7', `WS_003 ${CLIENT_ID}`])
})

test('frames that cannot be read are told as WS_004, whatever is in them', async () => {
  const texts = ['', '{', 'null', '[]', '{"type":"__proto__","data":{}}', '{"type":"send_message","data":null}']
  expect(await refusals(texts, () => undefined)).toEqual(texts.map(() => 'WS_004 undefined'))
})
