import { encodeFrame, MAX_MESSAGE_BYTES } from '@mediconnect/protocol'

/** A text that no part of this page would send, to see what the server makes of it. */
export interface RawFrame {
  readonly id: string
  /** The socket it goes out on. */
  readonly via: 'chat' | 'notifications'
  readonly label: string
  readonly text: string
}

const NOBODY = 999_999

export const RAW_FRAMES: readonly RawFrame[] = [
  { id: 'not-json', via: 'chat', label: 'Not JSON (WS_004)', text: '{"type":' },
  {
    id: 'no-text',
    via: 'chat',
    label: 'A message without text (WS_004)',
    text: encodeFrame({ type: 'send_message', data: {} }),
  },
  {
    id: 'unknown-type',
    via: 'chat',
    label: 'An unknown type (WS_004)',
    text: encodeFrame({ type: 'dance', data: {} }),
  },
  {
    id: 'forged-sender',
    via: 'chat',
    label: 'In somebody else’s name (WS_002)',
    text: encodeFrame({ type: 'send_message', data: { message: 'Forged', sender_id: NOBODY, receiver_id: NOBODY } }),
  },
  {
    id: 'unknown-receiver',
    via: 'chat',
    label: 'To nobody (WS_006)',
    text: encodeFrame({ type: 'send_message', data: { message: 'To nobody', receiver_id: NOBODY } }),
  },
  {
    id: 'too-large',
    via: 'chat',
    label: 'Too large (WS_010)',
    text: encodeFrame({ type: 'send_message', data: { message: 'x'.repeat(MAX_MESSAGE_BYTES) } }),
  },
  {
    id: 'subscribe-appointments',
    via: 'notifications',
    label: 'Tell me of high appointments only',
    text: encodeFrame({
      type: 'subscribe',
      data: { notification_types: ['appointment'], priorities: ['high'] },
    }),
  },
]
