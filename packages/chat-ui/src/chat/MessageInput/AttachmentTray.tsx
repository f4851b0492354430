import { useEffect, useRef } from 'react'
import { attachmentsStrings } from '../../i18n/english/attachments.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { FileIcon } from '../../icons/FileIcon.ts'
import { MicrophoneIcon } from '../../icons/MicrophoneIcon.ts'
import { messageTypeOf } from './messageTypeOf.ts'
import type { StagedFile } from './useStagedFiles.ts'

const STRINGS = { ...attachmentsStrings, ...kindsStrings }

/** Twice the size it is shown in, for dense screens. */
const PREVIEW_PX = 80

/** What `AttachmentTray` takes. */
export interface AttachmentTrayProps {
  readonly files: readonly StagedFile[]
  readonly onRemove: (key: number) => void
}

/** The files that go with the next send; each can be taken out again. */
export function AttachmentTray({ files, onRemove }: AttachmentTrayProps) {
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
  if (files.length === 0) return null
  return (
    <ul className="mc-tray" aria-label={strings.attachments}>
      {files.map(({ key, file, options }) => (
        <li key={key} className="mc-tray__item">
          <span className="mc-tray__picture">
            {messageTypeOf(file) === 'image' ? (
              <Preview file={file} />
            ) : options?.message_type === 'voice' ? (
              <MicrophoneIcon />
            ) : (
              <FileIcon />
            )}
          </span>
          <span className="mc-tray__text">
            <bdi className="mc-tray__name">{options?.message_type === 'voice' ? strings.voiceMessage : file.name}</bdi>
            <span className="mc-tray__size">
              {options?.duration === undefined ? formats.bytes(file.size) : formats.duration(options.duration)}
            </span>
          </span>
          <button
            type="button"
            className="mc-icon-button mc-tray__remove"
            aria-label={strings.removeAttachment(file.name)}
            onClick={() => onRemove(key)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Preview({ file }: { readonly file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let wanted = true
    createImageBitmap(file, { resizeWidth: PREVIEW_PX, resizeQuality: 'medium' }).then(
      (bitmap) => {
        const element = canvas.current
        if (wanted && element) {
          element.width = bitmap.width
          element.height = bitmap.height
          element.getContext('2d')?.drawImage(bitmap, 0, 0)
        }
        bitmap.close()
      },
      // Not a picture after all: the place stays empty, and the server will say so.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [file])
  return <canvas ref={canvas} aria-hidden="true" />
}
