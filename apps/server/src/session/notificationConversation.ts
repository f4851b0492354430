import { notificationClientFrames, type NotificationServerFrame, Refusal } from '@mediconnect/protocol'
import type { NotificationType, Priority } from '@mediconnect/protocol'
import type { UserEvent } from '../broadcast/channelLayer.ts'
import type { NotificationContext, NotificationFilter } from '../handlers/notificationContext.ts'
import { handleNotificationFrame } from '../handlers/notifications.ts'
import { awayRefusal } from '../awayRefusal.ts'
import { FrameDispatch } from './dispatch.ts'
import type { Services } from './services.ts'
import type { Conversation, SessionHandle } from './session.ts'
import { createUnreadCount } from './unreadCount.ts'

/** Notifications read from the store at once while catching up. */
const CATCH_UP_PAGE = 100
/** Frames that are stored nowhere, kept for a peer that cannot get them now. */
const MAX_HELD_NOTICES = 100
/** Notifications that came live, kept until the store has been read past them. */
const MAX_LIVE = 50

interface Options {
  readonly session: SessionHandle
  readonly services: Services
  /** `created_at` of the last notification the client has seen, when it resumes. */
  readonly since: string | undefined
}

/** A user's notifications on one socket. Behind or live in the same way as a socket in a room. */
export function createNotificationConversation({ session, services, since }: Options): Conversation {
  const { store, broadcaster, presence, log, now } = services
  const userId = session.user.id
  const subscriber = { userId, deliver, refresh }
  const unread = createUnreadCount({ session, notifications: store.notifications, now, onFault })
  const context: NotificationContext = {
    session,
    services,
    subscribe(wanted) {
      filter = wanted
    },
  }
  const notices: string[] = []
  let filter: NotificationFilter = {}
  let isGreeted = false
  let isLive = false
  let isLeft = false
  let reading: Promise<boolean> | undefined
  /** Counts what there was to hear, to see whether there was more while the store was read. */
  let heard = 0
  /** Up to here everything was sent, in the store's order. */
  let readAt = ''
  /** What came live after {@link readAt}: events of two nodes can pass each other on the way, the store's order stands. */
  const live = new Set<string>()

  async function start(): Promise<void> {
    await broadcaster.joinUser(subscriber)
    if (isLeft) return broadcaster.leaveUser(subscriber)
    presence.connect(userId, session.socketId, 'notifications')
    readAt = since ?? (await store.notifications.newest(userId))
    if (!session.isOpen()) return
    await unread.send()
    isGreeted = session.isOpen()
    if (isGreeted && !services.layer.isConnected()) session.answer(awayRefusal())
    sendNotices()
    // Whoever counts each of the missed ones ends with the right number.
    if (await catchUp()) await unread.send()
  }

  function sendNotices(): void {
    if (session.isOpen()) for (const text of notices.splice(0)) session.sendText(text)
  }

  /** Sends what this socket has not got yet. Whether there was any. Who calls meanwhile joins in. */
  function catchUp(): Promise<boolean> {
    heard++
    isLive = false
    if (!session.isOpen()) return Promise.resolve(false)
    reading ??= readOn()
    return reading
  }

  async function readOn(): Promise<boolean> {
    let hasSent = false
    try {
      if (session.isSlow()) await session.drained()
      while (session.isOpen()) {
        const before = heard
        const page = await store.notifications.after(userId, readAt, CATCH_UP_PAGE)
        for (const data of page) {
          if (!session.isOpen()) return hasSent
          if (!live.delete(data.created_at) && wants(data.notification_type, data.priority)) {
            session.send({ type: 'new_notification', data } satisfies NotificationServerFrame)
            hasSent = true
          }
          if (session.isOpen()) readAt = data.created_at
        }
        // What was heard of meanwhile may be there now; what was heard of before and is not there was deleted.
        if (page.length === 0 && heard === before) break
        await session.drained()
      }
      if (session.isOpen()) {
        isLive = true
        live.clear()
      }
      return hasSent
    } finally {
      reading = undefined
    }
  }

  function wants(type: NotificationType, priority: Priority): boolean {
    if (priority === 'critical') return true
    const { notification_types, priorities } = filter
    return (notification_types?.includes(type) ?? true) && (priorities?.includes(priority) ?? true)
  }

  function deliver(event: UserEvent): void {
    switch (event.kind) {
      case 'notification':
        return deliverNotification(event)
      case 'notice':
        if (isGreeted && session.isOpen()) return session.sendText(event.text)
        notices.push(event.text)
        if (notices.length > MAX_HELD_NOTICES) session.drop('Too much was missed; resume.')
        return
      case 'unread':
        if (isGreeted && session.isOpen()) void unread.send()
        return
    }
  }

  function deliverNotification(event: Extract<UserEvent, { kind: 'notification' }>): void {
    const { created_at, notification_type, priority, text } = event
    heard++
    if (!isLive || !session.isOpen() || created_at <= readAt || live.has(created_at)) return
    // What is live joins what is behind: it is read from the store once the peer has read what it has.
    if (session.isSlow() || live.size >= MAX_LIVE) return void catchUp().catch(onFault)
    if (wants(notification_type, priority)) session.sendText(text)
    if (session.isOpen()) live.add(created_at)
  }

  /** What the socket has not heard of is in the store, and so is the right count. */
  function refresh(): void {
    if (isGreeted && session.isOpen()) void reread().catch(onFault)
  }

  async function reread(): Promise<void> {
    await catchUp()
    sendNotices()
    await unread.send()
  }

  function onFault(error: unknown): void {
    log.error({ err: error, user_id: userId }, 'Reading notifications failed')
    session.drop('The server could not read on; resume.')
  }

  return {
    start,
    async resume() {
      if (!isGreeted) return start()
      await reread()
    },
    dispatch: new FrameDispatch(
      {
        frames: notificationClientFrames,
        userId,
        handle: (frame, inbound) => handleNotificationFrame(frame, context, inbound),
        onRefusal: (refusal) => session.answer(refusal),
        onFault: (error) => log.error({ err: error, user_id: userId }, 'A frame failed'),
      },
      services,
    ),
    async recheck() {
      const user = await store.users.find(userId)
      if (!user?.is_active) session.refuse(new Refusal('WS_001', 'This user is not active.'))
    },
    farewell: () => undefined,
    leave() {
      isLeft = true
      broadcaster.leaveUser(subscriber)
      presence.disconnect(userId, session.socketId)
    },
  }
}
