import type { Strings } from '../strings.ts'

/** One message. */
export const messageStrings = {
  you: 'You',
  messageLabel: (sender, time) => `${sender}, ${time}`,
  delivery: {
    queued: 'Waiting to be sent',
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
  },
  messageActions: 'Message actions',
} satisfies Partial<Strings>
