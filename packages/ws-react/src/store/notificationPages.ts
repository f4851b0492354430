import type { Notification, NotificationType, Priority } from '@mediconnect/protocol'
import { notificationPage } from '@mediconnect/protocol/client/bodies'
import { PAGE_SIZE } from '@mediconnect/protocol/client/limits'
import type { SessionContext } from './sessionContext.ts'

/** Which notifications are meant; what is left out does not filter. */
export interface NotificationQuery {
  readonly type?: NotificationType
  readonly priority?: Priority
  /** Only those that are unread. @default false */
  readonly unread?: boolean
}

/** The pages of notifications, and what is known from them. */
export interface NotificationPages {
  load(
    before: string | undefined,
    signal?: AbortSignal,
    query?: NotificationQuery,
  ): Promise<{ readonly results: readonly Notification[]; readonly hasMore: boolean }>
  /** Notes what came. */
  remember(notification: Notification): void
  /** When the newest that is known was made. */
  readonly newest: string | undefined
  /** Whether any page was asked for. */
  readonly hasAsked: boolean
}

export function createNotificationPages({ http }: SessionContext): NotificationPages {
  let newest: string | undefined
  let hasAsked = false

  function remember({ created_at }: Notification): void {
    if (newest === undefined || created_at > newest) newest = created_at
  }

  return {
    load: async (before, signal, query) => {
      hasAsked = true
      const params = new URLSearchParams()
      for (const [name, value] of Object.entries({ before, ...query })) if (value) params.set(name, String(value))
      const { results, has_more } = await http.json(notificationPage, `/api/notifications/?${params}`, { signal })
      results.forEach(remember)
      return { results, hasMore: has_more ?? results.length >= PAGE_SIZE }
    },
    remember,
    get newest() {
      return newest
    },
    get hasAsked() {
      return hasAsked
    },
  }
}
