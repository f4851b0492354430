// Made from the error table by `npm run generate`: change that, never this.
import type { ErrorCode } from './errors.ts'

/** Every code of the error table. */
export const ERROR_CODES: readonly ErrorCode[] = [
  'WS_001',
  'WS_002',
  'WS_003',
  'WS_004',
  'WS_005',
  'WS_006',
  'WS_007',
  'WS_008',
  'WS_009',
  'WS_010',
]

/** What happened and what to do about it, for the errors after which the same request cannot succeed. */
export const REFUSALS: Readonly<Partial<Record<ErrorCode, string>>> = {
  WS_001: 'Authentication failed. Refresh token and reconnect.',
  WS_002: 'Connection rejected. Check user permissions.',
  WS_004: 'Invalid message format. Validate message structure.',
  WS_005: 'Room not found. Create room or check room name.',
  WS_006: 'User not found. Verify user ID.',
  WS_010: 'Message too large. Reduce message size.',
}
