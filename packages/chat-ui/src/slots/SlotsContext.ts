import { createContext } from 'react'

/** Every part that another one can take the place of. */
export type SlotName =
  | 'Header'
  | 'Banner'
  | 'ConnectionStatus'
  | 'MessageList'
  | 'MessageBubble'
  | 'ImageAttachment'
  | 'FileAttachment'
  | 'VoicePlayer'
  | 'Lightbox'
  | 'MessageMenu'
  | 'Avatar'
  | 'DayHeading'
  | 'UnreadLine'
  | 'GapRow'
  | 'Empty'
  | 'TypingIndicator'
  | 'Composer'
  | 'AttachmentTray'
  | 'VoiceRecorder'
  | 'EmojiPicker'
  | 'ConfirmSend'
  | 'NotificationBell'
  | 'NotificationItem'
  | 'NotificationToast'
  | 'NotificationEmpty'

/** What a container's host put in place of parts, and gave to them. */
export interface SlotsValue {
  readonly slots: Readonly<Partial<Record<SlotName, object>>>
  readonly slotProps: Readonly<Partial<Record<SlotName, object>>>
}

export const NO_SLOTS: SlotsValue = { slots: {}, slotProps: {} }

/** Reaches all parts below a container: a slot needs no hand-me-down through those between. */
export const SlotsContext = createContext<SlotsValue>(NO_SLOTS)
