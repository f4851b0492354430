import type { MessageMetadata } from '@mediconnect/protocol'
import { useRef, useState } from 'react'
import { useAttachmentSource } from '../../attachments/AttachmentSourceContext.ts'
import { imageBox } from '../../attachments/imageBox.ts'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'

/** A picture in a box that has its size before the picture is there; a click shows it large. */
export function ImageAttachment({ metadata }: { readonly metadata: MessageMetadata }) {
  const { strings } = useLocale()
  const { url, error } = useAttachmentSource(metadata.file_url)
  const [failedUrl, setFailedUrl] = useState<string>()
  const dialog = useRef<HTMLDialogElement>(null)
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
        disabled={!url || failed}
        onClick={() => dialog.current?.showModal()}
      >
        {failed ? (
          <span className="mc-image__failed">
            <Icon name="image" />
            {strings.imageFailed}
          </span>
        ) : url ? (
          <img src={url} alt="" onError={() => setFailedUrl(url)} />
        ) : (
          <span className="mc-skeleton" />
        )}
      </button>
      {url && !failed && (
        // A click beside the picture closes it; Escape does so by itself.
        // The dialog is in the top layer, so that a row of the list does not clip it.
        <dialog
          ref={dialog}
          className="mc-lightbox"
          aria-label={name}
          onClick={(event) => {
            if (event.target === event.currentTarget) event.currentTarget.close()
          }}
        >
          <img src={url} alt={name} loading="lazy" />
          <button
            type="button"
            className="mc-icon-button"
            aria-label={strings.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </dialog>
      )}
    </>
  )
}
