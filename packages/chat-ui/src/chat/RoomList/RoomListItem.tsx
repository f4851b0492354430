import type { PresenceStatus, RoomSummary } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { messageStrings } from '../../i18n/english/message.ts'
import { peopleStrings } from '../../i18n/english/people.ts'
import { roomsStrings } from '../../i18n/english/rooms.ts'
import { unreadStrings } from '../../i18n/english/unread.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { UsersIcon } from '../../icons/UsersIcon.ts'
import { cx } from '../../theme/cx.ts'
import { Avatar } from '../Avatar/Avatar.tsx'
import { messagePreview, otherMember, roomTitle } from './preview.ts'

const STRINGS = { ...kindsStrings, ...messageStrings, ...peopleStrings, ...roomsStrings, ...unreadStrings }

const UNREAD_MAX = 99

/** What `RoomListItem` takes. */
export interface RoomListItemProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children' | 'onSelect'> {
  readonly room: RoomSummary
  readonly currentUserId: number
  /** Overrides the presence the room was loaded with. */
  readonly presence?: PresenceStatus
  readonly isTyping?: boolean
  readonly selected?: boolean
  /** The time, as epoch milliseconds: decides between "14:05" and "Monday". */
  readonly now: number
  readonly onSelect?: (room: RoomSummary) => void
}

/** One conversation: who, the last message, when, how many are unread. */
export const RoomListItem = forwardRef<HTMLButtonElement, RoomListItemProps>(function RoomListItem(props, ref) {
  const { room, currentUserId, presence, isTyping = false, selected = false, now, onSelect, className, ...rest } = props
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
  const other = otherMember(room, currentUserId)
  const last = room.last_message
  const unread = room.unread_count

  return (
    <button
      ref={ref}
      type="button"
      className={cx('mc-room', className)}
      aria-current={selected || undefined}
      data-unread={unread > 0 || undefined}
      onClick={() => onSelect?.(room)}
      {...rest}
    >
      {other ? (
        <Avatar user={other} status={presence ?? other.status} size="lg" decorative />
      ) : (
        <span className="mc-room__group" aria-hidden="true">
          <UsersIcon />
        </span>
      )}
      <span className="mc-room__text">
        <span className="mc-room__line">
          <bdi className="mc-room__name">{roomTitle(room, currentUserId, strings)}</bdi>
          {last && (
            <time className="mc-room__time" dateTime={last.timestamp}>
              {formats.brief(last.timestamp, now)}
            </time>
          )}
        </span>
        <span className="mc-room__line">
          {isTyping ? (
            <span className="mc-room__typing">{strings.typingShort}</span>
          ) : (
            <bdi className="mc-room__preview">
              {last
                ? messagePreview(last, currentUserId, last.sender.id !== other?.id, strings)
                : strings.noMessagesYet}
            </bdi>
          )}
          {unread > 0 && (
            <span className="mc-room__unread">
              <span aria-hidden="true">{unread > UNREAD_MAX ? `${UNREAD_MAX}+` : unread}</span>
              <span className="mc-sr-only">{strings.unread(unread)}</span>
            </span>
          )}
        </span>
      </span>
    </button>
  )
})
