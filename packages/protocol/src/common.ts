import * as v from 'valibot'
import { bareFrame, frame } from './frame.ts'
import { TimestampSchema } from './models.ts'

/** Keeps a socket alive. Answered with the same type by our server (added by the contract). */
export const HeartbeatSchema = bareFrame('heartbeat', { timestamp: v.optional(TimestampSchema) })
/** A sign of life, either way. */
export type HeartbeatFrame = v.InferOutput<typeof HeartbeatSchema>

/** Renews the token of an open socket (added by the contract). */
export const AuthenticateSchema = frame('authenticate', { token: v.pipe(v.string(), v.minLength(1)) })
/** A new token for an open socket. */
export type AuthenticateFrame = v.InferOutput<typeof AuthenticateSchema>

/** Says what went wrong. `retry_after` is in milliseconds; `client_id` or `message_id` names the message it is about. */
export const ErrorSchema = frame('error', {
  code: v.string(),
  message: v.string(),
  details: v.nullish(v.string()),
  timestamp: v.optional(TimestampSchema),
  retry_after: v.nullish(v.pipe(v.number(), v.minValue(0))),
  client_id: v.nullish(v.string()),
  message_id: v.nullish(v.number()),
})
/** What went wrong, and with which message. */
export type ErrorFrame = v.InferOutput<typeof ErrorSchema>
