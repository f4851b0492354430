import type { ChatEntry, ErrorCode } from '@mediconnect/protocol'
import { failureStrings } from '../../i18n/english/failure.ts'
import { messageStrings } from '../../i18n/english/message.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'

const STRINGS = { ...failureStrings, ...messageStrings }

export interface MessageFailureProps {
  readonly message: ChatEntry
  /** Why, where that is known. */
  readonly code: ErrorCode | undefined
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** Why a message was not sent, and what can be done about it. */
export function MessageFailure({ message, code, onRetry, onDiscard }: MessageFailureProps) {
  const strings = useStrings(STRINGS)
  return (
    <div className="mc-message__failure">
      <span className="mc-message__reason">
        <AlertIcon />
        {/* In the reader's language where the code is known, else as the server said it. */}
        {(code && strings.sendFailure(code)) ?? message.failure?.message ?? strings.delivery.failed}
      </span>
      <span className="mc-message__ways">
        {onRetry && (
          <button type="button" className="mc-link-button" onClick={() => onRetry(message.key)}>
            {strings.retry}
          </button>
        )}
        {onDiscard && (
          <button type="button" className="mc-link-button" onClick={() => onDiscard(message.key)}>
            {strings.discard}
          </button>
        )}
      </span>
    </div>
  )
}
