import type { ErrorCode } from '@mediconnect/protocol'
import type { Strings } from '../strings.ts'

/** A message that was not sent. */
export const failureStrings = {
  retry: 'Retry',
  discard: 'Discard',
  sendFailure: (code) => sendFailures[code],
} satisfies Partial<Strings>

const sendFailures: Partial<Record<ErrorCode, string>> = {
  WS_001: 'Your session has ended. Sign in again, then retry.',
  WS_002: 'You may no longer write to this conversation.',
  WS_003: 'It could not be delivered.',
  WS_004: 'It could not be read by the server.',
  WS_005: 'This conversation does not exist any more.',
  WS_006: 'This person could not be found.',
  WS_007: 'Too many messages at once. Wait a moment, then retry.',
  WS_010: 'It is too large to send.',
}
