import { AlertIcon, ChatWindow } from '@mediconnect/chat-ui'
import type { User } from '@mediconnect/protocol'
import type { Rooms } from '@mediconnect/ws-react'
import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { describeRoom } from '../../rooms/describeRoom.ts'
import { hashOf } from '../../routing/route.ts'
import { EmptyPane } from './EmptyPane.tsx'

export interface ConversationProps {
  readonly roomName: string
  readonly user: User
  readonly rooms: Rooms
}

/** The open room, with a way back on a phone. */
export function Conversation({ roomName, user, rooms: { rooms, status } }: ConversationProps) {
  // Only the list knows who is in the room; it is here in a moment, and the header need not change its mind.
  if (status === 'loading') return null
  const summary = rooms.find((room) => room.room_name === roomName)
  const room = describeRoom(roomName, summary, user.id)
  if (!room) {
    return (
      <EmptyPane
        icon={AlertIcon}
        title="There is no such room"
        text="Rooms are called like 123_456, clinic_1 or department_7."
      >
        <a className="button" href={hashOf({ page: 'rooms' })}>
          All conversations
        </a>
      </EmptyPane>
    )
  }
  return (
    <ChatWindow
      roomName={roomName}
      currentUser={user}
      {...room}
      data-testid={`chat-${roomName}`}
      headerLeading={
        <a
          className="icon-button main__back"
          href={hashOf({ page: 'rooms' })}
          aria-label="Back to all conversations"
          data-testid="back"
        >
          <DemoIcon name="back" />
        </a>
      }
    />
  )
}
