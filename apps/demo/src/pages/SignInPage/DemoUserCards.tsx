import { Avatar, displayName, english } from '@mediconnect/chat-ui'
import { DEMO_USERS, type DemoUser } from '../../session/demoUsers.ts'

export interface DemoUserCardsProps {
  /** The user who is being signed in. */
  readonly busyWith: string | undefined
  readonly onChoose: (user: DemoUser) => void
}

/** The demo's users: one click signs in. */
export function DemoUserCards({ busyWith, onChoose }: DemoUserCardsProps) {
  return (
    <ul className="demo-users">
      {DEMO_USERS.map((user) => (
        <li key={user.id}>
          <button
            className="demo-user"
            type="button"
            data-testid={`sign-in-${user.username}`}
            data-busy={busyWith === user.username || undefined}
            disabled={busyWith !== undefined}
            onClick={() => onChoose(user)}
          >
            <Avatar user={user} decorative />
            <span className="demo-user__text">
              <span className="demo-user__name">{displayName(user)}</span>
              <span className="demo-user__login">
                {english.roles[user.role]} · {user.username}
              </span>
              <span className="demo-user__hint">{user.hint}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
