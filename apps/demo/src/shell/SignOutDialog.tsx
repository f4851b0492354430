import { useEffect, useRef } from 'react'
import './SignOutDialog.css'

export interface SignOutDialogProps {
  /** How many messages would be lost. */
  readonly unsentCount: number
  readonly onCancel: () => void
  readonly onSignOut: () => void
}

/** Asks before unsent messages are given up. */
export function SignOutDialog({ unsentCount, onCancel, onSignOut }: SignOutDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const what = unsentCount === 1 ? 'One message is' : `${unsentCount} messages are`

  return (
    <dialog ref={dialog} className="sign-out" aria-labelledby="sign-out-title" onClose={onCancel}>
      <h2 id="sign-out-title" className="sign-out__title">
        {what} not sent yet
      </h2>
      <p>If you sign out now, nothing of it stays on this device, and nobody will receive it.</p>
      <div className="sign-out__actions">
        <button className="button" type="button" data-testid="stay" onClick={onCancel}>
          Stay signed in
        </button>
        <button
          className="button"
          data-variant="primary"
          type="button"
          data-testid="sign-out-anyway"
          onClick={onSignOut}
        >
          Sign out anyway
        </button>
      </div>
    </dialog>
  )
}
