import { forwardRef } from 'react'
import type { CustomItemComponentProps } from 'virtua'

/**
 * What the virtualizer puts a row in. While it is measured it is seen through rather than hidden: what is hidden loses
 * the focus.
 */
export const VirtualItem = forwardRef<HTMLDivElement, CustomItemComponentProps>(function VirtualItem(props, ref) {
  const { style, children } = props
  const isMeasured = style.visibility !== 'hidden'
  return (
    <div
      ref={ref}
      data-measuring={isMeasured ? undefined : ''}
      style={isMeasured ? style : { ...style, visibility: undefined, opacity: 0 }}
    >
      {children}
    </div>
  )
})
