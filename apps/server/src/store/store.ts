import type {
  AuditAction,
  AuditEntry,
  ChatMessage,
  ErrorCode,
  MessageMetadata,
  MessageType,
  Notification,
  NotificationType,
  Priority,
  Role,
  Room,
  UnreadCount,
} from '@mediconnect/protocol'
import type { Caller } from './caller.ts'
import type { Files } from './files.ts'

/** The database is locked, full, away or does not answer. The same call can succeed later. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError'
  constructor(cause: unknown) {
    super('The database cannot do this at the moment.', { cause })
  }
}

export interface UserRecord {
  readonly id: number
  readonly username: string
  readonly first_name: string
  readonly last_name: string
  readonly avatar_url: string | null
  readonly role: Role
  readonly is_active: boolean
  readonly last_seen: string | null
}

export interface UserStore {
  find(id: number): Promise<UserRecord | undefined>
  findMany(ids: readonly number[]): Promise<UserRecord[]>
  credentials(username: string): Promise<{ id: number; password_hash: string; is_active: boolean } | undefined>
  recordLastSeen(id: number, timestamp: string): Promise<void>
}

/** What the rule of who may be in a room has to know. */
export interface RoomFacts {
  readonly user: Pick<UserRecord, 'id' | 'role' | 'is_active'> | undefined
  /** Group: its row exists. Room of two: both users exist. */
  readonly exists: boolean
  readonly isMember: boolean
  /** The room joins a doctor with a patient. */
  readonly isTreatment: boolean
  /** They have an active relationship. */
  readonly isActiveRelationship: boolean
}

/** Gives the code a user is refused with, or `undefined` when the room is open to them. */
export type AccessRule = (facts: RoomFacts) => ErrorCode | undefined

export interface RoomRecord {
  readonly name: string
  readonly title: string | null
  readonly last_seq: number
  /** The position of the newest receipt. */
  readonly last_receipt: number
  readonly members: readonly UserRecord[]
}

export interface RoomPosition {
  readonly name: string
  readonly last_seq: number
  readonly last_receipt: number
}

export type Entrance =
  { readonly kind: 'entered'; readonly room: RoomRecord } | { readonly kind: 'refused'; readonly code: ErrorCode }

export interface RoomOverview extends RoomRecord {
  readonly last_message: StoredMessage | null
  readonly unread_count: number
}

export interface RoomStore {
  /** Applies `rule` to what is known of the user and the room now. */
  access(room: Room, userId: number, rule: AccessRule): Promise<ErrorCode | undefined>
  /** The room with its members; a room of two is made when it is first opened. */
  open(room: Room): Promise<RoomRecord | undefined>
  /** Opens the room for a user, if `rule` lets them in. */
  enter(room: Room, userId: number, rule: AccessRule): Promise<Entrance>
  /** The newest message and receipt of each of these rooms. */
  newest(roomNames: readonly string[]): Promise<readonly RoomPosition[]>
  /** Members who may read the room at this moment. */
  readers(room: Room): Promise<readonly number[]>
  /** How many of the others' messages a member has not read; 0 for who is no member. */
  unread(roomName: string, userId: number): Promise<number>
  /** Names of the rooms the user is a member of. */
  namesOf(userId: number): Promise<string[]>
  /** The user's rooms that `rule` lets them use now, newest activity first. */
  overview(userId: number, rule: AccessRule): Promise<RoomOverview[]>
}

export type StoredMessage = Required<Omit<ChatMessage, 'client_id'>> & { client_id: string | null }

export interface MessageDraft {
  readonly room: Room
  readonly sender_id: number
  readonly receiver_id: number | null
  readonly message: string
  readonly message_type: MessageType
  readonly metadata: MessageMetadata
  readonly client_id: string | null
  /** The upload the message points to; it has to be one of this room. */
  readonly upload_id: string | null
  readonly origin: ActionOrigin
}

export type AppendOutcome =
  /** `reader_ids`: the members who may read the room at this moment. */
  | { readonly kind: 'stored'; readonly message: StoredMessage; readonly reader_ids: readonly number[] }
  /** The same `client_id` was stored before. */
  | { readonly kind: 'duplicate'; readonly message: StoredMessage }
  /** The same `client_id` was stored before in another room. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown_upload' }
  | { readonly kind: 'refused'; readonly code: ErrorCode }

export interface MessageStore {
  /**
   * Stores a message under the room's next seq, if `rule` allows it at that moment. `caller` is told right after the
   * commit, in the order of the commits.
   */
  append(draft: MessageDraft, rule: AccessRule, caller: Caller<AppendOutcome>): void
  /** Oldest first. */
  after(roomName: string, seq: number, limit: number): Promise<StoredMessage[]>
  /** Newest first; `offset` skips that many of the room's newest. */
  before(roomName: string, seq: number | undefined, limit: number, offset?: number): Promise<StoredMessage[]>
}

export type MessageStatus = StoredMessage['status']

export interface Receipt {
  /** In the room's receipts: starts at 1, no gaps. */
  readonly position: number
  readonly message_id: number
  readonly user_id: number
  readonly status: 'delivered' | 'read'
  readonly timestamp: string
  /** How far the message got with all other members by now. */
  readonly overall: MessageStatus
}

export interface ReceiptRequest {
  readonly room_name: string
  readonly user_id: number
  readonly message_id: number
  readonly status: 'delivered' | 'read'
  readonly up_to: boolean
  readonly origin: ActionOrigin
}

