import { useLocale } from '../i18n/LocaleContext.tsx'
import { Notice } from './Notice.tsx'

export interface LoadFailedProps {
  readonly title: string
  /** Without it nothing is offered. */
  readonly onReload?: () => void
}

/** Stands where a list could not be loaded: why, and a way to try again. */
export function LoadFailed({ title, onReload }: LoadFailedProps) {
  const { strings } = useLocale()
  return (
    <Notice icon="alert" tone="danger" title={title} text={strings.loadFailedText}>
      {onReload && (
        <button type="button" className="mc-button" onClick={onReload}>
          {strings.tryAgain}
        </button>
      )}
    </Notice>
  )
}
