import type { ChatEntry } from '@mediconnect/protocol'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'

export interface UploadProgressProps {
  readonly message: ChatEntry
  /** From 0 to 1. */
  readonly progress: number
  readonly onCancel?: (key: string) => void
}

/** How much of a file is on the server, and a way to stop it. */
export function UploadProgress({ message, progress, onCancel }: UploadProgressProps) {
  const { strings, formats } = useLocale()
  return (
    <div className="mc-message__upload">
      <div
        className="mc-message__progress"
        role="progressbar"
        aria-label={strings.uploading(formats.percent(progress))}
        aria-valuenow={Math.round(progress * 100)}
        style={{ '--mc-progress': progress }}
      />
      {onCancel && (
        <button
          type="button"
          className="mc-icon-button"
          aria-label={strings.cancelUpload(message.metadata.file_name || strings.file)}
          onClick={() => onCancel(message.key)}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
