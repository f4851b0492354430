/** One row of the error table (websockets-module.md, "Error Codes"; close codes from the contract). */
export interface ErrorDefinition {
  /** What happened, in the spec's words. */
  readonly message: string
  /** Why it happens. */
  readonly description: string
  /** What to do about it. */
  readonly resolution: string
  /** The close code when the socket cannot stay open: 4000 + N for WS_00N. */
  readonly closeCode: number
  /** The status when the same refusal is made over HTTP. */
  readonly httpStatus: number
  /** Whether the same request can succeed later without being changed. */
  readonly retryable: boolean
}

/** The error table. Every `error` frame of our server carries one of these codes. */
export const ERRORS = {
  WS_001: {
    message: 'Authentication failed',
    description: 'Invalid or expired JWT token',
    resolution: 'Refresh token and reconnect',
    closeCode: 4001,
    httpStatus: 401,
    retryable: false,
  },
  WS_002: {
    message: 'Connection rejected',
    description: 'User not authorized for room',
    resolution: 'Check user permissions',
    closeCode: 4002,
    httpStatus: 403,
    retryable: false,
  },
  WS_003: {
    message: 'Message delivery failed',
    description: 'Failed to send message',
    resolution: 'Retry or check connection',
    closeCode: 4003,
    httpStatus: 503,
    retryable: true,
  },
  WS_004: {
    message: 'Invalid message format',
    description: 'Malformed JSON or missing fields',
    resolution: 'Validate message structure',
    closeCode: 4004,
    httpStatus: 400,
    retryable: false,
  },
  WS_005: {
    message: 'Room not found',
    description: "Chat room doesn't exist",
    resolution: 'Create room or check room name',
    closeCode: 4005,
    httpStatus: 404,
    retryable: false,
  },
  WS_006: {
    message: 'User not found',
    description: 'Message recipient not found',
    resolution: 'Verify user ID',
    closeCode: 4006,
    httpStatus: 404,
    retryable: false,
  },
  WS_007: {
    message: 'Rate limit exceeded',
    description: 'Too many messages sent',
    resolution: 'Wait before sending more',
    closeCode: 4007,
    httpStatus: 429,
    retryable: true,
  },
  WS_008: {
    message: 'Connection timeout',
    description: 'WebSocket connection timed out',
    resolution: 'Reconnect with exponential backoff',
    closeCode: 4008,
    httpStatus: 408,
    retryable: true,
  },
  WS_009: {
    message: 'Channel layer error',
    description: 'Redis connection failed',
    resolution: 'Check Redis server status',
    closeCode: 4009,
    httpStatus: 503,
    retryable: true,
  },
  WS_010: {
    message: 'Message too large',
    description: 'Message exceeds size limit',
    resolution: 'Reduce message size',
    closeCode: 4010,
    httpStatus: 413,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>

/** WS_001 … WS_010. */
export type ErrorCode = keyof typeof ERRORS
