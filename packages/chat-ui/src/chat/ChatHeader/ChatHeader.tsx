import type { Presence, User } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { peopleStrings } from '../../i18n/english/people.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { UsersIcon } from '../../icons/UsersIcon.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { cx } from '../../theme/cx.ts'
import { displayName } from '../../users/names.ts'
import { Avatar } from '../Avatar/Avatar.tsx'
import { PresenceBadge } from '../PresenceBadge/PresenceBadge.tsx'

/** What `ChatHeader` takes. */
export interface ChatHeaderProps extends Omit<ComponentPropsWithoutRef<'header'>, 'title' | 'children'> {
  /** The other one, in a room of two. */
  readonly user?: User
  readonly presence?: Presence
  /** The group's name, where there is no one other. */
  readonly title?: string
  /** A second line under a group's name. */
  readonly subtitle?: ReactNode
  /** What tells one patient from another, such as a date of birth and a record number; always in view. */
  readonly patientContext?: ReactNode
  /** Whether the other one is typing right now. */
  readonly isTyping?: boolean
  /** Before the name, such as a way back on a phone. */
  readonly leading?: ReactNode
  /** After the name: buttons. */
  readonly actions?: ReactNode
}

/** Who one talks to, and whether they are there. */
export const ChatHeader = forwardRef<HTMLElement, ChatHeaderProps>(function ChatHeader(
  { user, presence, title, subtitle, patientContext, isTyping = false, leading, actions, ...props },
  ref,
) {
  const { className, ...rest } = props
  const strings = useStrings(peopleStrings)
  const [Face, faceProps] = useSlot('Avatar', Avatar)
  const name = title ?? (user ? displayName(user) : strings.group)

  return (
    <header ref={ref} className={cx('mc-chat-header', className)} data-typing={isTyping || undefined} {...rest}>
      {leading}
      {user ? (
        <Face {...faceProps({ user, decorative: true })} />
      ) : (
        <span className="mc-chat-header__group" aria-hidden="true">
          <UsersIcon />
        </span>
      )}
      <div className="mc-chat-header__text">
        <h2 className="mc-chat-header__name">
          <span dir="auto">{name}</span>
          {user?.role && <span className="mc-role">{strings.roles[user.role]}</span>}
        </h2>
        <div className="mc-chat-header__state">
          {isTyping ? (
            <span className="mc-chat-header__typing">{strings.typingShort}</span>
          ) : presence ? (
            <PresenceBadge status={presence.status} lastSeen={presence.last_seen} />
          ) : (
            <span dir="auto">{subtitle}</span>
          )}
        </div>
        {patientContext && (
          <div className="mc-chat-header__context">
            <span className="mc-sr-only">{strings.aboutRecipient}: </span>
            {patientContext}
          </div>
        )}
      </div>
      {actions && <div className="mc-chat-header__actions">{actions}</div>}
    </header>
  )
})
