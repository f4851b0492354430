import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { AlertIcon } from '../../icons/AlertIcon.ts'
import { InfoIcon } from '../../icons/InfoIcon.ts'
import { cx } from '../../theme/cx.ts'

/** What `ChatBanner` takes. */
export interface ChatBannerProps extends ComponentPropsWithoutRef<'div'> {
  /** @default 'warning' */
  readonly tone?: 'warning' | 'info'
}

/** What everyone here must know before they write, such as "Not for emergencies: call 112". Always in view. */
export const ChatBanner = forwardRef<HTMLDivElement, ChatBannerProps>(function ChatBanner(
  { tone = 'warning', className, children, ...rest },
  ref,
) {
  return (
    <div ref={ref} className={cx('mc-chat-banner', className)} role="note" data-tone={tone} {...rest}>
      {tone === 'warning' ? <AlertIcon /> : <InfoIcon />}
      <div>{children}</div>
    </div>
  )
})
