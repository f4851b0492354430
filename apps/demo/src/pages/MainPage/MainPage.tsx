import type { User } from '@mediconnect/protocol'
import type { Rooms } from '@mediconnect/ws-react'
import { OpenRoomForm } from '../../rooms/OpenRoomForm.tsx'
import { RoomNav } from '../../rooms/RoomNav.tsx'
import { Conversation } from './Conversation.tsx'
import { EmptyPane } from './EmptyPane.tsx'
import './MainPage.css'

export interface MainPageProps {
  readonly user: User
  readonly rooms: Rooms
  /** The open room. */
  readonly roomName: string | undefined
}

/** The conversations and the open one; on a phone one of the two. */
export function MainPage({ user, rooms, roomName }: MainPageProps) {
  return (
    <main className="main" data-open={roomName === undefined ? undefined : 'room'}>
      <h1 className="sr-only">Conversations</h1>
      <div className="main__side">
        <p className="main__title" aria-hidden="true">
          Conversations
        </p>
        {user.role === 'admin' && <OpenRoomForm />}
        <RoomNav rooms={rooms} currentUserId={user.id} selectedRoom={roomName} />
      </div>
      <div className="main__pane">
        {roomName === undefined ? <EmptyPane /> : <Conversation roomName={roomName} user={user} rooms={rooms} />}
      </div>
    </main>
  )
}
