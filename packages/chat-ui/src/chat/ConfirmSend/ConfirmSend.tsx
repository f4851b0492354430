import { forwardRef, useId, useLayoutEffect, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { confirmStrings } from '../../i18n/english/confirm.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { peopleStrings } from '../../i18n/english/people.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { AttachIcon } from '../../icons/AttachIcon.ts'
import { UsersIcon } from '../../icons/UsersIcon.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { cx } from '../../theme/cx.ts'
import { displayName } from '../../users/names.ts'
import { shortName } from '../../users/shortName.ts'
import { Avatar } from '../Avatar/Avatar.tsx'
import type { ConfirmRequest, SendContext } from './confirmPolicy.ts'

const STRINGS = { ...confirmStrings, ...kindsStrings, ...peopleStrings }

/** What `ConfirmSend` takes. */
export interface ConfirmSendProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'children' | 'open'> {
  /** What is to be sent, and to whom. */
  readonly context: SendContext
  readonly request?: ConfirmRequest
  /** What tells one patient from another, as in the header. */
  readonly patientContext?: ReactNode
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks whether this is the right person: who gets it, and what. A key held down or pressed twice never sends. */
export const ConfirmSend = forwardRef<HTMLDialogElement, ConfirmSendProps>(function ConfirmSend(props, ref) {
  const { context, request = {}, patientContext, onConfirm, onCancel, className, ...rest } = props
  const { targetUser, name, recipientCount, text, files } = context
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
  const [Face, faceProps] = useSlot('Avatar', Avatar)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const back = useRef<HTMLButtonElement>(null)
  const many = recipientCount === undefined ? undefined : strings.people(recipientCount)
  const whom = targetUser ? shortName(targetUser) : (many ?? name)

  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    element.showModal()
    // The safe answer, wherever a browser would begin.
    back.current?.focus()
    // Closing gives the focus back; taking it out of the page would not.
    return () => element.close()
  }, [])

  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (typeof ref === 'function') ref(element)
        else if (ref) ref.current = element
      }}
      className={cx('mc-confirm', className)}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-what`}
      {...rest}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
      onKeyDown={(event) => {
        // The Enter that sent may still be down: it must neither answer nor throw the question away.
        if (event.key === 'Enter' && event.repeat) event.preventDefault()
      }}
    >
      <h2 id={`${id}-title`} className="mc-confirm__title">
        {request.title ?? strings.sendTo(whom)}
      </h2>
      <div id={`${id}-what`} className="mc-confirm__body">
        <div className="mc-confirm__who">
          {targetUser ? (
            <Face {...faceProps({ user: targetUser, size: 'lg', decorative: true })} />
          ) : (
            <span className="mc-confirm__group" aria-hidden="true">
              <UsersIcon />
            </span>
          )}
          <div>
            <div className="mc-confirm__name">
              <bdi>{targetUser ? displayName(targetUser) : name}</bdi>
              {targetUser?.role && <span className="mc-role">{strings.roles[targetUser.role]}</span>}
            </div>
            {patientContext && <div className="mc-confirm__context">{patientContext}</div>}
            {!targetUser && many && <div className="mc-confirm__context">{strings.readBy(many)}</div>}
          </div>
        </div>
        {request.reason && <p>{request.reason}</p>}
        {text && (
          // It scrolls when it is long, and then by the keyboard too.
          <blockquote className="mc-confirm__text" tabIndex={0}>
            <bdi>{text}</bdi>
          </blockquote>
        )}
        {files.length > 0 && (
          <ul className="mc-confirm__files" aria-label={strings.attachments}>
            {files.map((file, index) => (
              <li key={index}>
                <AttachIcon />
                <bdi>{file.name}</bdi>
                <span>{formats.bytes(file.size)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="mc-confirm__actions">
        <button ref={back} type="button" className="mc-button" onClick={onCancel}>
          {strings.goBack}
        </button>
        <button type="button" className="mc-button" data-variant="primary" onClick={onConfirm}>
          {request.confirmLabel ?? strings.sendNow}
        </button>
      </div>
    </dialog>
  )
})
