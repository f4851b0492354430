import type { MessageMetadata } from '@mediconnect/protocol'
import { fileExtension } from '../../attachments/fileExtension.ts'
import { useSteadySource } from '../../attachments/useSteadySource.ts'
import { attachmentsStrings } from '../../i18n/english/attachments.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'
import { DownloadIcon } from '../../icons/DownloadIcon.ts'
import { FileIcon } from '../../icons/FileIcon.ts'

const STRINGS = { ...attachmentsStrings, ...kindsStrings }

/** What `FileAttachment` takes. */
export interface FileAttachmentProps {
  readonly metadata: MessageMetadata
}

/** A file as a card: name, type, size, download. */
export function FileAttachment({ metadata }: FileAttachmentProps) {
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
  const { url, error } = useSteadySource(metadata.file_url)
  const name = metadata.file_name || strings.file
  const extension = fileExtension(name)
  const facts = [
    extension && strings.fileType(extension),
    typeof metadata.file_size === 'number' && formats.bytes(metadata.file_size),
  ].filter(Boolean)
  const detail = error
    ? strings.attachmentFailed
    : url || facts.length > 0
      ? facts.join(' · ')
      : strings.loadingAttachment

  const card = (
    <>
      <span className="mc-file__icon">{error ? <AlertIcon /> : <FileIcon />}</span>
      <span className="mc-file__text">
        <bdi className="mc-file__name">{name}</bdi>
        {detail && <span className="mc-file__detail">{detail}</span>}
      </span>
    </>
  )
  if (!url || error) {
    return (
      <div className="mc-file" data-state={error ? 'error' : 'loading'}>
        {card}
      </div>
    )
  }
  return (
    // Another site's file cannot be downloaded from here: it must not take the chat's place.
    <a className="mc-file" data-state="ready" href={url} download={name} target="_blank" rel="noopener noreferrer">
      {card}
      <span className="mc-file__download">
        <span className="mc-sr-only">{strings.download(name)}</span>
        <DownloadIcon />
      </span>
    </a>
  )
}
