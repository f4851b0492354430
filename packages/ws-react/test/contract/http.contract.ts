import { randomUUID } from 'node:crypto'
import {
  HttpErrorSchema,
  MessagePageSchema,
  RoomListSchema,
  UploadSchema,
  UserProfileSchema,
} from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { enter, say } from './connect.ts'
import type { StartTarget, Target } from './target.ts'

const upTo = (count: number, first = 1) => Array.from({ length: count - first + 1 }, (_, index) => index + first)

/** What a client sees over HTTP. */
export function describeHttp(start: StartTarget): void {
  let target: Target
  beforeEach(async () => {
    target = await start()
  })
  afterEach(() => target.stop())

  async function written(count: number): Promise<void> {
    const doctor = await enter(target, 123)
    for (const each of upTo(count)) say(doctor, String(each))
    await doctor.next('chat_message', ({ seq }) => seq === count)
    await doctor.close()
  }

  async function refusalOf(userId: number | null, path: string): Promise<[status: number, code: string]> {
    const { status, body } = await call(target, userId, path)
    return [status, v.parse(HttpErrorSchema, body).code]
  }

  describe('history', () => {
    async function page(query: string, userId = 456) {
      const { body } = await call(target, userId, `/api/rooms/123_456/messages/${query}`)
      const { results, ...rest } = v.parse(MessagePageSchema, body)
      return { seqs: results.map(({ seq }) => seq), ...rest }
    }

    test('comes page by page, newest first, or from a place on', async () => {
      await written(12)
      const unread_count = 12
      expect(await page('?page_size=5')).toEqual({ seqs: [12, 11, 10, 9, 8], has_more: true, unread_count })
      expect(await page('?page=3&page_size=5')).toEqual({ seqs: [2, 1], has_more: false, unread_count })
      expect(await page('?page=9&page_size=5')).toEqual({ seqs: [], has_more: false, unread_count })
      expect(await page('?before_seq=4&limit=2')).toEqual({ seqs: [3, 2], has_more: true, unread_count })
      expect(await page('?before_seq=3&limit=2')).toEqual({ seqs: [2, 1], has_more: false, unread_count })
      expect(await page('?after_seq=3&limit=2')).toEqual({ seqs: [4, 5], has_more: true, unread_count })
      expect(await page('?after_seq=10&limit=2')).toEqual({ seqs: [11, 12], has_more: false, unread_count })
      expect(await page('?after_seq=12')).toEqual({ seqs: [], has_more: false, unread_count })
      expect((await page('', 123)).unread_count).toBe(0)
    })

    test('says how far each message got', async () => {
      await written(2)
      const patient = await enter(target, 456, '123_456', { since: 0 })
      const { id } = await patient.next('chat_message')
      patient.send({ type: 'message_read', data: { message_id: id } })
      await patient.next('message_status')
      const { body } = await call(target, 123, '/api/rooms/123_456/messages/')
      expect(v.parse(MessagePageSchema, body).results).toMatchObject([
        { seq: 2, is_read: false, status: 'sent' },
        { seq: 1, is_read: true, status: 'read' },
      ])
      expect((await page('')).unread_count).toBe(1)
    })

    test('asked for in a way that is none, it is refused', async () => {
      for (const query of ['?page=1&before_seq=3', '?limit=201', '?after_seq=x', '?before_seq=-1']) {
        expect(await refusalOf(456, `/api/rooms/123_456/messages/${query}`), query).toEqual([400, 'WS_004'])
      }
    })

    test('is for those in the room', async () => {
      expect(await refusalOf(457, '/api/rooms/123_456/messages/')).toEqual([403, 'WS_002'])
      expect(await refusalOf(123, '/api/rooms/clinic_2/messages/')).toEqual([404, 'WS_005'])
      expect(await refusalOf(null, '/api/rooms/123_456/messages/')).toEqual([401, 'WS_001'])
    })
  })

  test('rooms come with members, last message and unread count, the newest activity first', async () => {
    await written(2)
    const { body } = await call(target, 123, '/api/rooms/')
    const { results } = v.parse(RoomListSchema, body)
    expect(results.map(({ room_name }) => room_name)).toEqual(['123_456', '123_200', 'clinic_1', 'department_7'])
    expect(results[0]).toMatchObject({
      title: null,
      members: [{ id: 123 }, { id: 456, status: 'offline' }],
      last_message: { message: '2', seq: 2 },
      unread_count: 0,
      last_seq: 2,
    })
    expect(results[2]).toMatchObject({ title: 'Clinic 1', last_message: null, last_seq: 0 })
    const theirs = v.parse(RoomListSchema, (await call(target, 456, '/api/rooms/')).body).results
    expect(theirs).toMatchObject([{ room_name: '123_456', unread_count: 2 }])
  })

  test('a profile says who somebody is, and whether they are there', async () => {
    const me = v.parse(UserProfileSchema, (await call(target, 123, '/api/users/me/')).body)
    expect(me).toMatchObject({ id: 123, username: 'dr_smith', role: 'doctor', status: 'offline' })
    await enter(target, 456)
    const { body } = await call(target, 123, '/api/users/456/')
    expect(v.parse(UserProfileSchema, body)).toMatchObject({ id: 456, first_name: 'Jane', status: 'online' })
    expect(await refusalOf(123, '/api/users/999/')).toEqual([404, 'WS_006'])
  })

  describe('uploads', () => {
    function form(file: File, room = '123_456'): FormData {
      const data = new FormData()
      data.set('room_name', room)
      data.set('file', file)
      return data
    }
    const report = () => new File(['%PDF-1.7\n'], 'my report.pdf', { type: 'application/pdf' })

    test('one is kept, can be sent in its room, and read by those in it', async () => {
      const { status, body } = await call(target, 123, '/api/uploads/', { form: form(report()) })
      expect(status).toBe(201)
      const { file_url, ...upload } = v.parse(UploadSchema, body)
      expect(upload).toMatchObject({ file_name: 'my report.pdf', file_size: 9, content_type: 'application/pdf' })
      expect(file_url).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}\/my%20report\.pdf$/)

      const doctor = await enter(target, 123)
      const metadata = { file_url, file_name: upload.file_name, file_size: upload.file_size }
      const client_id = randomUUID()
      doctor.send({
        type: 'send_message',
        data: { message: '', message_type: 'file', receiver_id: 456, metadata, client_id },
      })
      expect(await doctor.next('chat_message')).toMatchObject({ message_type: 'file', metadata, client_id })

      const got = await call(target, 456, file_url)
      expect(got).toMatchObject({ status: 200, text: '%PDF-1.7\n' })
      expect(got.headers.get('content-disposition')).toContain('attachment')
      expect(got.headers.get('x-content-type-options')).toBe('nosniff')
      expect(await refusalOf(457, file_url)).toEqual([403, 'WS_002'])
    })

    test('one of another room cannot be sent here', async () => {
      const { body } = await call(target, 123, '/api/uploads/', { form: form(report(), 'clinic_1') })
      const { file_url } = v.parse(UploadSchema, body)
      const doctor = await enter(target, 123)
      doctor.send({
        type: 'send_message',
        data: { message: '', message_type: 'file', receiver_id: 456, metadata: { file_url } },
      })
      expect((await doctor.next('error')).code).toBe('WS_004')
    })

    test('an empty one, one for a room closed to the sender, or a form without a room first, is refused', async () => {
      const empty = await call(target, 123, '/api/uploads/', { form: form(new File([], 'x.txt')) })
      expect(empty).toMatchObject({ status: 400, body: { code: 'WS_004' } })
      const foreign = await call(target, 457, '/api/uploads/', { form: form(report()) })
      expect(foreign).toMatchObject({ status: 403, body: { code: 'WS_002' } })
      const roomless = new FormData()
      roomless.set('file', report())
      roomless.set('room_name', '123_456')
      const refused = await call(target, 123, '/api/uploads/', { form: roomless })
      expect(refused).toMatchObject({ status: 400, body: { code: 'WS_004' } })
      expect(await refusalOf(123, `/api/uploads/${randomUUID()}/x.pdf`)).toEqual([404, 'WS_005'])
    })
  })
}
