import { PresenceStatusSchema } from '@mediconnect/protocol'
import * as v from 'valibot'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const SummarySchema = v.object({
  chats: v.nullable(PresenceStatusSchema),
  sockets: count,
  rooms: v.pipe(v.array(v.string()), v.readonly()),
})

const PresenceMessageSchema = v.variant('kind', [
  /** A node lives, and has told `version` changes. `call`: the others are to say the same. */
  v.object({ kind: v.literal('beat'), version: count, call: v.boolean() }),
  /** The users of the sender who changed. Who knows its users as of `version - 1` knows them now as of `version`. */
  v.object({
    kind: v.literal('changes'),
    version: count,
    users: v.array(v.tuple([count, v.nullable(SummarySchema)])),
  }),
  /** To one node: tell me all your users. */
  v.object({ kind: v.literal('ask') }),
  /** A part of the answer. */
  v.object({
    kind: v.literal('state'),
    version: count,
    part: count,
    parts: count,
    users: v.array(v.tuple([count, SummarySchema])),
  }),
  /** The sender goes; its users have left before. */
  v.object({ kind: v.literal('bye') }),
])

/** What nodes tell each other about who is there. */
export type PresenceMessage = v.InferOutput<typeof PresenceMessageSchema>

export function readPresenceMessage(item: unknown): PresenceMessage | undefined {
  const result = v.safeParse(PresenceMessageSchema, item, { abortEarly: true })
  return result.success ? result.output : undefined
}
