import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons/Icon.tsx'

export interface NoticeProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: string
  /** @default 'calm' */
  readonly tone?: 'calm' | 'danger'
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** Fills a place that has nothing to show: why, and what to do. */
export function Notice({ icon, title, text, tone = 'calm', children }: NoticeProps) {
  return (
    <div className="mc-notice" data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <span className="mc-notice__icon">
        <Icon name={icon} />
      </span>
      <p className="mc-notice__title">{title}</p>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}
