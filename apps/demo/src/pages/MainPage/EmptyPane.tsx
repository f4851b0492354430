import { ChatIcon, type Icon } from '@mediconnect/chat-ui'
import type { ReactNode } from 'react'

export interface EmptyPaneProps {
  readonly icon?: Icon
  readonly title?: string
  readonly text?: string
  readonly children?: ReactNode
}

/** Stands where a conversation would be. */
export function EmptyPane({
  icon: Sign = ChatIcon,
  title = 'Choose a conversation',
  text = 'Its messages open here.',
  children,
}: EmptyPaneProps) {
  return (
    <div className="empty-pane" data-testid="empty-pane">
      <span className="empty-pane__icon">
        <Sign />
      </span>
      <h2 className="empty-pane__title">{title}</h2>
      <p className="empty-pane__text">{text}</p>
      {children}
    </div>
  )
}
