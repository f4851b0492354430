import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { cx } from '../../theme/cx.ts'

export interface DayHeadingProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The day in words, such as "Today". */
  readonly label: string
  /** Of the first message of that day; ISO 8601. */
  readonly timestamp: string
}

/** Stands above the messages of a day. */
export const DayHeading = forwardRef<HTMLDivElement, DayHeadingProps>(function DayHeading(props, ref) {
  const { label, timestamp, className, ...rest } = props
  return (
    <div ref={ref} className={cx('mc-message-list__day', className)} {...rest}>
      <time dateTime={timestamp}>{label}</time>
    </div>
  )
})
