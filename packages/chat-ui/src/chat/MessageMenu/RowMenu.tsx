import { useSlot } from '../../slots/useSlot.ts'
import { MessageMenu, type MessageMenuProps } from './MessageMenu.tsx'
import { useMessageActions, type MessageActionsOptions } from './useMessageActions.ts'

export interface RowMenuProps extends MessageActionsOptions, Pick<MessageMenuProps, 'anchor' | 'onClose'> {}

/** The menu of a row, with what can be done with its message. */
export function RowMenu({ anchor, onClose, ...options }: RowMenuProps) {
  const { entry, own } = options
  const [Menu, menuProps] = useSlot('MessageMenu', MessageMenu)
  const items = useMessageActions(options)
  return <Menu {...menuProps({ message: entry, own, items, anchor, onClose })} />
}
