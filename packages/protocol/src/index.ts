export {
  chatClientFrames,
  chatServerFrames,
  type ChatClientFrame,
  type ChatClientFrameInput,
  type ChatServerFrame,
  type ChatServerFrameInput,
} from './chat.ts'
export { NOTIFICATION_TYPES, PRESENCE_STATUSES, PRIORITIES, ROLES } from './choices.ts'
export { AuthenticateSchema, ErrorSchema, HeartbeatSchema } from './common.ts'
export type { AuthenticateFrame, ErrorFrame, HeartbeatFrame } from './common.ts'
export type { ChatEntry, DeliveryFailure, DeliveryState } from './entry.ts'
export { encodeFrame } from './encodeFrame.ts'
export { errorOfCloseCode, isErrorCode } from './errorCodes.ts'
export { ERROR_CODES } from './errors.gen.ts'
export { ERRORS, type ErrorCode, type ErrorDefinition } from './errors.ts'
export { chatClientReaders } from './fastReaders.gen.ts'
export {
  describeIssue,
  parseFrame,
  type FastReaders,
  type Frame,
  type FrameInputOf,
  type FrameOf,
  type FrameProblem,
  type FrameTable,
  type ParseResult,
} from './frame.ts'
export {
  AccessTokenSchema,
  AUDIT_ACTIONS,
  AuditEntrySchema,
  AuditPageSchema,
  CreatedNotificationSchema,
  CreateNotificationSchema,
  HttpErrorSchema,
  MessagePageSchema,
  NotificationPageSchema,
  RefreshRequestSchema,
  RoomListSchema,
  RoomSummarySchema,
  TokenPairSchema,
  TokenRequestSchema,
  UploadSchema,
  UserProfileSchema,
  type AuditAction,
  type AuditEntry,
  type AuditPage,
  type CreatedNotification,
  type CreateNotification,
  type HttpError,
  type MessagePage,
  type NotificationPage,
  type RoomSummary,
  type TokenPair,
  type Upload,
  type UserProfile,
} from './http.ts'
export {
  ACCESS_TOKEN_TTL_MS,
  BACKOFF_BASE_MS,
  BACKOFF_MAX_MS,
  HEARTBEAT_INTERVAL_MS,
  HEARTBEAT_TIMEOUT_MS,
  MAX_CONNECTIONS_PER_USER,
  MAX_FILE_NAME_LENGTH,
  MAX_MESSAGE_BYTES,
  MAX_PAGE_SIZE,
  MAX_TEXT_LENGTH,
  MAX_UPLOAD_BYTES,
  PAGE_SIZE,
  RATE_LIMIT_MESSAGES,
  RATE_LIMIT_WINDOW_MS,
  REAUTHENTICATE_GRACE_MS,
  REFRESH_TOKEN_TTL_MS,
  TYPING_IDLE_MS,
  TYPING_STOP_MS,
} from './limits.ts'
export {
  ChatMessageSchema,
  ClientIdSchema,
  MessageMetadataSchema,
  MessageTypeSchema,
  NotificationSchema,
  NotificationTypeSchema,
  PresenceSchema,
  PresenceStatusSchema,
  PrioritySchema,
  RoleSchema,
  StoredTextSchema,
  UnreadCountSchema,
  UserSchema,
  type ChatMessage,
  type MessageMetadata,
  type MessageType,
  type Notification,
  type NotificationType,
  type Presence,
  type PresenceStatus,
  type Priority,
  type Role,
  type UnreadCount,
  type User,
} from './models.ts'
export {
  notificationClientFrames,
  notificationServerFrames,
  type NotificationClientFrame,
  type NotificationClientFrameInput,
  type NotificationServerFrame,
  type NotificationServerFrameInput,
} from './notifications.ts'
export { Refusal, type RefusalAbout } from './refusal.ts'
export { directRoom, otherUserId, parseRoom, type Room } from './rooms.ts'
