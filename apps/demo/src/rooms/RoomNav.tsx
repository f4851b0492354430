import { RoomList, RoomListItem } from '@mediconnect/chat-ui'
import type { RoomSummary } from '@mediconnect/protocol'
import type { Rooms } from '@mediconnect/ws-react'
import { navigate } from '../routing/navigate.ts'
import { useNow } from './useNow.ts'

export interface RoomNavProps {
  readonly rooms: Rooms
  readonly currentUserId: number
  readonly selectedRoom: string | undefined
}

/** The user's conversations, each a way into its room. */
export function RoomNav({ rooms: { rooms, status, reload }, currentUserId, selectedRoom }: RoomNavProps) {
  const now = useNow()
  if (rooms.length === 0) {
    return <RoomList rooms={rooms} currentUserId={currentUserId} status={status} onReload={reload} />
  }
  return (
    <nav className="mc mc-room-list" aria-label="Conversations">
      <ul>
        {rooms.map((room) => (
          <li key={room.room_name}>
            <RoomListItem
              room={room}
              currentUserId={currentUserId}
              selected={room.room_name === selectedRoom}
              now={now}
              onSelect={openRoom}
              data-testid={`room-${room.room_name}`}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function openRoom({ room_name }: RoomSummary): void {
  navigate({ page: 'room', roomName: room_name })
}
