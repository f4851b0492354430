import type { PresenceStatus } from '@mediconnect/protocol'
import { createPresenceRooms, type PresenceRooms } from './presenceRooms.ts'
import { createPresenceRoster, type PresenceRoster, type PresenceSummary } from './presenceRoster.ts'

export type SocketKind = 'chat' | 'notifications'

/** Who is there, over all their sockets on all nodes. What the other nodes tell is kept here, so that asking is free. */
export interface Presence {
  /** `room`: the one a chat socket is in. */
  connect(userId: number, socketId: string, kind: SocketKind, room?: string): void
  declare(userId: number, socketId: string, status: PresenceStatus): void
  disconnect(userId: number, socketId: string): void
  statusOf(userId: number): PresenceStatus
  /** Rooms in which the user has a socket now, each once. */
  roomsOf(userId: number): Iterable<string>
  /** Users who have a socket in the room now, in order. */
  usersIn(roomName: string): number[]
  socketsOf(userId: number): number
  /** Without this node's. */
  socketsElsewhere(userId: number): number
  /** The rooms in which this node has sockets. */
  readonly roomsHere: Pick<PresenceRooms, 'directOf' | 'hasGroups'>
}

/** The side of presence that is turned to the other nodes. */
export interface SharedPresence extends Presence {
  /** Called when what this node has to tell of a user has changed. */
  onOwnChange(listener: (userId: number) => void): void
  own(): Iterable<[number, PresenceSummary]>
  ownOf(userId: number): PresenceSummary | undefined
  /** What a node tells of some of its users; `null`: they have gone from it. */
  learn(nodeId: string, changes: Iterable<readonly [number, PresenceSummary | null]>): void
  /** All users of a node: whoever is not among them has gone from it. */
  replace(nodeId: string, users: ReadonlyMap<number, PresenceSummary>): void
  /** `isHeir`: the node cannot look after its users any more, and this one does it. */
  forget(nodeId: string, isHeir: boolean): void
}

/**
 * Called when a user's status becomes another. `isOurs`: it is on this node to store what has to be stored about it; the
 * user has been here, or on a node that this one stands in for.
 */
export type PresenceChanged = (userId: number, isOurs: boolean) => void

interface Device {
  readonly socketId: string
  readonly kind: SocketKind
  readonly declared: PresenceStatus
  readonly room: string | undefined
}

const STRENGTH: Readonly<Record<PresenceStatus, number>> = { busy: 3, online: 2, away: 1, offline: 0 }

