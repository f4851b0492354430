import type { ErrorCode } from '@mediconnect/protocol'
import type { Strings } from '../strings.ts'
import { counted, number } from './wording.ts'

/** The connection, and what waits for it. */
export const connectionStrings = {
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  connected: 'Connected',
  catchingUp: 'Catching up on missed messages…',
  offline: 'No connection',
  retryIn: (seconds) => (seconds <= 0 ? 'Trying again…' : `Trying again in ${number(seconds)} s`),
  tryNow: 'Try now',
  stopped: 'Disconnected',
  stoppedReason: (code) => stoppedReasons[code],
  reconnect: 'Reconnect',
  waiting: (count) =>
    counted(count, {
      one: '# message will be sent when you’re back',
      other: '# messages will be sent when you’re back',
    }),
  notSent: (count) => counted(count, { one: '# message was not sent', other: '# messages were not sent' }),
  retryAll: 'Retry all',
  discardAll: 'Discard all',
  confirmDiscardAll: (count) =>
    count === 1
      ? 'Discard this message? It cannot be brought back.'
      : `Discard ${count} messages? They cannot be brought back.`,
  keepAll: 'Keep',
} satisfies Partial<Strings>

const stoppedReasons: Readonly<Record<ErrorCode, string>> = {
  WS_001: 'Your session has ended. Sign in again to go on.',
  WS_002: 'You do not have access to this conversation.',
  WS_003: 'Messages cannot be delivered right now.',
  WS_004: 'This page is out of date. Reload it.',
  WS_005: 'This conversation does not exist.',
  WS_006: 'This person could not be found.',
  WS_007: 'Too many devices are signed in. Close one, then reconnect.',
  WS_008: 'The connection took too long.',
  WS_009: 'The service is not available right now.',
  WS_010: 'A message was too large to be sent.',
}
