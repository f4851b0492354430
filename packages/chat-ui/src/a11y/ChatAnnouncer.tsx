import type { ChatEntry, User } from '@mediconnect/protocol'
import { useEffect, useRef } from 'react'
import type { Connection } from '../chat/ConnectionStatus/ConnectionStatus.tsx'
import { announcementsStrings } from '../i18n/english/announcements.ts'
import { connectionStrings } from '../i18n/english/connection.ts'
import { useStrings } from '../i18n/LocaleContext.ts'
import { shortName } from '../users/shortName.ts'
import { Announcer } from './Announcer.tsx'
import { useAnnounce } from './useAnnounce.ts'
import { useConnectionNews } from './useConnectionNews.ts'
import { useTypingNews } from './useTypingNews.ts'

const STRINGS = { ...announcementsStrings, ...connectionStrings }

/** What `ChatAnnouncer` takes. */
export interface ChatAnnouncerProps {
  /** Oldest first. */
  readonly messages: readonly ChatEntry[]
  readonly currentUserId: number
  /** What is there before this is true is no news. */
  readonly ready: boolean
  readonly typingUsers?: readonly User[]
  readonly connection?: Connection
  /** How many own messages were refused for good. @default 0 */
  readonly failedCount?: number
}

/**
 * Tells screen readers what happens in a room; the transcript itself is silent. Older messages, ticks and own messages
 * are no news, and no message is read out: whoever stands by must not hear it.
 */
export function ChatAnnouncer(props: ChatAnnouncerProps) {
  return (
    <Announcer>
      <News {...props} />
    </Announcer>
  )
}

function News({ messages, currentUserId, ready, typingUsers, connection, failedCount = 0 }: ChatAnnouncerProps) {
  useArrivalNews(messages, currentUserId, ready)
  useFailureNews(failedCount, ready)
  useTypingNews(typingUsers)
  useConnectionNews(connection)
  return null
}

function useArrivalNews(messages: readonly ChatEntry[], currentUserId: number, ready: boolean): void {
  const strings = useStrings(STRINGS)
  const announce = useAnnounce()
  const newestId = useRef<number>(undefined)
  const waiting = useRef<readonly ChatEntry[]>([])

  useEffect(() => {
    if (!ready) return
    const known = newestId.current
    const fresh = newerThan(messages, known ?? Infinity)
    newestId.current = fresh.at(-1)?.id ?? known ?? newest(messages)
    const arrived = fresh.filter(({ sender }) => sender.id !== currentUserId)
    if (arrived.length === 0) return
    waiting.current = [...waiting.current, ...arrived]
    announce(
      () => {
        const entries = waiting.current
        waiting.current = []
        return strings.arrived(entries.length, [...new Set(entries.map(({ sender }) => shortName(sender)))])
      },
      { topic: 'arrivals' },
    )
  }, [messages, currentUserId, ready, strings, announce])
}

function useFailureNews(failedCount: number, ready: boolean): void {
  const strings = useStrings(STRINGS)
  const announce = useAnnounce()
  const known = useRef<number>(undefined)

  useEffect(() => {
    const more = failedCount - (known.current ?? failedCount)
    if (ready) known.current = failedCount
    if (more > 0) announce(strings.notSent(more), { assertive: true, topic: 'failed' })
  }, [failedCount, ready, strings, announce])
}

/** From the end: what is new stands there, and a room is long. */
function newerThan(messages: readonly ChatEntry[], id: number): readonly ChatEntry[] {
  const fresh: ChatEntry[] = []
  for (let index = messages.length - 1; index >= 0; index--) {
    const entry = messages[index]
    // Own ones that are on their way have no id yet.
    if (entry?.id === undefined) continue
    if (entry.id <= id) break
    fresh.push(entry)
  }
  return fresh.reverse()
}

function newest(messages: readonly ChatEntry[]): number {
  return messages.findLast(({ id }) => id !== undefined)?.id ?? 0
}
