import type { ChatEntry } from '@mediconnect/protocol'
import { isErrorCode } from '@mediconnect/protocol/client'
import { failureStrings } from '../../i18n/english/failure.ts'
import { messageStrings } from '../../i18n/english/message.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import type { Strings } from '../../i18n/strings.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'

const STRINGS = { ...failureStrings, ...messageStrings }

export interface MessageFailureProps {
  readonly message: ChatEntry
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** Why a message was not sent, and what can be done about it. */
export function MessageFailure({ message, onRetry, onDiscard }: MessageFailureProps) {
  const strings = useStrings(STRINGS)
  return (
    <div className="mc-message__failure">
      <span className="mc-message__reason">
        <AlertIcon />
        {reasonOf(message, strings)}
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

/** In the reader's language where the code is known, else as the server said it. */
function reasonOf({ failure }: ChatEntry, strings: Pick<Strings, keyof typeof STRINGS>): string {
  const known = failure?.code && isErrorCode(failure.code) ? strings.sendFailure(failure.code) : undefined
  return known ?? failure?.message ?? strings.delivery.failed
}
