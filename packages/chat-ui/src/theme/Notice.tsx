import type { ReactNode } from 'react'
import type { Icon } from '../icons/createIcon.tsx'

export interface NoticeProps {
  readonly icon: Icon
  readonly title: string
  readonly text?: string
  /** @default 'calm' */
  readonly tone?: 'calm' | 'danger'
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** Fills a place that has nothing to show: why, and what to do. */
export function Notice({ icon: Sign, title, text, tone = 'calm', children }: NoticeProps) {
  return (
    <div className="mc-notice" data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <span className="mc-notice__icon">
        <Sign />
      </span>
      <p className="mc-notice__title">{title}</p>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}
