import {
  Avatar,
  ChatWindow,
  displayName,
  english,
  LocaleProvider,
  NotificationManager,
  type Strings,
} from '@mediconnect/chat-ui'
import { directRoom } from '@mediconnect/protocol'
import { RealtimeProvider } from '@mediconnect/ws-react'
import type { ReactNode } from 'react'
import { Alert } from '../../controls/Alert.tsx'
import { navigate } from '../../routing/navigate.ts'
import type { DemoUser } from '../../session/demoUsers.ts'
import { noTokenStorage } from '../../session/tokenStorage.ts'
import { useDemoSession } from '../../session/useDemoSession.ts'

export interface PaneProps {
  readonly user: DemoUser
  readonly other: DemoUser
}

/** One user's end of a conversation, as on a device of their own. */
export function Pane({ user, other }: PaneProps) {
  const { state, problem } = useDemoSession(user.username, noTokenStorage)

  if (state.status !== 'signed_in') {
    return (
      <section className="pane" data-testid={`pane-${user.username}`} aria-label={displayName(user)}>
        <PaneHead user={user} />
        <div className="pane__wait">
          {problem === undefined ? <p role="status">Signing in …</p> : <Alert>{problem}</Alert>}
        </div>
      </section>
    )
  }
  return (
    <RealtimeProvider currentUser={state.user} getToken={state.getToken}>
      <section className="pane" data-testid={`pane-${user.username}`} aria-label={displayName(user)}>
        <PaneHead user={user}>
          <LocaleProvider strings={stringsFor(user)}>
            <NotificationManager onNavigate={(url) => navigate({ page: 'destination', url })} />
          </LocaleProvider>
        </PaneHead>
        <ChatWindow
          className="pane__chat"
          roomName={directRoom(user.id, other.id)}
          currentUser={state.user}
          targetUser={other}
        />
      </section>
    </RealtimeProvider>
  )
}

function PaneHead({ user, children }: { readonly user: DemoUser; readonly children?: ReactNode }) {
  return (
    <header className="pane__head">
      <Avatar user={user} size="sm" decorative />
      <h2 className="pane__title">
        <span className="pane__as">Signed in as</span> {displayName(user)}
      </h2>
      <span className="role">{english.roles[user.role]}</span>
      <span className="pane__tools">{children}</span>
    </header>
  )
}

/** Two of each part on one page: to someone who does not see it, their names tell them apart. */
function stringsFor(user: DemoUser): Strings {
  return { ...english, toastRegion: `${english.toastRegion}: ${displayName(user)}` }
}
