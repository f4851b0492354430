import type { ComponentType } from 'react'
import type { AvatarProps } from '../chat/Avatar/Avatar.tsx'
import type { ChatBannerProps } from '../chat/ChatBanner/ChatBanner.tsx'
import type { ChatHeaderProps } from '../chat/ChatHeader/ChatHeader.tsx'
import type { ConfirmSendProps } from '../chat/ConfirmSend/ConfirmSend.tsx'
import type { ConnectionStatusProps } from '../chat/ConnectionStatus/ConnectionStatus.tsx'
import type { FileAttachmentProps } from '../chat/MessageBubble/FileAttachment.tsx'
import type { ImageAttachmentProps } from '../chat/MessageBubble/ImageAttachment.tsx'
import type { LightboxProps } from '../chat/MessageBubble/Lightbox.tsx'
import type { MessageBubbleProps } from '../chat/MessageBubble/MessageBubble.tsx'
import type { VoicePlayerProps } from '../chat/MessageBubble/VoicePlayer.tsx'
import type { AttachmentTrayProps } from '../chat/MessageInput/AttachmentTray.tsx'
import type { EmojiPickerProps } from '../chat/MessageInput/EmojiPicker.tsx'
import type { MessageInputProps } from '../chat/MessageInput/MessageInput.tsx'
import type { VoiceRecorderProps } from '../chat/MessageInput/VoiceRecorder.tsx'
import type { DayHeadingProps } from '../chat/MessageList/DayHeading.tsx'
import type { GapRowProps } from '../chat/MessageList/GapRow.tsx'
import type { MessageListProps } from '../chat/MessageList/MessageList.tsx'
import type { UnreadLineProps } from '../chat/MessageList/UnreadLine.tsx'
import type { MessageMenuProps } from '../chat/MessageMenu/MessageMenu.tsx'
import type { TypingIndicatorProps } from '../chat/TypingIndicator/TypingIndicator.tsx'
import type { NoticeProps } from '../theme/Notice.tsx'

/** What each replaceable part of a conversation takes, by the name of its slot. */
export interface ChatSlotProps {
  readonly Header: ChatHeaderProps
  readonly Banner: ChatBannerProps
  readonly ConnectionStatus: ConnectionStatusProps
  readonly MessageList: MessageListProps
  readonly MessageBubble: MessageBubbleProps
  readonly ImageAttachment: ImageAttachmentProps
  readonly Lightbox: LightboxProps
  readonly FileAttachment: FileAttachmentProps
  readonly VoicePlayer: VoicePlayerProps
  readonly MessageMenu: MessageMenuProps
  readonly DayHeading: DayHeadingProps
  readonly UnreadLine: UnreadLineProps
  readonly GapRow: GapRowProps
  readonly Empty: NoticeProps
  readonly Avatar: AvatarProps
  readonly TypingIndicator: TypingIndicatorProps
  readonly Composer: MessageInputProps
  readonly AttachmentTray: AttachmentTrayProps
  readonly VoiceRecorder: VoiceRecorderProps
  readonly EmojiPicker: EmojiPickerProps
  readonly ConfirmSend: ConfirmSendProps
}

/**
 * Parts to put in place of the kit's own: each takes the props of the one it replaces. Define them outside of render: a
 * component made anew each time is a new part each time.
 */
export type ChatSlots = { readonly [Name in keyof ChatSlotProps]?: ComponentType<ChatSlotProps[Name]> }

/** Props for the parts, merged with those they get: class names joined, styles merged, handlers both called. */
export type ChatSlotPropsGiven = {
  readonly [Name in keyof ChatSlotProps]?:
    Partial<ChatSlotProps[Name]> | ((own: ChatSlotProps[Name]) => Partial<ChatSlotProps[Name]>)
}
