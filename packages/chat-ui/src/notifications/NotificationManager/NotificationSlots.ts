import type { ComponentType } from 'react'
import type { NotificationBellProps } from '../NotificationBell/NotificationBell.tsx'
import type { NotificationEmptyProps } from '../NotificationList/NotificationEmpty.tsx'
import type { NotificationListItemProps } from '../NotificationList/NotificationListItem.tsx'
import type { NotificationToastProps } from '../NotificationToast/NotificationToast.tsx'

/** What each replaceable part of the notifications takes, by the name of its slot. */
export interface NotificationSlotProps {
  readonly NotificationBell: NotificationBellProps
  readonly NotificationItem: NotificationListItemProps
  readonly NotificationToast: NotificationToastProps
  readonly NotificationEmpty: NotificationEmptyProps
}

/** Parts to put in place of the kit's own: each takes the props of the one it replaces. */
export type NotificationSlots = {
  readonly [Name in keyof NotificationSlotProps]?: ComponentType<NotificationSlotProps[Name]>
}

/** Props for the parts, merged with those they get: class names joined, styles merged, handlers both called. */
export type NotificationSlotPropsGiven = {
  readonly [Name in keyof NotificationSlotProps]?:
    Partial<NotificationSlotProps[Name]> | ((own: NotificationSlotProps[Name]) => Partial<NotificationSlotProps[Name]>)
}
