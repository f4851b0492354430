import { describe, expect, test } from 'vitest'
import { chatClientFrames, chatServerFrames, encodeFrame, parseFrame } from '../src/index.ts'

const clientId = '6f1c1a52-3c35-4a59-9f0e-0d0a5b1d2c3e'

describe('a text that is no frame is refused with a sentence that says why', () => {
  test.each([
    ['not JSON', '{"type":', 'json', 'not valid JSON'],
    ['a bare value', '42', 'shape', '{"type": string'],
    ['a list', '[]', 'shape', '{"type": string'],
    ['null', 'null', 'shape', '{"type": string'],
    ['no type', '{"data":{}}', 'shape', '{"type": string'],
    ['an unknown type', '{"type":"send_massage","data":{}}', 'type', 'send_message'],
    ['a name every object has', '{"type":"toString","data":{}}', 'type', 'Unknown frame type'],
    ['no data', '{"type":"send_message"}', 'shape', 'data'],
    ['a missing field', '{"type":"send_message","data":{}}', 'shape', 'data.message'],
    ['a wrong field', '{"type":"message_read","data":{"message_id":"7"}}', 'shape', 'data.message_id'],
    ['an id that is no integer', '{"type":"message_read","data":{"message_id":1.5}}', 'shape', 'data.message_id'],
  ])('%s', (_, text, kind, words) => {
    const parsed = parseFrame(chatClientFrames, text)
    expect(parsed).toMatchObject({ ok: false, problem: { kind } })
    expect(parsed.ok ? '' : parsed.problem.message).toContain(words)
  })
})

test('a refusal names the message it is about, and never quotes its text', () => {
  const text = JSON.stringify({
    type: 'send_message',
    data: { message: 'secret', client_id: clientId, receiver_id: 'x' },
  })
  const parsed = parseFrame(chatClientFrames, text)
  expect(parsed).toMatchObject({ ok: false, problem: { client_id: clientId } })
  expect(JSON.stringify(parsed)).not.toContain('secret')
})

test('defaults of the spec are filled in', () => {
  const parsed = parseFrame(chatClientFrames, '{"type":"send_message","data":{"message":"Hello","receiver_id":456}}')
  expect(parsed).toMatchObject({ ok: true, frame: { data: { message_type: 'text', metadata: {} } } })
})

test('fields of a newer peer are dropped, those of metadata are kept', () => {
  const data = { message: 'x', receiver_id: 456, colour: 'red', metadata: { pages: 3 } }
  const parsed = parseFrame(chatClientFrames, JSON.stringify({ type: 'send_message', data }))
  expect(parsed).toMatchObject({ ok: true, frame: { data: { metadata: { pages: 3 } } } })
  expect(JSON.stringify(parsed)).not.toContain('colour')
})

test('a frame without fields may leave out data', () => {
  expect(parseFrame(chatClientFrames, '{"type":"typing_start"}')).toEqual({
    ok: true,
    frame: { type: 'typing_start', data: {} },
  })
})

test('what is encoded parses again', () => {
  const frame = { type: 'heartbeat', data: { timestamp: '2024-01-15T10:30:00Z' } } as const
  expect(parseFrame(chatServerFrames, encodeFrame(frame))).toEqual({ ok: true, frame })
})
