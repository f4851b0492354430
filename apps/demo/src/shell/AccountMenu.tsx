import { Avatar, displayName, english, CheckIcon, ChevronDownIcon, PresenceBadge } from '@mediconnect/chat-ui'
import { PresenceStatusSchema, type User } from '@mediconnect/protocol'
import { usePresence } from '@mediconnect/ws-react'
import { useId, useRef, useState } from 'react'
import { DemoIcon } from '../controls/DemoIcon.tsx'
import { hashOf } from '../routing/route.ts'
import { useMenu } from './useMenu.ts'
import './AccountMenu.css'

export interface AccountMenuProps {
  readonly user: User
  readonly onSignOut: () => void
}

/** Only one's own status is shown here. */
const NOBODY: readonly number[] = []

/** Who is signed in, what the others see of them, and the way out. */
export function AccountMenu({ user, onSignOut }: AccountMenuProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()
  const { status, setStatus } = usePresence(NOBODY)
  const menu = useMenu(root, open, setOpen)
  const role = user.role && english.roles[user.role]

  return (
    <div ref={root} className="account" onBlur={menu.onBlur} onKeyDown={menu.onKeyDown}>
      <button
        className="account__button"
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-testid="account-menu"
        onClick={() => setOpen(!open)}
      >
        <Avatar user={user} status={status} decorative />
        <span className="account__who">
          <span className="account__name">{displayName(user)}</span>
          {role && <span className="account__role">{role}</span>}
        </span>
        <span className="sr-only">{english.presence[status]}: account and status</span>
        <ChevronDownIcon />
      </button>
      {open && (
        <div id={id} className="account__menu" role="menu" aria-label="Account and status">
          <p className="account__heading" role="presentation">
            {displayName(user)}
            {role && <span className="role">{role}</span>}
          </p>
          <div role="group" aria-label="Your status">
            {PresenceStatusSchema.options.map((option) => (
              <button
                key={option}
                className="account__item"
                type="button"
                role="menuitemradio"
                tabIndex={-1}
                aria-checked={option === status}
                data-testid={`status-${option}`}
                onClick={() => {
                  setStatus(option)
                  menu.close()
                }}
              >
                <PresenceBadge status={option} />
                {option === status && <CheckIcon />}
              </button>
            ))}
          </div>
          <a
            className="account__item account__item--apart"
            role="menuitem"
            tabIndex={-1}
            href={hashOf({ page: 'profile' })}
            data-testid="profile-link"
            onClick={menu.close}
          >
            Profile and settings
            <DemoIcon name="person" />
          </a>
          <a
            className="account__item"
            href="/docs/"
            target="_blank"
            role="menuitem"
            tabIndex={-1}
            data-testid="docs-link"
          >
            Documentation
            <DemoIcon name="compass" />
          </a>
          <button
            className="account__item"
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-testid="sign-out"
            onClick={onSignOut}
          >
            Sign out
            <DemoIcon name="signOut" />
          </button>
        </div>
      )}
    </div>
  )
}
