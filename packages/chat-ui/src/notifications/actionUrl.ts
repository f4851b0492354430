import type { Notification } from '@mediconnect/protocol'

/**
 * Where a notification leads, for the host's router: a path of this site or a web address.
 * Anything else, such as a script, leads nowhere.
 */
export function actionUrl(notification: Notification): string | undefined {
  const url = notification.metadata.action_url
  if (!url) return undefined
  if (/^\/(?![/\\])/.test(url)) return url
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined
}
