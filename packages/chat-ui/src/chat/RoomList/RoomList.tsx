import type { Presence, RoomSummary } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { roomsStrings } from '../../i18n/english/rooms.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { useNow } from '../../i18n/useNow.ts'
import { LoadFailed } from '../../theme/LoadFailed.tsx'
import { Notice } from '../../theme/Notice.tsx'
import { cx } from '../../theme/cx.ts'
import { otherMember } from './preview.ts'
import { RoomListItem } from './RoomListItem.tsx'
import { ChatIcon } from '../../icons/ChatIcon.ts'
import { useRovingList } from './useRovingList.ts'

const REFRESH_MS = 60_000
const SKELETON_ROWS = 5

/** What `RoomList` takes. */
export interface RoomListProps extends Omit<ComponentPropsWithoutRef<'nav'>, 'children' | 'onSelect'> {
  readonly rooms: readonly RoomSummary[]
  readonly currentUserId: number
  readonly selectedRoom?: string
  readonly onSelect?: (room: RoomSummary) => void
  /** Live presence by user id; what a room was loaded with counts for the others. */
  readonly presence?: Readonly<Record<number, Presence>>
  /** Names of the rooms in which someone is typing. */
  readonly typingRooms?: ReadonlySet<string>
  /** @default 'ready' */
  readonly status?: 'loading' | 'ready' | 'error'
  readonly onReload?: () => void
}

/** The conversations, in the order given. */
export const RoomList = forwardRef<HTMLElement, RoomListProps>(function RoomList(props, ref) {
  const { rooms, currentUserId, selectedRoom, onSelect, presence, typingRooms, status = 'ready', ...others } = props
  const { onReload, className, ...rest } = others
  const { root } = useLocale()
  const strings = useStrings(roomsStrings)
  const now = useNow(REFRESH_MS)
  const roving = useRovingList(
    rooms.map(({ room_name }) => room_name),
    selectedRoom,
  )
  const shown = rooms.length > 0 ? 'ready' : status === 'ready' ? 'empty' : status

  return (
    <nav
      ref={ref}
      className={cx('mc-room-list', className)}
      aria-label={strings.rooms}
      data-state={shown}
      {...root}
      {...rest}
    >
      {shown === 'loading' && <Skeleton />}
      {shown === 'empty' && <Notice icon={ChatIcon} title={strings.noRoomsTitle} text={strings.noRoomsText} />}
      {shown === 'error' && <LoadFailed title={strings.roomsFailedTitle} onReload={onReload} />}
      {shown === 'ready' && (
        <ul onKeyDown={roving.onKeyDown}>
          {rooms.map((room) => {
            const other = otherMember(room, currentUserId)
            return (
              <li key={room.room_name}>
                <RoomListItem
                  room={room}
                  currentUserId={currentUserId}
                  presence={other && presence?.[other.id]?.status}
                  isTyping={typingRooms?.has(room.room_name)}
                  selected={room.room_name === selectedRoom}
                  now={now}
                  onSelect={onSelect}
                  {...roving.getItemProps(room.room_name)}
                />
              </li>
            )
          })}
        </ul>
      )}
    </nav>
  )
})

function Skeleton() {
  return Array.from({ length: SKELETON_ROWS }, (_, index) => (
    <div key={index} className="mc-room mc-room--skeleton" aria-hidden="true">
      <span className="mc-skeleton" />
      <span className="mc-room__text">
        <span className="mc-skeleton" />
        <span className="mc-skeleton" />
      </span>
    </div>
  ))
}
