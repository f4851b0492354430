import type { MessageMetadata } from '@mediconnect/protocol'
import { useAttachmentSource } from '../../attachments/AttachmentSourceContext.ts'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'

/** A file as a card: name, size, download. */
export function FileAttachment({ metadata }: { readonly metadata: MessageMetadata }) {
  const { strings, formats } = useLocale()
  const { url, error } = useAttachmentSource(metadata.file_url)
  const name = metadata.file_name || strings.file
  const size = typeof metadata.file_size === 'number' ? formats.bytes(metadata.file_size) : undefined
  const detail = error ? strings.attachmentFailed : (size ?? (url ? undefined : strings.loadingAttachment))

  const card = (
    <>
      <span className="mc-file__icon">
        <Icon name={error ? 'alert' : 'file'} />
      </span>
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
    <a className="mc-file" data-state="ready" href={url} download={name} rel="noopener noreferrer">
      {card}
      <span className="mc-file__download">
        <span className="mc-sr-only">{strings.download(name)}</span>
        <Icon name="download" />
      </span>
    </a>
  )
}
