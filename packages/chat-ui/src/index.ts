export {
  AttachmentSourceContext,
  useAttachmentSource,
  type AttachmentSource,
  type UseAttachmentSource,
} from './attachments/AttachmentSourceContext.ts'
export { Announcer, type AnnouncerProps } from './a11y/Announcer.tsx'
export { ChatAnnouncer, type ChatAnnouncerProps } from './a11y/ChatAnnouncer.tsx'
export { useAnnounce } from './a11y/useAnnounce.ts'
export type { Announce } from './a11y/AnnouncerContext.ts'
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
export type { Locale } from './i18n/LocaleContext.ts'
export { LocaleProvider, type LocaleProviderProps } from './i18n/LocaleProvider.tsx'
export type { Language, Strings } from './i18n/strings.ts'
export { AlertIcon } from './icons/AlertIcon.ts'
export { ArrowDownIcon } from './icons/ArrowDownIcon.ts'
export { AttachIcon } from './icons/AttachIcon.ts'
export { BackIcon } from './icons/BackIcon.ts'
export { BellIcon } from './icons/BellIcon.ts'
export { BellOffIcon } from './icons/BellOffIcon.ts'
export { CalendarIcon } from './icons/CalendarIcon.ts'
export { CardIcon } from './icons/CardIcon.ts'
export { ChatIcon } from './icons/ChatIcon.ts'
export { CheckIcon } from './icons/CheckIcon.ts'
export { ChecksIcon } from './icons/ChecksIcon.ts'
export { ChevronDownIcon } from './icons/ChevronDownIcon.ts'
export { ChevronUpIcon } from './icons/ChevronUpIcon.ts'
export { ClockIcon } from './icons/ClockIcon.ts'
export { CloseIcon } from './icons/CloseIcon.ts'
export { CopyIcon } from './icons/CopyIcon.ts'
export { DownloadIcon } from './icons/DownloadIcon.ts'
export { EmojiIcon } from './icons/EmojiIcon.ts'
export { FileIcon } from './icons/FileIcon.ts'
export { GearIcon } from './icons/GearIcon.ts'
export { ImageIcon } from './icons/ImageIcon.ts'
export { InfoIcon } from './icons/InfoIcon.ts'
export { LockIcon } from './icons/LockIcon.ts'
export { MicrophoneIcon } from './icons/MicrophoneIcon.ts'
export { MoonIcon } from './icons/MoonIcon.ts'
export { MoreIcon } from './icons/MoreIcon.ts'
export { OfflineIcon } from './icons/OfflineIcon.ts'
export { PauseIcon } from './icons/PauseIcon.ts'
export { PlayIcon } from './icons/PlayIcon.ts'
export { RecordIcon } from './icons/RecordIcon.ts'
export { RetryIcon } from './icons/RetryIcon.ts'
export { SendIcon } from './icons/SendIcon.ts'
export { SoundIcon } from './icons/SoundIcon.ts'
export { SoundOffIcon } from './icons/SoundOffIcon.ts'
export { TrashIcon } from './icons/TrashIcon.ts'
export { UndoIcon } from './icons/UndoIcon.ts'
export { UsersIcon } from './icons/UsersIcon.ts'
export type { Icon, IconProps } from './icons/createIcon.tsx'
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
