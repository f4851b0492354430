import { useId, type ReactNode } from 'react'

export interface FieldProps {
  readonly label: string
  readonly hint?: string
  readonly error?: string
  /** Renders the input with what ties it to label, hint and error. */
  readonly children: (input: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
  }) => ReactNode
}

/** A labelled input with its hint, and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint

  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': note && `${id}-note`, 'aria-invalid': error !== undefined })}
      {note && (
        <p id={`${id}-note`} className={error === undefined ? 'field__hint' : 'field__error'}>
          {note}
        </p>
      )}
    </div>
  )
}
