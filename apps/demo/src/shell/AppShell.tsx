import { NotificationManager, type NotificationManagerProps } from '@mediconnect/chat-ui'
import { type User } from '@mediconnect/protocol'
import type { ReactNode } from 'react'
import { DemoIcon } from '../controls/DemoIcon.tsx'
import { navigate } from '../routing/navigate.ts'
import { hashOf } from '../routing/route.ts'
import { ThemeToggle } from '../theme/ThemeToggle.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from './Brand.tsx'
import { useAskingSignOut } from './useAskingSignOut.tsx'
import './AppShell.css'

export interface AppShellProps extends Pick<NotificationManagerProps, 'preferences' | 'onPreferencesChange'> {
  readonly user: User
  readonly children: ReactNode
}

/** The frame around every page of someone who is signed in. */
export function AppShell({ user, preferences, onPreferencesChange, children }: AppShellProps) {
  const { signOut, dialog } = useAskingSignOut()

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
          <NotificationManager
            preferences={preferences}
            onPreferencesChange={onPreferencesChange}
            onNavigate={(url) => navigate({ page: 'destination', url })}
          />
          <AccountMenu user={user} onSignOut={signOut} />
        </div>
      </header>
      <div className="shell__page">{children}</div>
      {dialog}
    </div>
  )
}
