import { AlertIcon, CheckIcon, InfoIcon, type Icon } from '@mediconnect/chat-ui'
import type { ReactNode } from 'react'

type Tone = 'danger' | 'success' | 'info'

const ICONS: Readonly<Record<Tone, Icon>> = { danger: AlertIcon, success: CheckIcon, info: InfoIcon }

export interface AlertProps {
  /** @default 'danger' */
  readonly tone?: Tone
  readonly children: ReactNode
}

/** A sentence about how something went, read out at once. */
export function Alert({ tone = 'danger', children }: AlertProps) {
  const Sign = ICONS[tone]
  return (
    <div className="alert" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Sign />
      <span>{children}</span>
    </div>
  )
}
