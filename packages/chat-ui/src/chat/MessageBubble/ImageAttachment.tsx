import type { MessageMetadata } from '@mediconnect/protocol'
import { useState } from 'react'
import { imageBox } from '../../attachments/imageBox.ts'
import { useSteadySource } from '../../attachments/useSteadySource.ts'
import { attachmentsStrings } from '../../i18n/english/attachments.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { ImageIcon } from '../../icons/ImageIcon.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { Lightbox } from './Lightbox.tsx'

const STRINGS = { ...attachmentsStrings, ...kindsStrings }

/** What `ImageAttachment` takes. */
export interface ImageAttachmentProps {
  readonly metadata: MessageMetadata
}

/** A picture in a box that has its size before the picture is there; a click shows it large. */
export function ImageAttachment({ metadata }: ImageAttachmentProps) {
  const strings = useStrings(STRINGS)
  const { url, error } = useSteadySource(metadata.file_url)
  const [failedUrl, setFailedUrl] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const [Large, largeProps] = useSlot('Lightbox', Lightbox)
  const name = metadata.file_name || strings.image
  const box = imageBox(metadata.width, metadata.height)
  const failed = error !== undefined || (url !== undefined && failedUrl === url)

  return (
    <>
      <button
        type="button"
        className="mc-image"
        data-state={failed ? 'error' : url ? 'ready' : 'loading'}
        style={{ inlineSize: box.width, aspectRatio: `${box.width} / ${box.height}` }}
        aria-label={failed ? strings.imageFailed : strings.openImage(name)}
        aria-haspopup="dialog"
        disabled={!url || failed}
        onClick={() => setOpen(true)}
      >
        {failed ? (
          <span className="mc-image__failed">
            <ImageIcon />
            {strings.imageFailed}
          </span>
        ) : url ? (
          <img src={url} alt="" decoding="async" onError={() => setFailedUrl(url)} />
        ) : (
          <span className="mc-skeleton" />
        )}
      </button>
      {isOpen && url && <Large {...largeProps({ url, name, onClose: () => setOpen(false) })} />}
    </>
  )
}
