import { useNotificationPreferences } from '@mediconnect/chat-ui'
import type { User } from '@mediconnect/protocol'
import { RealtimeProvider, useRooms, type GetToken } from '@mediconnect/ws-react'
import { useUnreadTitle } from '../rooms/useUnreadTitle.ts'
import type { Route } from '../routing/route.ts'
import { AppShell } from '../shell/AppShell.tsx'
import { AdminPage } from './AdminPage/AdminPage.tsx'
import { DestinationPage } from './DestinationPage/DestinationPage.tsx'
import { MainPage } from './MainPage/MainPage.tsx'
import { ProfilePage, type ProfilePageProps } from './ProfilePage/ProfilePage.tsx'

export interface SignedInPagesProps {
  readonly user: User
  readonly getToken: GetToken
  /** The user has signed out, here or in another tab, or was signed out for the reason given. */
  readonly onSignedOut: (reason?: string) => void
  readonly route: Route
}

const IDLE_TIMEOUT_MS = 15 * 60_000
const KEPT_HERE = {}
const IDLE_REASON = 'You were signed out because nobody used this page for 15 minutes.'

/** Everything someone who is signed in can see: one connection for all of it. */
export function SignedInPages({ user, getToken, onSignedOut, route }: SignedInPagesProps) {
  // Kept in this browser; the bell and the profile show the same.
  const [preferences, onPreferencesChange] = useNotificationPreferences(KEPT_HERE)
  const settings = { preferences, onPreferencesChange }
  return (
    <RealtimeProvider
      currentUser={user}
      getToken={getToken}
      onSignedOut={onSignedOut}
      idleTimeout={IDLE_TIMEOUT_MS}
      onIdleLogoff={() => onSignedOut(IDLE_REASON)}
    >
      <AppShell user={user} {...settings}>
        <Page user={user} route={route} {...settings} />
      </AppShell>
    </RealtimeProvider>
  )
}

function Page({ user, route, ...settings }: Pick<SignedInPagesProps, 'route'> & ProfilePageProps) {
  const rooms = useRooms()
  useUnreadTitle(rooms.rooms)

  if (route.page === 'destination') return <DestinationPage url={route.url} />
  if (route.page === 'profile') return <ProfilePage user={user} {...settings} />
  if (route.page === 'admin' && user.role === 'admin') return <AdminPage />
  return <MainPage user={user} rooms={rooms} roomName={route.page === 'room' ? route.roomName : undefined} />
}
