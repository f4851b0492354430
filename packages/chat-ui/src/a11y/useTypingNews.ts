import type { User } from '@mediconnect/protocol'
import { useEffect, useRef } from 'react'
import { peopleStrings } from '../i18n/english/people.ts'
import { useLocale, useStrings } from '../i18n/LocaleContext.ts'
import { shortName } from '../users/shortName.ts'
import { useAnnounce } from './useAnnounce.ts'

/** Whoever pauses for less than this still writes the same. */
const BURST_MS = 15_000

const NOBODY: readonly User[] = []

/** Says who types: once, however often they pause. */
export function useTypingNews(users: readonly User[] = NOBODY): void {
  const { now } = useLocale()
  const strings = useStrings(peopleStrings)
  const announce = useAnnounce()
  const lastSeen = useRef(new Map<number, number>())
  const typing = useRef(users)

  useEffect(() => {
    const time = now()
    const before = typing.current
    typing.current = users
    const fresh = users.filter(({ id }) => time - (lastSeen.current.get(id) ?? -Infinity) > BURST_MS)
    for (const { id } of [...before, ...users]) lastSeen.current.set(id, time)
    if (fresh.length === 0) return
    announce(() => (typing.current.length > 0 ? strings.typing(typing.current.map(shortName)) : ''), {
      topic: 'typing',
    })
  }, [users, strings, now, announce])
}
