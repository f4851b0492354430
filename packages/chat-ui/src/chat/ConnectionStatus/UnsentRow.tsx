import { useEffect, useRef, useState } from 'react'
import { connectionStrings } from '../../i18n/english/connection.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'

export interface UnsentRowProps {
  readonly count: number
  readonly onRetryAll?: () => void
  readonly onDiscardAll?: () => void
}

/** What was refused for good, and what can be done with all of it. Discarding asks first: what was written is gone then. */
export function UnsentRow({ count, onRetryAll, onDiscardAll }: UnsentRowProps) {
  const strings = useStrings(connectionStrings)
  const [isAsking, setAsking] = useState(false)
  const wasAsking = useRef(false)
  const discard = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (wasAsking.current && !isAsking) discard.current?.focus()
    wasAsking.current = isAsking
  }, [isAsking])

  return (
    <div className="mc-connection__row" data-tone="danger" role="group" aria-label={strings.notSent(count)}>
      <span className="mc-connection__say">
        <AlertIcon />
        <span className="mc-connection__line">
          {isAsking ? strings.confirmDiscardAll(count) : strings.notSent(count)}
        </span>
      </span>
      {isAsking ? (
        // Whoever presses twice presses on what keeps them.
        <span key="asking" className="mc-connection__actions">
          <button type="button" className="mc-button" data-variant="danger" onClick={onDiscardAll}>
            {strings.discardAll}
          </button>
          <button type="button" className="mc-button" autoFocus onClick={() => setAsking(false)}>
            {strings.keepAll}
          </button>
        </span>
      ) : (
        <span className="mc-connection__actions">
          {onRetryAll && (
            <button type="button" className="mc-button" onClick={onRetryAll}>
              {strings.retryAll}
            </button>
          )}
          {onDiscardAll && (
            <button
              ref={discard}
              type="button"
              className="mc-button"
              data-variant="plain"
              onClick={() => setAsking(true)}
            >
              {strings.discardAll}
            </button>
          )}
        </span>
      )}
    </div>
  )
}
