import type { Chat } from '@mediconnect/ws-react'
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { useSeenRows } from './useSeenRows.ts'

/** Marks what others wrote as read, once the reader has seen it in the list. */
export function useMarkRead(
  list: RefObject<HTMLElement | null>,
  { messages, unreadCount, markRead }: Pick<Chat, 'messages' | 'unreadCount' | 'markRead'>,
  currentUserId: number,
): void {
  const latest = useRef({ messages, unreadCount, markRead })
  const newest = useRef({ seen: 0, told: 0 })

  const tell = useCallback(() => {
    const { seen, told } = newest.current
    if (seen <= told || latest.current.unreadCount === 0) return
    newest.current.told = seen
    latest.current.markRead(seen)
  }, [])

  useSeenRows(
    list,
    useCallback(
      (key) => {
        const entry = latest.current.messages.findLast((message) => message.key === key)
        if (entry?.id === undefined || entry.sender.id === currentUserId) return
        newest.current.seen = Math.max(newest.current.seen, entry.id)
        tell()
      },
      [currentUserId, tell],
    ),
  )

  useEffect(() => {
    latest.current = { messages, unreadCount, markRead }
    // How many are unread may be known only after some of them were seen.
    tell()
  }, [messages, unreadCount, markRead, tell])
}
