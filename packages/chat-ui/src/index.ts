export {
  AttachmentSourceContext,
  useAttachmentSource,
  type AttachmentSource,
  type UseAttachmentSource,
} from './attachments/AttachmentSourceContext.ts'
export { Announcer, type AnnouncerProps } from './a11y/Announcer.tsx'
export { ChatAnnouncer, type ChatAnnouncerProps } from './a11y/ChatAnnouncer.tsx'
export { useAnnounce, type Announce } from './a11y/useAnnounce.ts'
export { Avatar, type AvatarProps } from './chat/Avatar/Avatar.tsx'
export { ChatBanner, type ChatBannerProps } from './chat/ChatBanner/ChatBanner.tsx'
export { ChatHeader, type ChatHeaderProps } from './chat/ChatHeader/ChatHeader.tsx'
export { ChatWindow, type ChatWindowProps } from './chat/ChatWindow/ChatWindow.tsx'
export { useChatWindow, type ChatWindowApi, type ChatWindowOptions } from './chat/ChatWindow/useChatWindow.ts'
export { confirmAny } from './chat/ConfirmSend/confirmAny.ts'
export { confirmLargeAudience, type LargeAudienceOptions } from './chat/ConfirmSend/confirmLargeAudience.ts'
export { confirmPatientFacing, type PatientFacingOptions } from './chat/ConfirmSend/confirmPatientFacing.ts'
export type { ConfirmPolicy, ConfirmRequest, SendContext } from './chat/ConfirmSend/confirmPolicy.ts'
export { ConfirmSend, type ConfirmSendProps } from './chat/ConfirmSend/ConfirmSend.tsx'
export {
  ConnectionStatus,
  type Connection,
  type ConnectionStatusProps,
} from './chat/ConnectionStatus/ConnectionStatus.tsx'
export { MessageBubble, type GroupPosition, type MessageBubbleProps } from './chat/MessageBubble/MessageBubble.tsx'
export { FileAttachment, type FileAttachmentProps } from './chat/MessageBubble/FileAttachment.tsx'
export { ImageAttachment, type ImageAttachmentProps } from './chat/MessageBubble/ImageAttachment.tsx'
export type { LightboxProps } from './chat/MessageBubble/Lightbox.tsx'
export { VoicePlayer, type VoicePlayerProps } from './chat/MessageBubble/VoicePlayer.tsx'
export { AttachmentTray, type AttachmentTrayProps } from './chat/MessageInput/AttachmentTray.tsx'
export type { EmojiPickerProps } from './chat/MessageInput/EmojiPicker.tsx'
export type { VoiceRecorderProps } from './chat/MessageInput/VoiceRecorder.tsx'
export { DropHint } from './chat/MessageInput/DropHint.tsx'
export { MessageInput, type MessageInputProps } from './chat/MessageInput/MessageInput.tsx'
export type { SendFileOptions } from './chat/MessageInput/sendFileOptions.ts'
export {
  useComposer,
  type Composer,
  type ComposerHandle,
  type ComposerOptions,
  type Outgoing,
} from './chat/MessageInput/useComposer.ts'
export { useDropZone, type DropZone, type DropZoneOptions, type Dropped } from './chat/MessageInput/useDropZone.ts'
export type { StagedFile } from './chat/MessageInput/useStagedFiles.ts'
export { MessageList, type MessageListProps } from './chat/MessageList/MessageList.tsx'
export type { MessageGap } from './chat/MessageList/rows.ts'
export { useMessageList, type MessageListOptions, type MessageListState } from './chat/MessageList/useMessageList.ts'
export type { MessageListHandle, ScrollToMessageOptions } from './chat/MessageList/useReadersPlace.ts'
export { PresenceBadge, type PresenceBadgeProps } from './chat/PresenceBadge/PresenceBadge.tsx'
export { RoomList, type RoomListProps } from './chat/RoomList/RoomList.tsx'
export { RoomListItem, type RoomListItemProps } from './chat/RoomList/RoomListItem.tsx'
export { TypingIndicator, type TypingIndicatorProps } from './chat/TypingIndicator/TypingIndicator.tsx'
export { english } from './i18n/english.ts'
export { LocaleProvider, type Locale, type LocaleProviderProps } from './i18n/LocaleContext.tsx'
export type { Language, Strings } from './i18n/strings.ts'
export { Icon, type IconName, type IconProps } from './icons/Icon.tsx'
export { NotificationBadge, type NotificationBadgeProps } from './notifications/NotificationBadge/NotificationBadge.tsx'
export { NotificationBell, type NotificationBellProps } from './notifications/NotificationBell/NotificationBell.tsx'
export {
  NotificationEmpty,
  type ListFilter,
  type NotificationEmptyProps,
} from './notifications/NotificationList/NotificationEmpty.tsx'
export { NotificationList, type NotificationListProps } from './notifications/NotificationList/NotificationList.tsx'
export {
  NotificationListItem,
  type NotificationListItemProps,
} from './notifications/NotificationList/NotificationListItem.tsx'
export {
  NotificationManager,
  type NotificationManagerProps,
} from './notifications/NotificationManager/NotificationManager.tsx'
export type {
  NotificationSlotProps,
  NotificationSlotPropsGiven,
  NotificationSlots,
} from './notifications/NotificationManager/NotificationSlots.ts'
export {
  useNotificationCenter,
  type NotificationCenter,
  type NotificationCenterOptions,
} from './notifications/NotificationManager/useNotificationCenter.ts'
export {
  NotificationSettings,
  type NotificationSettingsProps,
} from './notifications/NotificationSettings/NotificationSettings.tsx'
export type { NotificationPreferences } from './notifications/interruptions/preferences.ts'
export type { Privacy } from './notifications/interruptions/privacy.ts'
export type { QuietHours } from './notifications/interruptions/quietHours.ts'
export { useBrowserPermission, type BrowserPermission } from './notifications/interruptions/useBrowserPermission.ts'
export {
  useNotificationPreferences,
  type PreferenceOptions,
} from './notifications/interruptions/useNotificationPreferences.ts'
export { NotificationToast, type NotificationToastProps } from './notifications/NotificationToast/NotificationToast.tsx'
export {
  NotificationToasts,
  type NotificationToastsProps,
} from './notifications/NotificationToast/NotificationToasts.tsx'
export type { ChatSlotProps, ChatSlotPropsGiven, ChatSlots } from './slots/ChatSlots.ts'
export { mergeProps } from './slots/mergeProps.ts'
export { useSlot } from './slots/useSlot.ts'
export { displayName, initials } from './users/names.ts'
