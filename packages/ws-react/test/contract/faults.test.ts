import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFaults, createMemoryServer, type Faults, type MemoryServer } from '../../src/testing/index.ts'
import { chatPath, connect, enter, NOTIFICATIONS_PATH, say, type Wire } from './connect.ts'
import { startRealTarget } from './realTarget.ts'
import type { Target } from './target.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`)
const textsOf = (wire: Wire) => wire.all('chat_message').map(({ message }) => message)

describe.each([
  { name: 'the in-memory server', start: () => Promise.resolve(memoryTarget(createMemoryServer())) },
  { name: 'the real server', start: () => startRealTarget() },
])('faults before $name', ({ start }) => {
  let target: Target
  let faults: Faults
  let faulty: Target
  beforeEach(async () => {
    target = await start()
    faults = createFaults(target, { seed: 7 })
    faulty = { ...target, WebSocket: faults.WebSocket, fetch: faults.fetch }
  })
  afterEach(async () => {
    faults.clear()
    await target.stop()
  })

  test('without any, everything passes as it is', async () => {
    const [doctor, patient] = [await enter(faulty, 123), await enter(target, 456)]
    expect(doctor.protocol).toBe('chat')
    for (const text of numbers(5)) say(doctor, text)
    await patient.next('chat_message', ({ seq }) => seq === 5)
    await doctor.settled()
    expect(textsOf(doctor)).toEqual(numbers(5))
    const refused = await connect(faulty, 123, chatPath('clinic_9'))
    expect(await refused.closed).toBe(4005)
    expect(refused.all('error')).toHaveLength(1)
  })

  test('frames get lost, in one direction, of one type, as many as asked for', async () => {
    const [doctor, patient] = [await enter(faulty, 123), await enter(target, 456)]
    faults.drop({ direction: 'in', type: 'chat_message', times: 2 })
    for (const text of numbers(4)) say(patient, text, 123)
    await doctor.next('chat_message', ({ seq }) => seq === 4)
    expect(textsOf(doctor)).toEqual(['3', '4'])
    const stop = faults.drop({ direction: 'out', type: 'send_message' })
    say(doctor, 'lost')
    stop()
    say(doctor, 'kept')
    await patient.next('chat_message', ({ seq }) => seq === 5)
    expect(textsOf(patient).at(-1)).toBe('kept')
  })

  test('each third frame gets lost, of those that are meant', async () => {
    const [doctor, patient] = [await enter(faulty, 123), await enter(target, 456)]
    faults.drop({ direction: 'in', type: 'chat_message', every: 3 })
    for (const text of numbers(7)) say(patient, text, 123)
    await doctor.next('chat_message', ({ seq }) => seq === 7)
    expect(textsOf(doctor)).toEqual(['1', '2', '4', '5', '7'])
  })

  test('frames come twice, and out of order', async () => {
    const [doctor, patient] = [await enter(faulty, 123), await enter(target, 456)]
    const stop = faults.duplicate({ direction: 'in', type: 'chat_message' })
    say(patient, '1', 123)
    await vi.waitFor(() => expect(textsOf(doctor)).toEqual(['1', '1']))
    stop()
    faults.reorder({ direction: 'in', type: 'chat_message', times: 1 })
    for (const text of ['2', '3', '4']) say(patient, text, 123)
    await vi.waitFor(() => expect(textsOf(doctor)).toEqual(['1', '1', '3', '2', '4']))
    faults.reorder({ direction: 'in', type: 'chat_message', times: 1 })
    say(patient, 'alone', 123)
    await doctor.next('chat_message', ({ message }) => message === 'alone')
  })

  test('a slow line keeps the order', async () => {
    const [doctor, patient] = [await enter(faulty, 123), await enter(target, 456)]
    faults.delay(150, { type: 'chat_message', times: 1 })
    const begin = Date.now()
    for (const text of numbers(3)) say(patient, text, 123)
    await doctor.next('chat_message', ({ seq }) => seq === 3)
    expect(textsOf(doctor)).toEqual(numbers(3))
    expect(Date.now() - begin).toBeGreaterThanOrEqual(140)
  })

  test('a cut breaks what is open and refuses dials and calls, until it is mended', async () => {
    const doctor = await enter(faulty, 123)
    faults.cut()
    expect(await doctor.closed).toBe(1006)
    await expect(enter(faulty, 123)).rejects.toThrow('No connection')
    await expect(faulty.fetch(`${target.url}/api/rooms/`)).rejects.toThrow(TypeError)
    faults.restore()
    await enter(faulty, 123)
    expect((await faulty.fetch(`${target.url}/api/rooms/`)).status).toBe(401)
  })

  test('a line that is held lets nothing pass, then all of it', async () => {
    const [doctor, patient] = [await enter(faulty, 123), await enter(target, 456)]
    faults.hold()
    say(doctor, 'mine')
    say(patient, 'theirs', 123)
    const call = faulty.fetch(`${target.url}/api/rooms/`)
    await patient.next('chat_message')
    await patient.settled()
    expect([textsOf(patient), textsOf(doctor)]).toEqual([['theirs'], []])
    faults.release()
    await doctor.next('chat_message', ({ message }) => message === 'mine')
    expect(textsOf(doctor)).toEqual(['theirs', 'mine'])
    expect((await call).status).toBe(401)
  })

  test('a line flaps until it is told to stop', async () => {
    const stop = faults.flap({ upMs: 60, downMs: 30 })
    let breaks = 0
    await vi.waitFor(
      async () => {
        const wire = await enter(faulty, 123)
        expect(await wire.closed).toBe(1006)
        breaks += 1
        expect(breaks).toBeGreaterThanOrEqual(2)
      },
      { timeout: 20_000, interval: 10 },
    )
    stop()
    await (await enter(faulty, 123)).settled()
  }, 30_000)

  test('tokens expire: an open socket is silent until it has a new one, the old one opens nothing', async () => {
    const patient = await enter(target, 456)
    const token = await target.token(123)
    const doctor = await connect(faulty, 123, chatPath('123_456'), { token })
    const inbox = await connect(faulty, 123, NOTIFICATIONS_PATH, { token })
    await doctor.next('connection_status')
    faults.expire()
    for (const wire of [doctor, inbox]) expect((await wire.next('error')).code).toBe('WS_001')
    say(doctor, 'mine')
    say(patient, 'theirs', 123)
    await patient.next('chat_message')
    await patient.settled()
    expect([textsOf(patient), textsOf(doctor)]).toEqual([['theirs'], []])
    doctor.send({ type: 'authenticate', data: { token } })
    expect((await doctor.next('error')).code).toBe('WS_001')
    doctor.send({ type: 'authenticate', data: { token: await target.token(123) } })
    await doctor.next('chat_message', ({ message }) => message === 'mine')
    expect(textsOf(doctor)).toEqual(['theirs', 'mine'])
    const late = await connect(faulty, 123, chatPath('123_456'), { token })
    expect((await late.next('error')).code).toBe('WS_001')
    expect(await late.closed).toBe(4001)
    const headers = { Authorization: `Bearer ${token}` }
    expect((await faulty.fetch(`${target.url}/api/rooms/`, { headers })).status).toBe(401)
  })
})

test('the same seed makes the same faults, another one others', async () => {
  async function run(seed: number): Promise<string[]> {
    const target = memoryTarget(createMemoryServer())
    const faults = createFaults(target, { seed })
    const doctor = await enter({ ...target, WebSocket: faults.WebSocket }, 123)
    const patient = await enter(target, 456)
    faults.drop({ direction: 'in', type: 'chat_message', rate: 0.5 })
    for (const text of numbers(40)) say(patient, text, 123)
    await patient.next('chat_message', ({ seq }) => seq === 40)
    await doctor.settled()
    return textsOf(doctor)
  }
  const [first, again, other] = [await run(1), await run(1), await run(2)]
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
  expect(first.length).toBeGreaterThan(5)
  expect(first.length).toBeLessThan(35)
})

function memoryTarget({ url, WebSocket, fetch, token }: MemoryServer): Target {
  return { url, WebSocket, fetch, token, stop: () => Promise.resolve() }
}
