import type { PresenceStatus, Room } from '@mediconnect/protocol'
import type { RoomPosition, Store } from '../store/store.ts'
import { roomChannel, USERS_CHANNEL, type ChannelLayer, type RoomEvent, type UserEvent } from './channelLayer.ts'
import { createRoomBatch, type RoomBatch } from './roomBatch.ts'
import { RoomFeed } from './roomFeed.ts'

/** Rooms looked up at once. */
const SYNC_CHUNK = 1_000

/** A socket in a room. */
export interface RoomSubscriber {
  readonly userId: number
  deliver(batch: RoomBatch): void
  /** Whether it is to hear that the user's status is this. One that is behind asks when it is not any more. */
  lacksPresence(userId: number, status: PresenceStatus): boolean
}

/** A socket for a user's notifications. */
export interface UserSubscriber {
  readonly userId: number
  deliver(event: UserEvent): void
  /** Something may have been missed: look into the database. */
  refresh(): void
}

/** Hands events to this node's subscribers; the channel layer takes them to the other nodes and brings theirs. */
export interface Broadcaster {
  publish(roomName: string, event: RoomEvent): void
  /** To this node's subscribers alone. */
  tellRoom(roomName: string, event: RoomEvent): void
  publishToUsers(userIds: readonly number[], event: UserEvent): void
  /** From when it settles on every event is heard; messages and receipts come once `beginRoom` was called. */
  joinRoom(room: Room, subscriber: RoomSubscriber): Promise<void>
  /** `position`: what the room has, read after somebody had joined it. */
  beginRoom(position: RoomPosition): void
  leaveRoom(roomName: string, subscriber: RoomSubscriber): void
  joinUser(subscriber: UserSubscriber): Promise<void>
  leaveUser(subscriber: UserSubscriber): void
  /** Whether a socket of this node in the room is to hear that the user's status is this. */
  lacksPresence(roomName: string, userId: number, status: PresenceStatus): boolean
  close(): void
}

interface Options {
  readonly layer: ChannelLayer
  readonly store: Store
  /** How often it is looked for what a node that died or a lost event did not tell; `undefined`: nothing can get lost. */
  readonly syncMs: number | undefined
  readonly onError: (error: unknown) => void
}

interface OpenRoom {
  readonly channel: string
  readonly subscribers: Set<RoomSubscriber>
  readonly feed: RoomFeed
  readonly subscription: Promise<() => void>
}

const NOBODY: ReadonlySet<RoomSubscriber> = new Set()

export function createBroadcaster({ layer, store, syncMs, onError }: Options): Broadcaster {
  const rooms = new Map<string, OpenRoom>()
  const users = new Map<number, Set<UserSubscriber>>()
  const usersSubscription = layer.subscribe(USERS_CHANNEL, (event) => {
    if (event.kind === 'users') tellUsers(event.user_ids, event.event)
  })
  /** The newest notification of all when it was last looked for them, by the database's clock. */
  let seenAt = ''
  let isSyncing = false

  /** One subscriber's fault must not keep the event from the others, nor look like the publisher's. */
  function guarded(task: () => void): void {
    try {
      task()
    } catch (error) {
      onError(error)
    }
  }

  function openRoom(room: Room): OpenRoom {
    const subscribers = new Set<RoomSubscriber>()
    const feed = new RoomFeed({
      room,
      store,
      onError,
      deliver(events) {
        const batch = createRoomBatch(events)
        for (const each of subscribers) guarded(() => each.deliver(batch))
      },
    })
    const channel = roomChannel(room.name)
    const subscription = layer.subscribe(channel, (event) => {
      if (event.kind !== 'users') feed.push(event)
    })
    return { channel, subscribers, feed, subscription }
  }

  function tellUsers(userIds: readonly number[], event: UserEvent): void {
    // Of the many a broadcast is for, few may be here; of the many here, few may be meant.
    const isMeant = new Set(userIds)
    const here = userIds.length > users.size ? [...users.keys()].filter((userId) => isMeant.has(userId)) : isMeant
    for (const userId of here) {
      for (const each of users.get(userId) ?? []) guarded(() => each.deliver(event))
    }
  }

  /** Finds what no event told of: messages, receipts and notifications that are in the database only. */
  async function sync(): Promise<void> {
    if (isSyncing) return
    isSyncing = true
    try {
      const names = [...rooms.keys()]
      for (let start = 0; start < names.length; start += SYNC_CHUNK) {
        const positions = await store.rooms.newest(names.slice(start, start + SYNC_CHUNK))
        for (const position of positions) rooms.get(position.name)?.feed.sync(position)
      }
      await syncUsers()
    } finally {
      isSyncing = false
    }
  }

  async function syncUsers(): Promise<void> {
    const { newest } = await store.notifications.changedSince(seenAt, [])
    if (newest === seenAt) return
    // Only now who is here: whoever comes later reads by himself what there was until then.
    const { user_ids } = await store.notifications.changedSince(seenAt, [...users.keys()])
    seenAt = newest
    for (const userId of user_ids) for (const each of users.get(userId) ?? []) guarded(() => each.refresh())
  }

  const look = () => void sync().catch(onError)
  const timer = syncMs === undefined ? undefined : setInterval(look, syncMs)
  // What there is before anybody comes is nothing that was missed.
  if (syncMs !== undefined) look()
  const stopListening = layer.onConnection((isConnected) => {
    if (!isConnected) return
    look()
    // What is stored nowhere, like a read mark's notice, is made good by asking for the state anew.
    for (const subscribers of users.values()) for (const each of subscribers) guarded(() => each.refresh())
  })

  return {
    publish: (roomName, event) => layer.publish(rooms.get(roomName)?.channel ?? roomChannel(roomName), event),
    tellRoom: (roomName, event) => rooms.get(roomName)?.feed.push(event),
    publishToUsers: (user_ids, event) => layer.publish(USERS_CHANNEL, { kind: 'users', user_ids, event }),
    async joinRoom(room, subscriber) {
      let open = rooms.get(room.name)
      if (!open) {
        open = openRoom(room)
        rooms.set(room.name, open)
      }
      open.subscribers.add(subscriber)
      await open.subscription
    },
    beginRoom: (position) => rooms.get(position.name)?.feed.begin(position),
    leaveRoom(roomName, subscriber) {
      const open = rooms.get(roomName)
      if (!open?.subscribers.delete(subscriber) || open.subscribers.size > 0) return
      rooms.delete(roomName)
      open.feed.close()
      open.subscription.then((unsubscribe) => unsubscribe()).catch(onError)
    },
    async joinUser(subscriber) {
      const subscribers = users.get(subscriber.userId) ?? new Set()
      users.set(subscriber.userId, subscribers.add(subscriber))
      await usersSubscription
    },
    leaveUser(subscriber) {
      const subscribers = users.get(subscriber.userId)
      if (subscribers?.delete(subscriber) && subscribers.size === 0) users.delete(subscriber.userId)
    },
    lacksPresence(roomName, userId, status) {
      for (const each of rooms.get(roomName)?.subscribers ?? NOBODY) {
        if (each.lacksPresence(userId, status)) return true
      }
      return false
    },
    close() {
      clearInterval(timer)
      stopListening()
      for (const { feed } of rooms.values()) feed.close()
      usersSubscription.then((unsubscribe) => unsubscribe()).catch(onError)
    },
  }
}
