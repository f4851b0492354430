import { actionsStrings } from '../../i18n/english/actions.ts'
import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { RetryIcon } from '../../icons/RetryIcon.ts'

const STRINGS = { ...actionsStrings, ...transcriptStrings }

export interface ListTopProps {
  readonly status: 'loading' | 'ready' | 'error'
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
  readonly onLoadOlder?: () => void
  readonly onReload?: () => void
}

/** What stands above the first message: a way further back, or the start. */
export function ListTop({ status, hasOlder, isLoadingOlder, onLoadOlder, onReload }: ListTopProps) {
  const strings = useStrings(STRINGS)
  if (isLoadingOlder || status === 'loading') {
    return (
      <span className="mc-message-list__hint">
        <span className="mc-spinner" aria-hidden="true" />
        {strings.loadingOlder}
      </span>
    )
  }
  if (status === 'error') {
    return (
      <button type="button" className="mc-button" onClick={onReload}>
        <RetryIcon />
        {strings.tryAgain}
      </button>
    )
  }
  if (!hasOlder) return <span className="mc-message-list__hint">{strings.startOfConversation}</span>
  return (
    // No tab stop: going up from the first message does the same.
    <button type="button" className="mc-button" data-variant="plain" tabIndex={-1} onClick={onLoadOlder}>
      {strings.loadOlder}
    </button>
  )
}
