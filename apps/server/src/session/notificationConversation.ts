import { notificationClientFrames, type NotificationServerFrame } from '@mediconnect/protocol'
import type { NotificationType, Priority } from '@mediconnect/protocol'
import { userChannel, type ChannelEvent } from '../broadcast/channelLayer.ts'
import type { NotificationFilter } from '../handlers/notificationContext.ts'
import { handleNotificationFrame } from '../handlers/notifications.ts'
import { Refusal } from '../refusal.ts'
import { createDispatch } from './dispatch.ts'
import type { Services } from './services.ts'
import type { Conversation, SessionHandle } from './session.ts'

/** Notifications read from the store at once while catching up. */
const CATCH_UP_PAGE = 100
/** Frames that are stored nowhere, kept for a peer that cannot get them now. */
const MAX_HELD_NOTICES = 100

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
  const channel = userChannel(userId)
  const subscriber = { userId, deliver }
  const notices: string[] = []
  let filter: NotificationFilter = {}
  let isGreeted = false
  let isLive = false
  let isLeft = false
  let catchUps = 0
  let sentAt = ''
  let knownAt = ''
  let unread = Promise.resolve()

  async function start(): Promise<void> {
    await broadcaster.join(channel, subscriber)
    if (isLeft) return broadcaster.leave(channel, subscriber)
    presence.connect(userId, session.socketId, 'notifications')
    sentAt = since ?? (await store.notifications.newest(userId))
    if (!session.isOpen()) return
    await sendUnread()
    isGreeted = session.isOpen()
    sendNotices()
    // Whoever counts each of the missed ones ends with the right number.
    if (await catchUp()) await sendUnread()
  }

  function sendNotices(): void {
    if (session.isOpen()) for (const text of notices.splice(0)) session.sendText(text)
  }

  /** Sends what this socket has not got yet. Whether there was any. */
  async function catchUp(): Promise<boolean> {
    isLive = false
    let hasSent = false
    const run = ++catchUps
    const isCurrent = () => session.isOpen() && run === catchUps
    while (isCurrent()) {
      const page = await store.notifications.after(userId, sentAt, CATCH_UP_PAGE)
      for (const data of page) {
        if (!isCurrent()) return hasSent
        if (wants(data.notification_type, data.priority)) {
          session.send({ type: 'new_notification', data } satisfies NotificationServerFrame)
          hasSent = true
        }
        if (session.isOpen()) sentAt = data.created_at
      }
      if (page.length === 0 && knownAt <= sentAt) break
      await session.drained()
    }
    if (isCurrent()) isLive = true
    return hasSent
  }

  /** One count after the other, so that the last one is the newest. */
  function sendUnread(): Promise<void> {
    unread = unread.then(countUnread).catch(onFault)
    return unread
  }

  async function countUnread(): Promise<void> {
    const count = await store.notifications.unread(userId)
    session.send({
      type: 'unread_count_update',
      data: { ...count, timestamp: new Date(now()).toISOString() },
    } satisfies NotificationServerFrame)
  }

  function wants(type: NotificationType, priority: Priority): boolean {
    if (priority === 'critical') return true
    const { notification_types, priorities } = filter
    return (notification_types?.includes(type) ?? true) && (priorities?.includes(priority) ?? true)
  }

  function deliver(event: ChannelEvent): void {
    switch (event.kind) {
      case 'notification':
        if (event.created_at > knownAt) knownAt = event.created_at
        if (!isLive || !session.isOpen() || event.created_at <= sentAt) return
        if (wants(event.notification_type, event.priority)) session.sendText(event.text)
        if (session.isOpen()) sentAt = event.created_at
        return
      case 'notice':
        if (isGreeted && session.isOpen()) return session.sendText(event.text)
        notices.push(event.text)
        if (notices.length > MAX_HELD_NOTICES) session.drop('Too much was missed; resume.')
        return
      case 'unread':
        if (isGreeted && session.isOpen()) void sendUnread()
        return
      case 'message':
      case 'receipts':
      case 'presence':
      case 'typing':
        // Only for rooms, never for users.
        return
    }
  }

  function onFault(error: unknown): void {
    log.error({ err: error, user_id: userId }, 'Reading notifications failed')
    session.drop('The server could not read on; resume.')
  }

  return {
    start,
    async resume() {
      if (!isGreeted) return start()
      await catchUp()
      sendNotices()
      await sendUnread()
    },
    deliver,
    dispatch: createDispatch({
      frames: notificationClientFrames,
      handle: (frame, inbound) =>
        handleNotificationFrame(
          frame,
          {
            session,
            services,
            subscribe(wanted) {
              filter = wanted
            },
          },
          inbound,
        ),
      limits: services.limits,
      maxMessageBytes: services.config.maxMessageBytes,
      userId,
      onRefusal: session.answer,
      onFault: (error) => log.error({ err: error, user_id: userId }, 'A frame failed'),
    }),
    async recheck() {
      const user = await store.users.find(userId)
      if (!user?.is_active) session.refuse(new Refusal('WS_001', 'This user is not active.'))
    },
    farewell: () => undefined,
    leave() {
      isLeft = true
      broadcaster.leave(channel, subscriber)
      presence.disconnect(userId, session.socketId)
    },
  }
}
