import type { User } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { peopleStrings } from '../../i18n/english/people.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { cx } from '../../theme/cx.ts'
import { shortName } from '../../users/shortName.ts'

/** What `TypingIndicator` takes. */
export interface TypingIndicatorProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The one who types. */
  readonly user?: User
  /** All who type, in a group. */
  readonly users?: readonly User[]
}

/** Three dots and who is typing. Renders nothing while nobody is. */
export const TypingIndicator = forwardRef<HTMLDivElement, TypingIndicatorProps>(function TypingIndicator(
  { user, users, className, ...rest },
  ref,
) {
  const strings = useStrings(peopleStrings)
  const typing = users ?? (user ? [user] : [])
  if (typing.length === 0) return null

  return (
    <div ref={ref} className={cx('mc-typing', className)} {...rest}>
      <span className="mc-typing__dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <span className="mc-typing__text">{strings.typing(typing.map(shortName))}</span>
    </div>
  )
})
