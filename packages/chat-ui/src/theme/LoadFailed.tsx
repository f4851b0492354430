import { actionsStrings } from '../i18n/english/actions.ts'
import { useStrings } from '../i18n/LocaleContext.ts'
import { AlertIcon } from '../icons/AlertIcon.ts'
import { Notice } from './Notice.tsx'

export interface LoadFailedProps {
  readonly title: string
  /** Without it nothing is offered. */
  readonly onReload?: () => void
}

/** Stands where a list could not be loaded: why, and a way to try again. */
export function LoadFailed({ title, onReload }: LoadFailedProps) {
  const strings = useStrings(actionsStrings)
  return (
    <Notice icon={AlertIcon} tone="danger" title={title} text={strings.loadFailedText}>
      {onReload && (
        <button type="button" className="mc-button" onClick={onReload}>
          {strings.tryAgain}
        </button>
      )}
    </Notice>
  )
}
