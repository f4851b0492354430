import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_UPLOAD_BYTES, UploadSchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { execute } from './database.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** The head of what a browser records: an EBML header that says webm. */
const WEBM = Buffer.concat([
  Buffer.from(
    '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
    'hex',
  ),
  Buffer.alloc(200),
])
const HTML = Buffer.from('<!doctype html><html><script>alert(1)</script></html>')
const SVG = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

interface File {
  readonly content: Buffer
  readonly name: string
  readonly type: string
}

async function upload(userId: number, { content, name, type }: File, room = '123_456', field = 'room_name') {
  const form = new FormData()
  form.append(field, room)
  form.append('file', new Blob([new Uint8Array(content)], { type }), name)
  return call(server, userId, '/api/uploads/', { method: 'POST', body: form })
}

async function uploaded(file: File, userId = 123) {
  const { status, body } = await upload(userId, file)
  expect(status).toBe(201)
  return v.parse(UploadSchema, body)
}

async function download(userId: number | undefined, path: string) {
  const headers = userId === undefined ? undefined : { authorization: `Bearer ${await server.token(userId)}` }
  const response = await fetch(server.url + path, { headers })
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) }
}

const png = { content: PNG, name: 'x-ray.png', type: 'image/png' }

describe('what is stored', () => {
  test('a picture comes back as it was, to be shown but not to be run', async () => {
    const stored = await uploaded(png)
    expect(stored).toMatchObject({ file_name: 'x-ray.png', file_size: PNG.length, content_type: 'image/png' })
    expect(stored.file_url).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}\/x-ray\.png$/)
    const { status, headers, content } = await download(456, stored.file_url)
    expect(status).toBe(200)
    expect(content.equals(PNG)).toBe(true)
    expect(headers.get('content-type')).toBe('image/png')
    expect(headers.get('content-disposition')).toMatch(/^inline;/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('cache-control')).toContain('private')
  })

  test('a voice message is sound, though its container could hold a film', async () => {
    const stored = await uploaded({ content: WEBM, name: 'voice.webm', type: 'audio/webm;codecs=opus' })
    expect(stored.content_type).toBe('audio/webm')
    expect((await download(456, stored.file_url)).headers.get('content-disposition')).toMatch(/^inline;/)
  })

  test('pages and drawings that can run scripts are downloads of no particular type', async () => {
    for (const file of [
      { content: HTML, name: 'page.html', type: 'text/html' },
      { content: SVG, name: 'drawing.svg', type: 'image/svg+xml' },
    ]) {
      const { headers } = await download(456, (await uploaded(file)).file_url)
      expect(headers.get('content-disposition')).toMatch(/^attachment;/)
      expect(headers.get('content-type')).toBe('application/octet-stream')
    }
  })

  test('names keep their letters and lose their folders and tricks', async () => {
    const file = { content: Buffer.from('x'), type: 'text/plain' }
    expect((await uploaded({ ...file, name: 'Röntgen "A".txt' })).file_name).toBe('Röntgen "A".txt')
    expect((await uploaded({ ...file, name: '../../etc/passwd' })).file_name).toBe('passwd')
    expect((await uploaded({ ...file, name: 'exe\u202efdp.bin' })).file_name).toBe('exefdp.bin')
    const stored = await uploaded({ ...file, name: 'Röntgen.txt' })
    const { headers } = await download(123, stored.file_url)
    expect(headers.get('content-disposition')).toContain("filename*=UTF-8''R%C3%B6ntgen.txt")
  })

  test('several megabytes are stored whole', async () => {
    const content = randomBytes(5 * 1024 * 1024)
    const stored = await uploaded({ content, name: 'scan.bin', type: 'application/octet-stream' })
    const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(sum((await download(456, stored.file_url)).content)).toBe(sum(content))
  })
})

describe('what is refused', () => {
  test.each([
    ['a page named as a picture', { content: HTML, name: 'photo.png', type: 'application/octet-stream' }],
    ['a page sent as a picture', { content: HTML, name: 'photo', type: 'image/png' }],
    ['a drawing named as a picture', { content: SVG, name: 'photo.jpg', type: 'image/jpeg' }],
    ['a picture sent as sound', { content: PNG, name: 'voice.mp3', type: 'audio/mpeg' }],
    ['noise sent as sound', { content: randomBytes(64).fill(1, 0, 16), name: 'voice.ogg', type: 'audio/ogg' }],
  ])('%s is 415', async (_name, file) => {
    expect(await upload(123, file)).toMatchObject({ status: 415, body: { code: 'WS_004' } })
  })

  test('more than the limit is 413, and nothing is left of it', async () => {
    const content = Buffer.alloc(MAX_UPLOAD_BYTES + 1)
    const answer = await upload(123, { content, name: 'large.bin', type: 'application/octet-stream' })
    expect(answer).toMatchObject({ status: 413, body: { code: 'WS_010' } })
    const names = await readdir(join(server.config.dataFolder, 'uploads'))
    expect(names.filter((name) => name.startsWith('partial-'))).toEqual([])
  })

  test('an empty file, no file, no form and a file before its room are 400', async () => {
    expect((await upload(123, { content: Buffer.alloc(0), name: 'x', type: '' })).status).toBe(400)
    const form = new FormData()
    form.append('room_name', '123_456')
    const attempts = [
      call(server, 123, '/api/uploads/', { method: 'POST', body: form }),
      call(server, 123, '/api/uploads/', { method: 'POST', json: {} }),
    ]
    const late = new FormData()
    late.append('file', new Blob(['x']), 'x.txt')
    late.append('room_name', '123_456')
    attempts.push(call(server, 123, '/api/uploads/', { method: 'POST', body: late }))
    for (const { status, body } of await Promise.all(attempts)) {
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'WS_004' })
    }
  })

  test('only members may send to a room and fetch from it, and only as long as they are', async () => {
    expect((await upload(200, png)).status).toBe(403)
    expect((await upload(456, png, '124_456', 'room')).status).toBe(403)
    expect((await upload(123, png, 'clinic_99')).status).toBe(404)
    const { file_url } = await uploaded(png)
    expect((await download(200, file_url)).status).toBe(403)
    expect((await download(undefined, file_url)).status).toBe(401)
    expect((await download(1, file_url)).status).toBe(200)
    expect((await download(123, file_url.replace(/[0-9a-f]{8}/, '00000000'))).status).toBe(404)
    execute(server.config, 'update relationships set active = 0 where doctor_id = 123')
    expect((await download(456, file_url)).status).toBe(403)
    execute(server.config, 'update relationships set active = 1 where doctor_id = 123')
  })
})

test('a message can carry an upload of its room, but not one of another room', async () => {
  const stored = await uploaded(png)
  const send = (file_url: string, receiver_id: number) =>
    ({
      type: 'send_message',
      data: { message: '', receiver_id, message_type: 'image', metadata: { ...stored, file_url } },
    }) as const
  const doctor = await connect(server, 123, '/ws/chat/123_456/')
  doctor.send(send(stored.file_url, 456))
  expect((await doctor.next('chat_message')).data).toMatchObject({
    message_type: 'image',
    metadata: { file_url: stored.file_url, file_name: 'x-ray.png', file_size: PNG.length },
  })
  const elsewhere = await connect(server, 123, '/ws/chat/123_200/')
  elsewhere.send(send(stored.file_url, 200))
  expect((await elsewhere.next('error')).data.code).toBe('WS_004')
})
