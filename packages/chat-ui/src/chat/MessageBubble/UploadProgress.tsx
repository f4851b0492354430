import type { ChatEntry } from '@mediconnect/protocol'
import { attachmentsStrings } from '../../i18n/english/attachments.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'

const STRINGS = { ...attachmentsStrings, ...kindsStrings }

export interface UploadProgressProps {
  readonly message: ChatEntry
  /** From 0 to 1. */
  readonly progress: number
  readonly onCancel?: (key: string) => void
}

/** How much of a file is on the server, and a way to stop it. */
export function UploadProgress({ message, progress, onCancel }: UploadProgressProps) {
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
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
          <CloseIcon />
        </button>
      )}
    </div>
  )
}
