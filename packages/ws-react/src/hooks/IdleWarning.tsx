import type { CSSProperties, ReactNode } from 'react'

/** What a warning before automatic logoff has to show. */
export interface IdleWarningProps {
  /** When it will be, epoch milliseconds. */
  readonly logoffAt: number
  /** Counts as input, as any key or move of the pointer does. */
  readonly stay: () => void
}

const STYLE: CSSProperties = {
  position: 'fixed',
  insetBlockEnd: '1rem',
  insetInline: '1rem',
  zIndex: 2147483646,
  maxInlineSize: '30rem',
  marginInline: 'auto',
  padding: '1rem',
  border: '2px solid',
  background: 'Canvas',
  color: 'CanvasText',
  fontFamily: 'system-ui, sans-serif',
}

/** The warning before automatic logoff, unless the host renders one of its own. */
export function IdleWarning({ logoffAt, stay }: IdleWarningProps): ReactNode {
  const time = new Date(logoffAt).toLocaleTimeString()
  return (
    <div role="alert" style={STYLE}>
      <p>Nobody has used this page for a while. You will be signed out at {time}.</p>
      <button type="button" onClick={stay}>
        Stay signed in
      </button>
    </div>
  )
}
