import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { cx } from '../../theme/cx.ts'

export interface UnreadLineProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  readonly label: string
}

/** Stands before the first message that was unread when the room was opened. */
export const UnreadLine = forwardRef<HTMLDivElement, UnreadLineProps>(function UnreadLine(props, ref) {
  const { label, className, ...rest } = props
  return (
    <div ref={ref} className={cx('mc-message-list__unread', className)} {...rest}>
      <span>{label}</span>
    </div>
  )
})
