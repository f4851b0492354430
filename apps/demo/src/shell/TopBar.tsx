import type { ReactNode } from 'react'
import { DemoIcon } from '../controls/DemoIcon.tsx'
import { Brand } from './Brand.tsx'
import './TopBar.css'

interface TopBarProps {
  /** Where its arrow leads. */
  readonly back: string
  readonly backLabel: string
  readonly children: ReactNode
}

/** The bar above a page that fills the window: the way back, whose product it is, and the page's own. */
export function TopBar({ back, backLabel, children }: TopBarProps) {
  return (
    <header className="top-bar">
      <a className="icon-button" href={back} aria-label={backLabel}>
        <DemoIcon name="back" />
      </a>
      <Brand />
      {children}
    </header>
  )
}
