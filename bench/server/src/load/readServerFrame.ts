import { chatServerFrames, parseFrame } from '@mediconnect/protocol'

/** What the load test has to know of a frame. */
export type SeenFrame =
  | { readonly kind: 'joined'; readonly lastSeq: number | undefined }
  | {
      readonly kind: 'message'
      readonly seq: number | undefined
      readonly clientId: string | undefined
      readonly text: string
    }
  | {
      readonly kind: 'error'
      readonly code: string
      readonly clientId: string | undefined
      readonly retryAfter: number | undefined
    }
  | { readonly kind: 'other' }

/** Reads a frame as a client of the protocol does. */
export function readServerFrame(text: string): SeenFrame {
  const parsed = parseFrame(chatServerFrames, text)
  if (!parsed.ok) return { kind: 'error', code: parsed.problem.message, clientId: undefined, retryAfter: undefined }
  const { frame } = parsed
  switch (frame.type) {
    case 'connection_status':
      return frame.data.status === 'disconnected' ? { kind: 'other' } : { kind: 'joined', lastSeq: frame.data.last_seq }
    case 'chat_message':
      return {
        kind: 'message',
        seq: frame.data.seq,
        clientId: frame.data.client_id ?? undefined,
        text: frame.data.message,
      }
    case 'error':
      return {
        kind: 'error',
        code: frame.data.code,
        clientId: frame.data.client_id ?? undefined,
        retryAfter: frame.data.retry_after ?? undefined,
      }
    default:
      return { kind: 'other' }
  }
}
