import type { ChatEntry } from '@mediconnect/protocol'
import { useEffect } from 'react'
import { useAttention } from '../../a11y/useAttention.ts'

/** Marks what others wrote as read, once the reader looks at the page and the end of the list is in view. */
export function useMarkRead(
  messages: readonly ChatEntry[],
  currentUserId: number,
  unreadCount: number,
  endVisible: boolean,
  markRead: (messageId: number) => void,
): void {
  const attentive = useAttention()
  const newestId = messages.findLast(({ id, sender }) => id !== undefined && sender.id !== currentUserId)?.id

  useEffect(() => {
    if (attentive && endVisible && unreadCount > 0 && newestId !== undefined) markRead(newestId)
  }, [attentive, endVisible, unreadCount, newestId, markRead])
}
