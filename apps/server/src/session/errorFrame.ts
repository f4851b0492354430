import { encodeFrame, ERRORS, type Refusal } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'

/** A refusal as the peer gets it. */
export function errorFrame({ code, details, about }: Refusal, now: number): string {
  const { client_id, message_id, retry_after } = about
  return encodeFrame({
    type: 'error',
    data: {
      code,
      message: ERRORS[code].message,
      details,
      timestamp: isoTime(now),
      retry_after,
      client_id: client_id ?? undefined,
      message_id,
    },
  })
}