export type MarkOutcome =
  | { readonly kind: 'unknown_message' }
  /** What is new, in the order of the messages. `more`: the rest takes another call. */
  | {
      readonly kind: 'marked'
      readonly receipts: readonly Receipt[]
      /** The room's newest message at this moment. */
      readonly at_seq: number
      readonly more: boolean
    }

export interface ReceiptStore {
  mark(request: ReceiptRequest, committed: (outcome: MarkOutcome) => void): Promise<MarkOutcome>
  /** Oldest first. */
  after(roomName: string, position: number, limit: number): Promise<Receipt[]>
  /** Receipts that may have been missed by a client that last saw `seq`, about messages up to it. Oldest first. */
  missed(roomName: string, seq: number, after: number, upTo: number, limit: number): Promise<Receipt[]>
}

export interface NotificationDraft {
  readonly audience: { user_ids: readonly number[] } | { roles: readonly Role[] } | { broadcast: true }
  readonly notification_type: NotificationType
  readonly title: string
  readonly message: string
  readonly priority: Priority
  readonly metadata: Record<string, unknown>
}

export type StoredNotification = Required<Notification>

/** Users who got the same notification in one commit. */
export interface NotificationChunk {
  readonly user_ids: readonly number[]
  readonly data: StoredNotification
}

/** A notification for more users than one commit takes, kept until all have got it. */
export interface NotificationJob {
  readonly id: string
  readonly draft: NotificationDraft
}

export interface JobProgress {
  /** Who got it so far. */
  readonly recipients: number
  readonly isDone: boolean
}

export type CreateOutcome =
  | { readonly kind: 'unknown_users'; readonly user_ids: readonly number[] }
  /** `job`: what is left to do, if anything. */
  | { readonly kind: 'created'; readonly recipients: number; readonly job: NotificationJob | undefined }

export interface NotificationFilter {
  readonly unread?: boolean
  readonly type?: NotificationType
  readonly priority?: Priority
  readonly before?: string
  readonly limit: number
}

export interface NotificationStore {
  /** Stores it for the first users, and a job for the rest. `committed` runs right after the commit. */
  create(draft: NotificationDraft, committed: (chunk: NotificationChunk) => void): Promise<CreateOutcome>
  /** Stores it for the job's next users. Each gets it once, however many nodes go on with it. */
  proceed(job: NotificationJob, committed: (chunk: NotificationChunk) => void): Promise<JobProgress>
  /** Jobs that nobody has gone on with for a while; they are the caller's now. */
  claimJobs(): Promise<readonly NotificationJob[]>
  /** Leaves the job to whoever claims it next. */
  releaseJob(job: NotificationJob): Promise<void>
  /** Newest first. */
  list(userId: number, filter: NotificationFilter): Promise<StoredNotification[]>
  /** Oldest first. */
  after(userId: number, createdAt: string, limit: number): Promise<StoredNotification[]>
  newest(userId: number): Promise<string>
  /** Which of these users got a notification after `createdAt`, and when the newest of all was made. */
  changedSince(
    createdAt: string,
    userIds: readonly number[],
  ): Promise<{ readonly user_ids: readonly number[]; readonly newest: string }>
  unread(userId: number): Promise<Required<UnreadCount>>
  /** When it was read and whether this call did it, or `undefined` for one the user does not have. */
  markRead(userId: number, id: string): Promise<{ read_at: string; isNew: boolean } | undefined>
  markAllRead(userId: number, type: NotificationType | undefined): Promise<number>
  deleteAll(userId: number, type: NotificationType | undefined): Promise<number>
}

export interface UploadRecord {
  readonly id: string
  readonly room_name: string
  readonly user_id: number
  readonly file_name: string
  readonly file_size: number
  readonly content_type: string
}

export interface UploadStore {
  add(upload: UploadRecord): Promise<void>
  find(id: string): Promise<UploadRecord | undefined>
}

/** What someone did. Never what was said, and no token. */
/** From where something is done, for the audit log. */
export type ActionOrigin = Pick<AuditNote, 'address' | 'socket_id'>

export interface AuditNote {
  readonly action: AuditAction
  /** `null` while nobody is signed in. */
  readonly user_id: number | null
  readonly room_name?: string | null
  /** The messages it was about: their first and last place in the room. */
  readonly seq_from?: number | null
  readonly seq_to?: number | null
  /** What else it was about: an upload's or a notification's id, an audience, an error or close code. */
  readonly target?: string | null
  readonly address: string | null
  readonly socket_id: string | null
}

export interface AuditFilter {
  readonly user_id?: number
  readonly room_name?: string
  readonly action?: AuditAction
  /** Milliseconds since 1970. */
  readonly since?: number
  /** Id of the entry before which to go on. */
  readonly before?: number
  readonly limit: number
}

export interface AuditStore {
  /** Notes it now; it is on the disk a moment later, together with others. */
  record(note: AuditNote): void
  /** Newest first. */
  list(filter: AuditFilter): Promise<AuditEntry[]>
}

/** Everything the server remembers. A promise of a change settles when the change is on the disk. */
export interface Store {
  readonly users: UserStore
  readonly rooms: RoomStore
  readonly messages: MessageStore
  readonly receipts: ReceiptStore
  readonly notifications: NotificationStore
  readonly uploads: UploadStore
  readonly audit: AuditStore
  /** Where the contents of uploads are kept: in `folder`, or where all nodes can read them. */
  openFiles(folder: string): Promise<Files>
  /** Fails when the database cannot be read. */
  check(): Promise<void>
  /** Creates the demo data of the contract, unless it is there. */
  seedDemo(passwordHash: string): Promise<void>
  /** Waits for what is being committed. */
  close(): Promise<void>
}
