// Runs in an iframe: a tab, with modules, locks and channels of its own.
import { NotificationManager } from '../../src/notifications/NotificationManager/NotificationManager.tsx'
import { ChatWindow } from '../../src/chat/ChatWindow/ChatWindow.tsx'
import { RoomList } from '../../src/chat/RoomList/RoomList.tsx'
import '../../src/styles.css'
import { RealtimeProvider, useRooms, useSignOut, type RealtimeProviderProps } from '@mediconnect/ws-react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ROOM } from '../../fixtures/conversation.ts'
import { jane, john } from '../../fixtures/people.ts'

/** What a tab gives to the test. */
export interface TabPage {
  open(props: RealtimeProviderProps): void
}

// Only one tab of a browser has the focus.
let looks = false
document.hasFocus = () => looks
window.addEventListener('look', () => {
  looks = true
  window.dispatchEvent(new Event('focus'))
})

function Rooms() {
  const { rooms } = useRooms()
  return <RoomList rooms={rooms.filter(({ room_name }) => room_name === ROOM)} currentUserId={john.id} />
}

function SignOut() {
  const signOut = useSignOut()
  return (
    <button type="button" onClick={() => void signOut()}>
      Sign out
    </button>
  )
}

const page: TabPage = {
  open: (props) => {
    const root = document.body.appendChild(document.createElement('div'))
    createRoot(root).render(
      <StrictMode>
        <RealtimeProvider {...props}>
          <NotificationManager />
          <SignOut />
          <Rooms />
          <ChatWindow roomName={ROOM} currentUser={john} targetUser={jane} style={{ blockSize: 500 }} />
        </RealtimeProvider>
      </StrictMode>,
    )
  },
}
window.frameElement?.dispatchEvent(new CustomEvent('tab-ready', { detail: page }))
