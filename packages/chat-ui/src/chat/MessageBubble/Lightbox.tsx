import { useEffect, useRef, useState } from 'react'
import { actionsStrings } from '../../i18n/english/actions.ts'
import { attachmentsStrings } from '../../i18n/english/attachments.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { DownloadIcon } from '../../icons/DownloadIcon.ts'

const STRINGS = { ...actionsStrings, ...attachmentsStrings }

/** What `Lightbox` takes. */
export interface LightboxProps {
  readonly url: string
  readonly name: string
  readonly onClose: () => void
}

/**
 * A picture over the whole page, fitted or in its own size. Escape and a click beside it close it; the browser gives the
 * focus back to what opened it.
 */
export function Lightbox({ url, name, onClose }: LightboxProps) {
  const strings = useStrings(STRINGS)
  const dialog = useRef<HTMLDialogElement>(null)
  const [isActual, setActual] = useState(false)

  useEffect(() => {
    const element = dialog.current
    // In the top layer a row of the list does not clip it.
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="mc-lightbox"
      aria-label={name}
      onClose={onClose}
      // The list below it has keys of its own.
      onKeyDown={(event) => event.stopPropagation()}
      onClick={({ target }) => {
        if (!(target instanceof Element && target.closest('img, button, a'))) dialog.current?.close()
      }}
    >
      <div className="mc-lightbox__bar">
        <button
          type="button"
          className="mc-icon-button"
          aria-label={strings.close}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
        <bdi className="mc-lightbox__name">{name}</bdi>
        <button type="button" className="mc-button" aria-pressed={isActual} onClick={() => setActual(!isActual)}>
          {strings.actualSize}
        </button>
        <a className="mc-icon-button" href={url} download={name} target="_blank" rel="noopener noreferrer">
          <span className="mc-sr-only">{strings.download(name)}</span>
          <DownloadIcon />
        </a>
      </div>
      {/* What is larger than the screen is scrolled, by keys too. */}
      <div className="mc-lightbox__stage" data-zoom={isActual ? 'actual' : 'fit'} tabIndex={isActual ? 0 : undefined}>
        <img src={url} alt={name} />
      </div>
    </dialog>
  )
}