export function createPresence(changed: PresenceChanged): SharedPresence {
  const devicesOf = new Map<number, readonly Device[]>()
  const own = createPresenceRoster()
  const roomsHere = createPresenceRooms()
  const others = new Map<string, PresenceRoster>()
  /** Users who have been here since they were last offline. */
  const ours = new Set<number>()
  let ownChanged: (userId: number) => void = () => {}

  function statusOf(userId: number): PresenceStatus {
    const mine = own.get(userId)
    let isThere = mine !== undefined
    let chats = mine?.chats ?? null
    for (const roster of others.values()) {
      const summary = roster.get(userId)
      if (!summary) continue
      isThere = true
      chats = stronger(chats, summary.chats)
    }
    // Hearing notifications says that the user is there, but not against what their chats say.
    return chats ?? (isThere ? 'online' : 'offline')
  }

  function socketsElsewhere(userId: number): number {
    let count = 0
    for (const roster of others.values()) count += roster.get(userId)?.sockets ?? 0
    return count
  }

  /** Tells when the status is another afterwards. */
  function update(userId: number, change: () => void, isHeir = false): void {
    const before = statusOf(userId)
    change()
    const isHere = own.get(userId) !== undefined
    const status = statusOf(userId)
    if (isHere) ours.add(userId)
    const isOurs = isHeir || ours.has(userId)
    if (!isHere && status === 'offline') ours.delete(userId)
    if (status !== before) changed(userId, isOurs)
  }

  function updateOwn(userId: number, devices: readonly Device[]): void {
    if (devices.length > 0) devicesOf.set(userId, devices)
    else devicesOf.delete(userId)
    update(userId, () => own.set(userId, summarise(devices)))
    ownChanged(userId)
  }

  /** What this node and the others have, each once. */
  function everywhere<Each>(here: Iterable<Each>, of: (roster: PresenceRoster) => Iterable<Each>): Iterable<Each> {
    if (others.size === 0) return here
    const all = new Set(here)
    for (const roster of others.values()) for (const each of of(roster)) all.add(each)
    return all
  }

  function rosterOf(nodeId: string): PresenceRoster {
    const roster = others.get(nodeId) ?? createPresenceRoster()
    others.set(nodeId, roster)
    return roster
  }

  return {
    connect(userId, socketId, kind, room) {
      const devices = devicesOf.get(userId) ?? []
      const otherDevices = devices.filter((device) => device.socketId !== socketId)
      // A socket whose token expired as it began begins again.
      if (room !== undefined && otherDevices.length === devices.length) roomsHere.enter(room)
      updateOwn(userId, [...otherDevices, { socketId, kind, room, declared: 'online' }])
    },
    declare(userId, socketId, declared) {
      const devices = devicesOf.get(userId) ?? []
      updateOwn(
        userId,
        devices.map((device) => (device.socketId === socketId ? { ...device, declared } : device)),
      )
    },
    disconnect(userId, socketId) {
      const devices = devicesOf.get(userId)
      const device = devices?.find((each) => each.socketId === socketId)
      if (!devices || !device) return
      if (device.room !== undefined) roomsHere.leave(device.room)
      updateOwn(
        userId,
        devices.filter((each) => each !== device),
      )
    },
    statusOf,
    roomsOf: (userId) => everywhere(own.get(userId)?.rooms ?? [], (roster) => roster.get(userId)?.rooms ?? []),
    usersIn(roomName) {
      const users = everywhere(own.inRoom(roomName), (roster) => roster.inRoom(roomName))
      return [...users].sort((a, b) => a - b)
    },
    socketsOf: (userId) => (own.get(userId)?.sockets ?? 0) + socketsElsewhere(userId),
    socketsElsewhere,
    roomsHere,
    onOwnChange(listener) {
      ownChanged = listener
    },
    own: () => own.users(),
    ownOf: (userId) => own.get(userId),
    learn(nodeId, changes) {
      const roster = rosterOf(nodeId)
      for (const [userId, summary] of changes) update(userId, () => roster.set(userId, summary ?? undefined))
    },
    replace(nodeId, users) {
      const roster = rosterOf(nodeId)
      const gone = [...roster.users()].flatMap(([userId]) => (users.has(userId) ? [] : userId))
      for (const [userId, summary] of users) update(userId, () => roster.set(userId, summary))
      for (const userId of gone) update(userId, () => roster.set(userId, undefined))
    },
    forget(nodeId, isHeir) {
      const roster = others.get(nodeId)
      if (!roster) return
      for (const [userId] of [...roster.users()]) update(userId, () => roster.set(userId, undefined), isHeir)
      others.delete(nodeId)
    },
  }
}

function summarise(devices: readonly Device[]): PresenceSummary | undefined {
  if (devices.length === 0) return undefined
  let chats: PresenceStatus | null = null
  const rooms: string[] = []
  for (const { kind, declared, room } of devices) {
    if (kind === 'chat') chats = stronger(chats, declared)
    if (room !== undefined && !rooms.includes(room)) rooms.push(room)
  }
  return { chats, sockets: devices.length, rooms }
}

function stronger(a: PresenceStatus | null, b: PresenceStatus | null): PresenceStatus | null {
  if (a === null || b === null) return a ?? b
  return STRENGTH[a] >= STRENGTH[b] ? a : b
}
