import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { chatPath, connect, enter, NOTIFICATIONS_PATH, say } from './connect.ts'
import type { StartTarget, Target, TargetOptions } from './target.ts'

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

/** What a client sees of tokens and limits. */
export function describeSession(start: StartTarget): void {
  const targets: Target[] = []
  async function started(options?: TargetOptions): Promise<Target> {
    const target = await start(options)
    targets.push(target)
    return target
  }
  afterEach(async () => {
    for (const target of targets.splice(0)) await target.stop()
  })

  describe('tokens', () => {
    test('one that is none, or is over, or is of nobody, closes with 4001', async () => {
      const target = await started()
      for (const token of [
        'nonsense',
        await target.token(123, { exp: inSeconds(-1) }),
        await target.token(123, { token_type: 'refresh' }),
        await target.token(123, { user_id: 999 }),
      ]) {
        for (const path of [chatPath('123_456'), NOTIFICATIONS_PATH]) {
          const wire = await connect(target, 123, path, { token })
          expect((await wire.next('error')).code).toBe('WS_001')
          expect(await wire.closed).toBe(4001)
        }
      }
    })

    test('one that expires holds back what goes in and out until there is a new one', async () => {
      const target = await started()
      const doctor = await enter(target, 123)
      const token = await target.token(456, { exp: inSeconds(1) })
      const patient = await connect(target, 456, chatPath('123_456'), { token })
      expect((await patient.next('error')).code).toBe('WS_001')
      const framesBefore = patient.frames.length
      say(doctor, 'While you were out')
      await doctor.next('chat_message')
      say(patient, 'Held', 123)
      await doctor.settled()
      expect(patient.frames).toHaveLength(framesBefore)
      expect(doctor.all('chat_message')).toHaveLength(1)
      patient.send({ type: 'authenticate', data: { token: await target.token(456) } })
      await patient.next('chat_message', ({ message }) => message === 'Held')
      expect(patient.all('chat_message').map(({ message }) => message)).toEqual(['While you were out', 'Held'])
      expect(await doctor.next('chat_message')).toMatchObject({ seq: 2, message: 'Held' })
    })

    test('a renewal in time is not noticed, a bad one takes nothing away, one of another user closes with 4001', async () => {
      const target = await started()
      const doctor = await connect(target, 123, chatPath('123_456'), {
        token: await target.token(123, { exp: inSeconds(2) }),
      })
      doctor.send({ type: 'authenticate', data: { token: await target.token(123) } })
      await doctor.settled()
      expect(doctor.all('error')).toEqual([])
      doctor.send({ type: 'authenticate', data: { token: 'nonsense' } })
      expect((await doctor.next('error')).code).toBe('WS_001')
      await doctor.settled()
      doctor.send({ type: 'authenticate', data: { token: await target.token(456) } })
      expect((await doctor.next('error')).code).toBe('WS_001')
      expect(await doctor.closed).toBe(4001)
    })

    test('one that expires holds back notifications, too', async () => {
      const target = await started()
      const token = await target.token(456, { exp: inSeconds(1) })
      const patient = await connect(target, 456, NOTIFICATIONS_PATH, { token })
      await patient.next('unread_count_update')
      expect((await patient.next('error')).code).toBe('WS_001')
      await target.fetch(`${target.url}/api/notifications/`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${await target.token(1)}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ user_ids: [456], notification_type: 'system', title: 'T', message: 'M' }),
      })
      expect(patient.all('new_notification')).toEqual([])
      patient.send({ type: 'authenticate', data: { token: await target.token(456) } })
      expect((await patient.next('new_notification')).title).toBe('T')
      expect((await patient.next('unread_count_update')).total_unread).toBe(1)
    })
  })

  describe('limits', () => {
    test('a message too large gets WS_010 with its client_id, and the next one passes', async () => {
      const target = await started({ maxMessageBytes: 2_000 })
      const doctor = await enter(target, 123)
      const client_id = say(doctor, 'é'.repeat(1_500))
      say(doctor, 'small')
      expect(await doctor.next('error')).toMatchObject({ code: 'WS_010', client_id })
      expect(await doctor.next('chat_message')).toMatchObject({ seq: 1, message: 'small' })
    })

    test('messages over the rate get WS_007 with retry_after, over all devices, and are taken later', async () => {
      const target = await started({ rateLimitMessages: 3, rateLimitWindowMs: 500 })
      const [phone, laptop, patient] = [
        await enter(target, 123),
        await enter(target, 123, 'clinic_1'),
        await enter(target, 456),
      ]
      for (const text of ['1', '2']) say(phone, text)
      await phone.settled()
      say(laptop, '3')
      await laptop.settled()
      const client_id = randomUUID()
      say(phone, '4', 456, client_id)
      const { code, retry_after, ...about } = await phone.next('error')
      expect({ code, client_id: about.client_id }).toEqual({ code: 'WS_007', client_id })
      expect(retry_after).toBeGreaterThan(0)
      expect(retry_after).toBeLessThanOrEqual(500)
      say(patient, 'mine', 123)
      await patient.next('chat_message', ({ message }) => message === 'mine')
      await expect
        .poll(
          async () => {
            say(phone, '4', 456, client_id)
            await phone.settled()
            return phone.all('chat_message').some((message) => message.client_id === client_id)
          },
          { timeout: 10_000, interval: 100 },
        )
        .toBe(true)
    })

    test('one connection more than a user may have closes with 4007', async () => {
      const target = await started({ maxConnectionsPerUser: 2 })
      await enter(target, 123)
      await connect(target, 123, NOTIFICATIONS_PATH)
      const third = await connect(target, 123, chatPath('123_456'))
      expect((await third.next('error')).code).toBe('WS_007')
      expect(await third.closed).toBe(4007)
    })
  })
}
