import { type ChatClientFrame, Refusal } from '@mediconnect/protocol'
import { accessRefusal, canJoin } from '../auth/access.ts'
import { isTooDeep } from '../nesting.ts'
import type { Inbound } from '../session/inbound.ts'
import type { Caller } from '../store/caller.ts'
import type { AppendOutcome, StoredMessage } from '../store/store.ts'
import type { ChatContext } from './chatContext.ts'
import { uploadIdOf } from './fileUrl.ts'
import { requireOwn } from './sender.ts'

type SendMessage = Extract<ChatClientFrame, { type: 'send_message' }>

/** A delivery slower than this is worth a line in the log (websockets-module.md, "Performance Metrics"). */
const SLOW_MS = 1_000

/** Stores a message; then, and only then, everyone in the room sees it. */
export function sendMessage(
  { data }: SendMessage,
  context: ChatContext,
  { receivedAt }: Pick<Inbound, 'receivedAt'>,
): void {
  const { session, services, room } = context
  requireOwn(data.sender_id, context)
  const draft = {
    room,
    sender_id: session.user.id,
    receiver_id: receiverOf(data, context),
    message: data.message,
    message_type: data.message_type,
    metadata: data.metadata,
    client_id: data.client_id ?? null,
    upload_id: attachmentOf(data) ?? null,
    origin: session.origin,
  }
  services.store.messages.append(draft, canJoin, new Sending(data, context, receivedAt))
}

/** A message on its way to the disk. */
class Sending implements Caller<AppendOutcome> {
  readonly #data: SendMessage['data']
  readonly #context: ChatContext
  readonly #receivedAt: number
  #hasFailed = false

  constructor(data: SendMessage['data'], context: ChatContext, receivedAt: number) {
    this.#data = data
    this.#context = context
    this.#receivedAt = receivedAt
    context.onTheirWay.begin()
  }

  committed(outcome: AppendOutcome): void {
    answer(outcome, this.#context, this.#receivedAt)
    // One that was given up and came through all the same has been answered.
    if (!this.#hasFailed) this.#context.onTheirWay.arrived()
  }

  failed(error: Error): void {
    this.#hasFailed = true
    this.#context.onTheirWay.failed(error, this.#data)
  }
}

/** Runs after the commit. What it throws is what the sender is told. */
function answer(outcome: AppendOutcome, context: ChatContext, receivedAt: number): void {
  switch (outcome.kind) {
    case 'stored':
      return publish(outcome, context, receivedAt)
    case 'duplicate':
      return echo(outcome.message, context)
    case 'conflict':
      throw new Refusal('WS_004', 'data.client_id was already used in another room. Make a new one for each message.')
    case 'unknown_upload':
      throw new Refusal('WS_004', 'data.metadata.file_url is not an upload of this room.')
    case 'refused':
      throw accessRefusal(outcome.code)
  }
}

/** After the messages of the same commit, which go out at the end of this turn: one before them would look like a gap. */
function echo(message: StoredMessage, { session, services }: ChatContext): void {
  const text = services.encodeMessage(message)
  queueMicrotask(() => session.sendText(text))
}

type Stored = Extract<AppendOutcome, { kind: 'stored' }>

function publish({ message, reader_ids }: Stored, { session, services, room }: ChatContext, receivedAt: number): void {
  services.broadcaster.publish(room.name, {
    kind: 'message',
    seq: message.seq,
    reader_ids,
    text: services.encodeMessage(message),
  })
  services.typing.sent(room.name, session.user)
  services.metrics.messages.inc()
  const elapsed = performance.now() - receivedAt
  services.metrics.latency.observe(elapsed / 1000)
  if (elapsed > SLOW_MS) {
    services.log.warn(
      { event_type: 'slow_message', user_id: session.user.id, latency_ms: Math.round(elapsed) },
      'Slow message delivery',
    )
  }
}

function receiverOf(data: SendMessage['data'], { session, room }: ChatContext): number | null {
  if (room.kind !== 'direct') return null
  if (data.receiver_id === undefined || data.receiver_id === null) {
    throw new Refusal('WS_004', 'data.receiver_id: expected the other user of this room.')
  }
  if (data.receiver_id === session.user.id || !room.userIds.includes(data.receiver_id)) {
    throw new Refusal('WS_006', 'data.receiver_id is not the other user of this room.')
  }
  return data.receiver_id
}

/** Checks what the message carries. Gives the upload it points to, if it is one of ours. */
function attachmentOf({ message, message_type, metadata }: SendMessage['data']): string | undefined {
  if (isTooDeep(metadata)) throw new Refusal('WS_004', 'data.metadata: expected less nesting.')
  const { file_url } = metadata
  if (message_type === 'text' && message.trim() === '') {
    throw new Refusal('WS_004', 'data.message: expected a text that is not blank.')
  }
  if (file_url === undefined || file_url === null) {
    if (message_type === 'text') return undefined
    throw new Refusal('WS_004', `data.metadata.file_url: expected where the ${message_type} is.`)
  }
  return uploadIdOf(file_url)
}
