import { Icon, type IconName } from '@mediconnect/chat-ui'
import type { ReactNode } from 'react'

type Tone = 'danger' | 'success' | 'info'

const ICONS: Readonly<Record<Tone, IconName>> = { danger: 'alert', success: 'check', info: 'info' }

export interface AlertProps {
  /** @default 'danger' */
  readonly tone?: Tone
  readonly children: ReactNode
}

/** A sentence about how something went, read out at once. */
export function Alert({ tone = 'danger', children }: AlertProps) {
  return (
    <div className="alert" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <span>{children}</span>
    </div>
  )
}
