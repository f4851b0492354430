import type { ChatEntry } from '@mediconnect/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createKeep } from '../src/store/createKeep.ts'
import { newEntry } from '../src/store/newEntry.ts'
import { createOwed, type Owed } from '../src/store/owed.ts'
import { createHttp, type Http, type HttpRequest } from '../src/transport/http.ts'
import { createTokenSource } from '../src/transport/token.ts'
import { doctor } from './people.ts'

const room = '123_456'
const scan = () => new File(['scan'], 'scan.pdf', { type: 'application/pdf' })
const uploaded = { file_url: '/api/uploads/1/scan.pdf', file_name: 'scan.pdf', file_size: 4 }

/** One try to upload. */
interface Call {
  readonly request: HttpRequest
  answer(status: number, body: object): void
  /** The network is away. */
  break(): void
}
let calls: Call[]
let wire: string[]
let entries: readonly ChatEntry[]
let owed: Owed

const shown = () => entries.map(({ message, state }) => [message, state])
const add = (message: string, file?: File) =>
  owed.add(newEntry(room, doctor, { message, message_type: 'text', metadata: {} }), file)
const rest = () => vi.advanceTimersByTimeAsync(1)

beforeEach(() => {
  vi.useFakeTimers()
  calls = []
  wire = []
  entries = []
  let answers: Omit<Call, 'request'>
  const http = createHttp({
    baseUrl: 'http://uploads.test',
    tokens: createTokenSource(() => 'token'),
    signal: new AbortController().signal,
    fetch: (_input, init) =>
      new Promise((resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        answers = {
          answer: (status, body) => resolve(Response.json(body, { status })),
          break: () => reject(new TypeError('unreachable')),
        }
      }),
  })
  const json: Http['json'] = (schema, path, request) => {
    calls.push({ request: request ?? {}, answer: (...given) => answers.answer(...given), break: () => answers.break() })
    return http.json(schema, path, request)
  }
  owed = createOwed({
    roomName: room,
    user: doctor,
    http: { ...http, json },
    keep: createKeep({ onGone: () => undefined, open: undefined }),
    send: ({ message }) => wire.push(message) > 0,
    onChange: (next) => (entries = next),
    onStalled: () => undefined,
    isCaughtUp: () => true,
  })
  owed.outbox.resume()
})
afterEach(() => {
  owed.clear()
  vi.useRealTimers()
})

/** The server has stored what was sent last. */
async function echo(): Promise<void> {
  const key = entries.find(({ client_id }) => client_id === owed.outbox.underWay)?.key
  const left = entries.filter((entry) => entry.key !== key)
  owed.settle(new Set(left.map((entry) => entry.key)))
  entries = left
  await rest()
}

describe('a file', () => {
  test('shows how far its upload is, and what is written after it waits for it', async () => {
    add('file', scan())
    add('after')
    await rest()
    calls[0]?.request.onProgress?.(0.4)
    expect(entries[0]).toMatchObject({ message: 'file', state: 'sending', progress: 0.4 })
    expect(wire).toEqual([])
    calls[0]?.answer(200, { ...uploaded, file_type: 'file' })
    await rest()
    expect(wire).toEqual(['file'])
    expect(entries[0]).toMatchObject({ state: 'sending', progress: undefined, metadata: uploaded })
    await echo()
    expect(wire).toEqual(['file', 'after'])
  })

  test('that the user cancels stops uploading, and lets what is behind it pass', async () => {
    add('file', scan())
    add('after')
    await rest()
    owed.discard(entries[0]?.key ?? '')
    await rest()
    expect(calls[0]?.request.signal?.aborted).toBe(true)
    expect(wire).toEqual(['after'])
    expect(shown()).toEqual([['after', 'sending']])
  })

  test('that the server refuses waits for the user, and holds nothing up', async () => {
    add('file', scan())
    add('after')
    await rest()
    calls[0]?.answer(415, { code: 'WS_004', message: 'Not what its name says', details: 'a PDF' })
    await rest()
    expect(shown()).toEqual([
      ['file', 'failed'],
      ['after', 'sending'],
    ])
    expect(entries[0]?.failure?.message).toBe('Not what its name says: a PDF')
    await echo()
    owed.retry(entries[0]?.key ?? '')
    await rest()
    expect(calls).toHaveLength(2)
    calls[1]?.answer(200, { ...uploaded, file_type: 'file' })
    await rest()
    expect(wire).toEqual(['after', 'file'])
  })

  test('that does not get through is tried again, and fails when the server can be reached all the while', async () => {
    add('file', scan())
    add('after')
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await vi.advanceTimersByTimeAsync(60_000)
      expect(calls).toHaveLength(attempt)
      calls[attempt - 1]?.break()
    }
    await rest()
    expect(shown()[0]).toEqual(['file', 'failed'])
    expect(wire).toEqual(['after'])
  })

  test('that breaks off with the connection goes on when that is back', async () => {
    add('file', scan())
    await rest()
    owed.outbox.suspend()
    calls[0]?.break()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(shown()).toEqual([['file', 'queued']])
    expect(calls).toHaveLength(1)
    owed.outbox.resume()
    await rest()
    expect(calls).toHaveLength(2)
  })
})

test('all that waits fails with the reason when nothing can be sent here', async () => {
  add('one')
  add('', scan())
  await rest()
  const failure = { code: 'WS_002', message: 'You are not in this room.' }
  owed.fail(failure)
  expect(entries.map(({ state, failure: why }) => [state, why])).toEqual([
    ['failed', failure],
    ['failed', failure],
  ])
  expect(owed.isPending()).toBe(false)
  owed.retry(entries[0]?.key ?? '')
  await rest()
  expect(wire).toEqual(['one', 'one'])
})
