import { encodeFrame, ERRORS, type Refusal } from '@mediconnect/protocol'

/** A refusal as the peer gets it. */
export function errorFrame({ code, details, about }: Refusal, now: number): string {
  const { client_id, message_id, retry_after } = about
  return encodeFrame({
    type: 'error',
    data: {
      code,
      message: ERRORS[code].message,
      details,
      timestamp: new Date(now).toISOString(),
      retry_after,
      client_id: client_id ?? undefined,
      message_id,
    },
  })
}
