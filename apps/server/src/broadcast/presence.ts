import type { PresenceStatus } from '@mediconnect/protocol'

export type SocketKind = 'chat' | 'notifications'

/** Who is there, over all their sockets. */
export interface Presence {
  /** `room`: the one a chat socket is in. */
  connect(userId: number, socketId: string, kind: SocketKind, room?: string): void
  declare(userId: number, socketId: string, status: PresenceStatus): void
  disconnect(userId: number, socketId: string): void
  statusOf(userId: number): PresenceStatus
  /** Rooms in which the user has a socket now. */
  roomsOf(userId: number): string[]
}

interface Device {
  readonly kind: SocketKind
  readonly declared: PresenceStatus
  readonly room: string | undefined
}

const STRONGEST_FIRST = ['busy', 'online', 'away'] as const

/** Presence within this process. `changed` is called when a user's status becomes another. */
export function createPresence(changed: (userId: number) => void): Presence {
  const users = new Map<number, Map<string, Device>>()

  function update(userId: number, change: (devices: Map<string, Device>) => void): void {
    const before = statusOf(userId)
    const devices = users.get(userId) ?? new Map<string, Device>()
    change(devices)
    if (devices.size > 0) users.set(userId, devices)
    else users.delete(userId)
    if (statusOf(userId) !== before) changed(userId)
  }

  function statusOf(userId: number): PresenceStatus {
    const devices = [...(users.get(userId)?.values() ?? [])]
    const chats = devices.filter((device) => device.kind === 'chat')
    // Hearing notifications says that the user is there, but not against what their chats say.
    if (chats.length === 0) return devices.length > 0 ? 'online' : 'offline'
    return STRONGEST_FIRST.find((status) => chats.some((device) => device.declared === status)) ?? 'offline'
  }

  return {
    connect: (userId, socketId, kind, room) =>
      update(userId, (devices) => devices.set(socketId, { kind, room, declared: 'online' })),
    declare: (userId, socketId, status) =>
      update(userId, (devices) => {
        const device = devices.get(socketId)
        if (device) devices.set(socketId, { ...device, declared: status })
      }),
    disconnect: (userId, socketId) => update(userId, (devices) => devices.delete(socketId)),
    statusOf,
    roomsOf: (userId) => [...(users.get(userId)?.values() ?? [])].flatMap((device) => device.room ?? []),
  }
}
