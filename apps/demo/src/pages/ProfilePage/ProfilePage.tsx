import {
  Avatar,
  displayName,
  english,
  NotificationSettings,
  PresenceBadge,
  useBrowserPermission,
  type NotificationPreferences,
} from '@mediconnect/chat-ui'
import { PresenceStatusSchema, type User } from '@mediconnect/protocol'
import { usePresence } from '@mediconnect/ws-react'
import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { hashOf } from '../../routing/route.ts'
import { useAskingSignOut } from '../../shell/useAskingSignOut.tsx'
import { THEME_CHOICES, useTheme, type ThemeChoice } from '../../theme/useTheme.ts'
import { ChoiceField } from './ChoiceField.tsx'
import './ProfilePage.css'

export interface ProfilePageProps {
  readonly user: User
  /** How the user wants to be told of what is new. */
  readonly preferences: NotificationPreferences
  readonly onPreferencesChange: (preferences: NotificationPreferences) => void
}

/** Only one's own status is shown here. */
const NOBODY: readonly number[] = []
const THEMES: Readonly<Record<ThemeChoice, string>> = { system: 'System', light: 'Light', dark: 'Dark' }

/** Who one is, what others see, and how the page looks and tells. */
export function ProfilePage({ user, preferences, onPreferencesChange }: ProfilePageProps) {
  const { status, setStatus } = usePresence(NOBODY)
  const { choice, choose } = useTheme()
  const [permission, askPermission] = useBrowserPermission()
  const { signOut, dialog } = useAskingSignOut()

  return (
    <main className="profile">
      <div className="profile__head">
        <a
          className="icon-button"
          href={hashOf({ page: 'rooms' })}
          aria-label="Back to all conversations"
          data-testid="back-to-rooms"
        >
          <DemoIcon name="back" />
        </a>
        <h1 className="profile__title">Profile and settings</h1>
      </div>
      <section className="profile__card profile__who" aria-label="You">
        <Avatar user={user} status={status} size="lg" decorative />
        <div className="profile__names">
          <p className="profile__name">{displayName(user)}</p>
          <p className="profile__username">{user.username}</p>
        </div>
        {user.role && <span className="role">{english.roles[user.role]}</span>}
      </section>
      <section className="profile__card" aria-labelledby="profile-status">
        <h2 id="profile-status">Your status</h2>
        <p className="profile__note">
          What the others see beside your name. Online turns to away while you do nothing.
        </p>
        <ChoiceField
          name="status"
          legend="Your status"
          options={PresenceStatusSchema.options}
          value={status}
          onChange={setStatus}
          render={(option) => <PresenceBadge status={option} />}
        />
      </section>
      <section className="profile__card" aria-labelledby="profile-theme">
        <h2 id="profile-theme">Appearance</h2>
        <ChoiceField
          name="theme"
          legend="Appearance"
          options={THEME_CHOICES}
          value={choice}
          onChange={choose}
          render={(option) => THEMES[option]}
        />
      </section>
      <section className="profile__card" aria-labelledby="profile-notifications">
        <h2 id="profile-notifications">Notifications</h2>
        <NotificationSettings
          className="profile__settings"
          preferences={preferences}
          onPreferencesChange={onPreferencesChange}
          permission={permission}
          onAskPermission={askPermission}
        />
      </section>
      <button className="button profile__out" type="button" data-testid="profile-sign-out" onClick={signOut}>
        <DemoIcon name="signOut" />
        Sign out
      </button>
      {dialog}
    </main>
  )
}
