import type { SharedPresence } from './presence.ts'
import type { PresenceSummary } from './presenceRoster.ts'
import type { RedisLink } from './redisLink.ts'
import { withDeadline } from './redisDeadline.ts'
import { readPresenceMessage, type PresenceMessage } from './redisPresenceMessage.ts'

const BEAT_MS = 5_000
/** A node not heard for so long, while we could have heard it, is dead: its users are offline well within 30 s. */
const DEAD_MS = 15_000
/** While we cannot hear the others we believe what they told last; not for ever. */
const AWAY_MS = 30_000
const SWEEPS_PER_BEAT = 5
/** A sweep that comes so late was held up, and so was the hearing. */
const LATE_SWEEPS = 3
/** How long a starting node waits for what the others know. */
const GREETING_MS = 1_000
const USERS_PER_PART = 1_000

/** To all nodes; and to one of them. */
const ALL = 'presence'
const only = (nodeId: string) => `presence:${nodeId}`

export interface PresenceTimes {
  readonly beatMs: number
  readonly deadMs: number
  readonly awayMs: number
}

interface Options {
  readonly link: RedisLink
  readonly presence: SharedPresence
  readonly times?: Partial<PresenceTimes>
  /** Only ever goes forward, in ms. */
  readonly clock?: () => number
}

export interface RedisPresence {
  /** Says goodbye: the others forget this node's users at once. */
  close(): void
}

interface Peer {
  heardAt: number
  /** As of which of its changes we know its users; `undefined`: we have asked for all of them. */
  version: number | undefined
  readonly arrived: Map<number, PresenceSummary>
  parts: number
}

/**
 * Shares presence between the nodes. Each has the truth about its own users in its memory, tells changes as they happen,
 * and beats; a beat says how many changes there were, so whoever missed one asks for the whole. Redis stores nothing.
 * Settles when the nodes that are there have told who is with them.
 */
export async function shareRedisPresence(options: Options): Promise<RedisPresence> {
  const { link, presence, times = {}, clock = () => performance.now() } = options
  const { beatMs, deadMs, awayMs } = { beatMs: BEAT_MS, deadMs: DEAD_MS, awayMs: AWAY_MS, ...times }
  const sweepMs = beatMs / SWEEPS_PER_BEAT
  const peers = new Map<string, Peer>()
  const changedUsers = new Set<number>()
  let version = 0
  let tellTurn: NodeJS.Immediate | undefined
  let connectionChangedAt = clock()
  let sweptAt = clock()
  let greeted: (() => void) | undefined
  let expected = Number.POSITIVE_INFINITY

  function send(channel: string, message: PresenceMessage): void {
    // What is not told now is found out by the first beat afterwards. A busy Redis must not make us look dead.
    if (link.isConnected()) link.publish(channel, JSON.stringify(message), true)
  }

  function beat(call = false): void {
    // What the version counts has to be told before.
    tell()
    send(ALL, { kind: 'beat', version, call })
  }

  function tell(): void {
    clearImmediate(tellTurn)
    tellTurn = undefined
    if (changedUsers.size === 0) return
    const users = [...changedUsers].map((userId): [number, PresenceSummary | null] => [
      userId,
      presence.ownOf(userId) ?? null,
    ])
    changedUsers.clear()
    send(ALL, { kind: 'changes', version: ++version, users })
  }

  function tellAll(nodeId: string): void {
    tell()
    const users = [...presence.own()]
    const parts = Math.max(1, Math.ceil(users.length / USERS_PER_PART))
    for (let part = 0; part < parts; part++) {
      const slice = users.slice(part * USERS_PER_PART, (part + 1) * USERS_PER_PART)
      send(only(nodeId), { kind: 'state', version, part, parts, users: slice })
    }
  }

  function receive(item: unknown, from: string): void {
    const message = readPresenceMessage(item)
    if (!message) return
    if (message.kind === 'bye') return forget([from])
    const peer = peers.get(from) ?? { heardAt: 0, version: undefined, arrived: new Map(), parts: 0 }
    const isNew = !peers.has(from)
    peers.set(from, peer)
    peer.heardAt = clock()
    switch (message.kind) {
      case 'beat':
        if (message.call) beat()
        if (message.version !== peer.version) ask(from, peer)
        return
      case 'changes':
        if (isNew || (peer.version !== undefined && message.version !== peer.version + 1)) return ask(from, peer)
        // What changed before we have the whole is in the whole.
        if (peer.version === undefined) return
        peer.version = message.version
        return presence.learn(from, message.users)
      case 'ask':
        return tellAll(from)
      case 'state':
        return receiveState(from, peer, message)
    }
  }

  function ask(nodeId: string, peer: Peer): void {
    peer.version = undefined
    send(only(nodeId), { kind: 'ask' })
  }

  function receiveState(from: string, peer: Peer, state: PresenceMessage & { kind: 'state' }): void {
    if (state.part === 0) {
      peer.arrived.clear()
      peer.parts = 0
    }
    // A part is missing: the next beat makes us ask again.
    if (state.part !== peer.parts) return
    peer.parts++
    for (const [userId, summary] of state.users) peer.arrived.set(userId, summary)
    if (peer.parts < state.parts) return
    peer.version = state.version
    presence.replace(from, peer.arrived)
    peer.arrived.clear()
    greetedIfAll()
  }

  function greetedIfAll(): void {
    const known = [...peers.values()].filter((peer) => peer.version !== undefined)
    if (known.length >= expected) greeted?.()
  }

  function forget(nodeIds: readonly string[]): void {
    for (const nodeId of nodeIds) peers.delete(nodeId)
    // One of those left stores what the dead cannot; all of them know which one.
    const isHeir = link.isConnected() && [...peers.keys()].every((nodeId) => link.nodeId < nodeId)
    for (const nodeId of nodeIds) presence.forget(nodeId, isHeir)
  }

  function sweep(): void {
    const now = clock()
    // Held up, we have not heard anybody; they are given their time anew.
    if (now - sweptAt > sweepMs * LATE_SWEEPS) connectionChangedAt = now
    sweptAt = now
    const limit = link.isConnected() ? deadMs : awayMs
    const isSilent = (peer: Peer) => now - Math.max(link.isConnected() ? peer.heardAt : 0, connectionChangedAt) > limit
    const silent = [...peers].flatMap(([nodeId, peer]) => (isSilent(peer) ? nodeId : []))
    if (silent.length > 0) forget(silent)
  }

  presence.onOwnChange((userId) => {
    changedUsers.add(userId)
    tellTurn ??= setImmediate(tell)
  })
  const stopListening = link.onConnection((isConnected) => {
    connectionChangedAt = clock()
    if (isConnected) beat(true)
  })
  const beatTimer = setInterval(beat, beatMs)
  const sweepTimer = setInterval(sweep, sweepMs)
  const subscriptions = [await link.subscribe(ALL, receive), await link.subscribe(only(link.nodeId), receive)]
  beat(true)
  const greeting = new Promise<void>((resolve) => (greeted = resolve))
  expected = await link.listenersElsewhere(ALL)
  greetedIfAll()
  await withDeadline(greeting, GREETING_MS)

  return {
    close() {
      clearInterval(beatTimer)
      clearInterval(sweepTimer)
      stopListening()
      presence.onOwnChange(() => {})
      tell()
      send(ALL, { kind: 'bye' })
      for (const unsubscribe of subscriptions) unsubscribe()
    },
  }
}
