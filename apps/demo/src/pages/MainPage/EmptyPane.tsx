import { Icon, type IconName } from '@mediconnect/chat-ui'
import type { ReactNode } from 'react'

export interface EmptyPaneProps {
  readonly icon?: IconName
  readonly title?: string
  readonly text?: string
  readonly children?: ReactNode
}

/** Stands where a conversation would be. */
export function EmptyPane({
  icon = 'chat',
  title = 'Choose a conversation',
  text = 'Its messages open here.',
  children,
}: EmptyPaneProps) {
  return (
    <div className="empty-pane" data-testid="empty-pane">
      <span className="empty-pane__icon">
        <Icon name={icon} />
      </span>
      <h2 className="empty-pane__title">{title}</h2>
      <p className="empty-pane__text">{text}</p>
      {children}
    </div>
  )
}
