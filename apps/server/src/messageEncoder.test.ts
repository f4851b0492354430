import { encodeFrame } from '@mediconnect/protocol'
import { expect, test } from 'vitest'
import { createMessageEncoder } from './messageEncoder.ts'
import type { StoredMessage } from './store/store.ts'

const sender = {
  id: 123,
  username: 'dr "x"',
  first_name: 'Jo\u2028hn',
  last_name: 'Smith\\',
  avatar_url: null,
  role: 'doctor',
} as const
const receiver = { ...sender, id: 456, role: 'patient', avatar_url: '/a.png' } as const
const message: StoredMessage = {
  id: 7,
  room_name: '123_456',
  seq: 4,
  sender,
  receiver,
  message: 'Quoted: "\\", a line\nand \u0007 \ud83d\ude00',
  message_type: 'image',
  metadata: { file_url: '/a "b"', pages: [3, { deep: null }], '"': '\\' },
  client_id: '6f1c1a52-3c35-4a59-9f0e-0d0a5b1d2c3e',
  timestamp: '2026-11-29T17:00:00.000Z',
  is_read: false,
  status: 'sent',
}

test.each<[string, Partial<StoredMessage>]>([
  ['with everything', {}],
  ['in a group, without a client_id', { room_name: 'clinic_1', receiver: null, client_id: null, metadata: {} }],
  ['that was read, with odd texts', { is_read: true, status: 'read', client_id: '"}', room_name: '"' }],
])('a message %s is written as any frame is', (_, more) => {
  const encode = createMessageEncoder()
  const data = { ...message, ...more }
  for (let time = 0; time < 2; time++) expect(encode(data)).toBe(encodeFrame({ type: 'chat_message', data }))
})
