import type { PresenceStatus, User } from '@mediconnect/protocol'
import { forwardRef, useState, type ComponentPropsWithoutRef } from 'react'
import { cx } from '../../theme/cx.ts'
import { displayName, initials } from '../../users/names.ts'
import { PresenceBadge } from '../PresenceBadge/PresenceBadge.tsx'

const TINTS = 6

/** What `Avatar` takes. */
export interface AvatarProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly user: User
  /** Shows a presence dot at the corner. */
  readonly status?: PresenceStatus
  /** @default 'md' */
  readonly size?: 'sm' | 'md' | 'lg'
  /** For where the name stands beside it and need not be read twice. */
  readonly decorative?: boolean
}

/** A user's picture, or their initials on a tint that stays the same for the same person. */
export const Avatar = forwardRef<HTMLSpanElement, AvatarProps>(function Avatar(
  { user, status, size = 'md', decorative = false, className, ...rest },
  ref,
) {
  const [failedUrl, setFailedUrl] = useState<string>()
  const url = user.avatar_url && user.avatar_url !== failedUrl ? user.avatar_url : undefined

  return (
    <span
      ref={ref}
      className={cx('mc-avatar', className)}
      data-size={size}
      data-tint={user.id % TINTS}
      aria-hidden={decorative || undefined}
      {...rest}
    >
      <span
        className="mc-avatar__face"
        role={decorative ? undefined : 'img'}
        aria-label={decorative ? undefined : displayName(user)}
      >
        {url ? <img src={url} alt="" onError={() => setFailedUrl(url)} /> : initials(user)}
      </span>
      {status && <PresenceBadge className="mc-avatar__presence" status={status} label="hidden" />}
    </span>
  )
})
