import { randomUUID } from 'node:crypto'
import {
  chatServerFrames,
  encodeFrame,
  ERRORS,
  otherUserId,
  parseFrame,
  parseRoom,
  type ChatServerFrame,
  type PresenceStatus,
} from '@mediconnect/protocol'
import type { Random } from '../test/generated/random.ts'
import { createDialer } from './dialer.ts'
import { createMessageLog, type MessageLog } from './messageLog.ts'
import type { OwnMessage } from './seenMessage.ts'

/** Messages that may be out without an answer. */
const WINDOW = 5
/** Where a refusal does not say how long to wait. */
const RETRY_MS = 1_000
/** The codes a message may be refused with and accepted later. */
const PASSING = new Set(['WS_003', 'WS_007'])

export interface FaultClientOptions {
  readonly name: string
  readonly userId: number
  readonly room: string
  /** Where the server is; the next one is tried when one fails. */
  readonly urls: readonly string[]
  readonly sign: (userId: number) => Promise<string>
  readonly random: Random
  /** Called with each message that comes, before anything else happens. */
  readonly onMessage?: () => void
}

export interface ClientCounts {
  reconnects: number
  resends: number
  ws003: number
  ws009: number
}

/** A client that keeps the contract: resumes with `since`, sends again what was not answered, and misses nothing. */
export interface FaultClient {
  readonly name: string
  readonly userId: number
  readonly room: string
  readonly log: MessageLog
  readonly counts: Readonly<ClientCounts>
  /** How its sockets ended, by close code. */
  readonly closes: ReadonlyMap<number, number>
  /** What the server did that it must not do. */
  readonly problems: readonly string[]
  /** What it was told of the others. */
  readonly presence: ReadonlyMap<number, PresenceStatus>
  /** Connected and greeted. */
  isOnline(): boolean
  isGone(): boolean
  /** Its own messages that have no echo yet. */
  pending(): number
  /** `shared`: the id of a message that another client of the user sends as well. */
  say(message: string, shared?: string): void
  /** Closes the socket in order and resumes. */
  resume(): void
  /** What it has lost, it has lost: it does not come back when its socket ends. */
  stay(): void
  leave(): void
}

