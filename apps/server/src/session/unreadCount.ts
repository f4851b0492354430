import type { NotificationServerFrame } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { NotificationStore } from '../store/store.ts'
import type { SessionHandle } from './session.ts'

interface Options {
  readonly session: Pick<SessionHandle, 'send' | 'isOpen' | 'user'>
  readonly notifications: Pick<NotificationStore, 'unread'>
  readonly now: () => number
  readonly onFault: (error: unknown) => void
}

/** Tells one socket how many of its user's notifications are unread. */
export interface UnreadCount {
  /** Settles when a count read after this call was sent. While one is being read, all who call share the next. */
  send(): Promise<void>
}

export function createUnreadCount({ session, notifications, now, onFault }: Options): UnreadCount {
  let running: Promise<void> | undefined
  let isAskedAgain = false

  async function run(): Promise<void> {
    try {
      do {
        isAskedAgain = false
        const count = await notifications.unread(session.user.id)
        session.send({
          type: 'unread_count_update',
          data: { ...count, timestamp: isoTime(now()) },
        } satisfies NotificationServerFrame)
      } while (isAskedAgain && session.isOpen())
    } catch (error) {
      onFault(error)
    } finally {
      running = undefined
    }
  }

  return {
    send() {
      isAskedAgain = true
      running ??= run()
      return running
    },
  }
}
