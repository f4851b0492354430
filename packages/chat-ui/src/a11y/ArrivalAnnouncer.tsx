import type { ChatEntry } from '@mediconnect/protocol'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from '../i18n/LocaleContext.tsx'
import { shortName } from '../users/names.ts'

/** At most one announcement in this time, however many messages come. */
const BATCH_MS = 1_000

export interface ArrivalAnnouncerProps {
  readonly messages: readonly ChatEntry[]
  readonly currentUserId: number
  /** Messages that are there before this is true are not news. */
  readonly ready: boolean
}

/** Tells screen readers who wrote; the transcript itself is silent. Older messages, ticks and own ones are no news. */
export function ArrivalAnnouncer({ messages, currentUserId, ready }: ArrivalAnnouncerProps) {
  const { strings } = useLocale()
  const [said, setSaid] = useState({ turn: 0, text: '' })
  const newestId = useRef<number>(undefined)
  const waiting = useRef<readonly ChatEntry[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (!ready) return
    const known = newestId.current
    newestId.current = messages.reduce((newest, { id = 0 }) => Math.max(newest, id), known ?? 0)
    if (known === undefined || newestId.current === known) return
    const arrived = messages.filter(({ id = 0, sender }) => id > known && sender.id !== currentUserId)
    if (arrived.length === 0) return
    waiting.current = [...waiting.current, ...arrived]
    timer.current ??= setTimeout(() => {
      const names = [...new Set(waiting.current.map((entry) => shortName(entry.sender)))]
      const text = strings.arrived(waiting.current.length, names)
      waiting.current = []
      timer.current = undefined
      // A new element each time, so that the same sentence is spoken again.
      setSaid(({ turn }) => ({ turn: turn + 1, text }))
    }, BATCH_MS)
  }, [messages, currentUserId, ready, strings])

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )

  return (
    <div className="mc-sr-only" aria-live="polite" data-part="announcer">
      <span key={said.turn}>{said.text}</span>
    </div>
  )
}
