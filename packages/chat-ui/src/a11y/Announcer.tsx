import { useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { createSpeechQueue } from './speechQueue.ts'
import { AnnouncerContext, type Announce } from './AnnouncerContext.ts'

/** What comes together is said together. */
const POLITE_COLLECT_MS = 400
const ASSERTIVE_COLLECT_MS = 50

/** What `Announcer` takes. */
export interface AnnouncerProps {
  readonly children?: ReactNode
}

/**
 * The one voice of all that is in it: a polite and an assertive live region, apart from what is shown. Inside another
 * one it is that one. Goes around the whole app, or is left to `<ChatWindow>`.
 */
export function Announcer({ children }: AnnouncerProps) {
  const outer = useContext(AnnouncerContext)
  return outer ? children : <Voice>{children}</Voice>
}

function Voice({ children }: AnnouncerProps) {
  const [polite, addPolite] = useSpeech(POLITE_COLLECT_MS)
  const [assertive, addAssertive] = useSpeech(ASSERTIVE_COLLECT_MS)
  const announce = useMemo<Announce>(
    () =>
      (text, options = {}) =>
        (options.assertive ? addAssertive : addPolite)(text, options.topic),
    [addAssertive, addPolite],
  )
  return (
    <AnnouncerContext.Provider value={announce}>
      {children}
      <div className="mc-sr-only" data-part="announcer">
        <div aria-live="polite">{polite}</div>
        <div aria-live="assertive">{assertive}</div>
      </div>
    </AnnouncerContext.Provider>
  )
}

function useSpeech(collectMs: number) {
  const [said, setSaid] = useState({ turn: 0, text: '' })
  const [queue] = useState(() =>
    createSpeechQueue((text) => setSaid(({ turn }) => ({ turn: turn + 1, text })), collectMs),
  )
  useEffect(() => queue.stop, [queue])
  // A new element each time, so that the same sentence is spoken again.
  return [said.text && <span key={said.turn}>{said.text}</span>, queue.add] as const
}
