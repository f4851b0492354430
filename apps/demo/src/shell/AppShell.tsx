import { NotificationManager } from '@mediconnect/chat-ui'
import { type User } from '@mediconnect/protocol'
import { useSignOut, useUnsentCount } from '@mediconnect/ws-react'
import { useState, type ReactNode } from 'react'
import { DemoIcon } from '../controls/DemoIcon.tsx'
import { navigate } from '../routing/navigate.ts'
import { hashOf } from '../routing/route.ts'
import { ThemeToggle } from '../theme/ThemeToggle.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from './Brand.tsx'
import { SignOutDialog } from './SignOutDialog.tsx'
import './AppShell.css'

export interface AppShellProps {
  readonly user: User
  readonly children: ReactNode
}

/** The frame around every page of someone who is signed in. */
export function AppShell({ user, children }: AppShellProps) {
  const signOut = useSignOut()
  const unsentCount = useUnsentCount()
  const [asking, setAsking] = useState(false)

  return (
    <div className="shell">
      <header className="shell__top" data-testid="top-bar">
        <a className="shell__home" href={hashOf({ page: 'rooms' })} aria-label="MediConnect, conversations">
          <Brand />
        </a>
        <div className="shell__tools">
          {user.role === 'admin' && (
            <a
              className="button shell__admin"
              href={hashOf({ page: 'admin' })}
              aria-label="Send a notification"
              data-testid="admin-link"
            >
              <DemoIcon name="megaphone" />
              <span className="shell__admin-text">Send a notification</span>
            </a>
          )}
          <ThemeToggle />
          <NotificationManager onNavigate={(url) => navigate({ page: 'destination', url })} />
          <AccountMenu user={user} onSignOut={() => (unsentCount > 0 ? setAsking(true) : void signOut())} />
        </div>
      </header>
      <div className="shell__page">{children}</div>
      {asking && (
        <SignOutDialog unsentCount={unsentCount} onCancel={() => setAsking(false)} onSignOut={() => void signOut()} />
      )}
    </div>
  )
}