export function createFaultClient(options: FaultClientOptions): FaultClient {
  const { name, userId, room, urls, sign, random, onMessage } = options
  const problems: string[] = []
  const counts: ClientCounts = { reconnects: 0, resends: 0, ws003: 0, ws009: 0 }
  const presence = new Map<number, PresenceStatus>()
  const log = createMessageLog(userId, (problem) => problems.push(problem))
  const place = parseRoom(room)
  const receiver_id = place?.kind === 'direct' ? otherUserId(place, userId) : undefined
  /** In the order in which they were said: not sent yet; sent and not answered; refused for the moment. */
  const waiting: OwnMessage[] = []
  const out = new Map<string, OwnMessage>()
  const refused = new Set<string>()
  let isGreeted = false
  let wasGreeted = false
  /** Until the replay has come this far nothing is sent; `undefined`: it has, and all is sent. */
  let resendFrom: number | undefined
  let retryTimer: NodeJS.Timeout | undefined
  const dialer = createDialer({
    urls,
    random,
    request: async () => ({
      path: `/ws/chat/${room}/?since=${log.lastSeq()}`,
      protocols: ['chat', `bearer.${await sign(userId)}`],
    }),
    onText: receive,
    onLost,
    onProblem: complain,
  })

  function complain(problem: string): void {
    problems.push(problem)
  }

  function onLost(): void {
    clearTimeout(retryTimer)
    retryTimer = undefined
    isGreeted = false
    refused.clear()
    presence.clear()
  }

  function receive(text: string): void {
    const parsed = parseFrame(chatServerFrames, text)
    if (parsed.ok) return take(parsed.frame)
    complain(`A frame that is not of the protocol: ${parsed.problem.message}`)
  }

  function take(frame: ChatServerFrame): void {
    switch (frame.type) {
      case 'connection_status':
        return takeStatus(frame.data)
      case 'chat_message':
        return takeMessage(frame.data)
      case 'presence_status':
        return void presence.set(frame.data.user.id, frame.data.status)
      case 'error':
        return takeError(frame.data)
      case 'typing_notification':
      case 'message_status':
      case 'file_shared':
      case 'heartbeat':
        return
    }
  }

  function takeStatus(data: Extract<ChatServerFrame, { type: 'connection_status' }>['data']): void {
    if (data.status === 'disconnected') return
    const last = data.last_seq
    if (last === undefined) return complain('The greeting had no last_seq.')
    if (last < log.lastSeq())
      complain(`The server has messages up to ${last}; seen were messages up to ${log.lastSeq()}.`)
    if (data.truncated) complain('What was missed was cut short without being asked.')
    for (const { user, status } of data.user_status ?? []) presence.set(user.id, status)
    dialer.succeeded()
    isGreeted = true
    if (wasGreeted) counts.reconnects++
    wasGreeted = true
    // What the replay brings needs not be sent again. Some clients wait for it, some do not.
    resendFrom = random.chance(0.5) ? last : 0
    resend()
  }

  function takeMessage(data: Extract<ChatServerFrame, { type: 'chat_message' }>['data']): void {
    onMessage?.()
    const echoed = log.take(data)
    if (echoed !== undefined) {
      out.delete(echoed)
      refused.delete(echoed)
      const index = waiting.findIndex((own) => own.client_id === echoed)
      if (index >= 0) waiting.splice(index, 1)
    }
    resend()
    pump()
  }

  function takeError({ code, client_id, retry_after }: Extract<ChatServerFrame, { type: 'error' }>['data']): void {
    if (code === 'WS_003') counts.ws003++
    if (code === 'WS_009') counts.ws009++
    // The socket ends; resuming is what it is for.
    if (client_id === undefined || client_id === null) {
      if (!isKnownRetryable(code)) complain(`${code} came.`)
      return
    }
    if (!PASSING.has(code)) return complain(`A message was refused with ${code}.`)
    const isGiven = typeof retry_after === 'number' && retry_after > 0
    if (!isGiven) complain(`${code} had no retry_after.`)
    if (!out.has(client_id)) return
    refused.add(client_id)
    retryTimer ??= setTimeout(retry, isGiven ? retry_after : RETRY_MS)
  }

  function retry(): void {
    retryTimer = undefined
    for (const own of out.values()) if (refused.delete(own.client_id)) transmit(own)
    pump()
  }

  /** After a reconnect: everything that was not answered, in its order, before anything new. */
  function resend(): void {
    if (!isGreeted || resendFrom === undefined || log.lastSeq() < resendFrom) return
    resendFrom = undefined
    for (const own of out.values()) transmit(own)
    pump()
  }

  function pump(): void {
    if (!isGreeted || resendFrom !== undefined || retryTimer !== undefined) return
    while (out.size < WINDOW) {
      const own = waiting.shift()
      if (!own) return
      out.set(own.client_id, own)
      transmit(own)
    }
  }

  function transmit(own: OwnMessage): void {
    if (own.sends++ > 0) counts.resends++
    const { client_id, message } = own
    dialer.send(encodeFrame({ type: 'send_message', data: { message, receiver_id, client_id } }))
  }

  return {
    name,
    userId,
    room,
    log,
    counts,
    closes: dialer.closes,
    problems,
    presence,
    isOnline: () => isGreeted && !dialer.isGone(),
    isGone: dialer.isGone,
    pending: () => waiting.length + out.size,
    say(message, shared) {
      waiting.push(log.say(message, shared ?? randomUUID(), shared !== undefined))
      pump()
    },
    resume: dialer.redial,
    stay: dialer.stay,
    leave() {
      dialer.leave()
      clearTimeout(retryTimer)
    },
  }
}

function isKnownRetryable(code: string): boolean {
  return Object.entries(ERRORS).some(([known, { retryable }]) => known === code && retryable)
}
