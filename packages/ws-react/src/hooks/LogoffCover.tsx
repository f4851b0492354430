import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'

/** Over everything of the page, in the colours the user's system has for a page. */
const STYLE: CSSProperties = {
  position: 'fixed',
  inset: 0,
  zIndex: 2147483647,
  display: 'grid',
  placeContent: 'center',
  padding: '1.5rem',
  background: 'Canvas',
  color: 'CanvasText',
  fontFamily: 'system-ui, sans-serif',
  textAlign: 'center',
}

/** What is seen after automatic logoff, unless the host renders something of its own. */
export function LogoffCover(): ReactNode {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => root.current?.focus(), [])
  return (
    <div ref={root} role="alertdialog" aria-modal aria-label="Signed out" tabIndex={-1} style={STYLE}>
      <h1>Signed out</h1>
      <p>Nobody has used this page for a while. Sign in again to go on.</p>
    </div>
  )
}
