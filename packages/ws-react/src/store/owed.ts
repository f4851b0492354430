import type { ChatEntry, MessageMetadata, MessageType, User } from '@mediconnect/protocol'
import type { Http } from '../transport/http.ts'
import { createOutbox, type Outbox, type OutboxMessage } from '../transport/outbox.ts'
import { describeAttachment, uploadAttachment, type Attachment, type SendFileOptions } from './attachment.ts'
import { entryKey } from './chat.ts'

type OwedEntry = ChatEntry & { readonly client_id: string }

/** What the user sent in a room and the server does not have yet: messages and uploads. */
export interface Owed {
  readonly outbox: Outbox
  addText(message: string): void
  addFile(file: File, options: SendFileOptions): void
  retry(key: string): void
  discard(key: string): void
  /** Forgets every entry whose key is not among those still waiting: the server has it. */
  settle(waitingKeys: ReadonlySet<string>): void
  /** Whether the connection is still needed for it. */
  isPending(): boolean
  /** Ends uploads and forgets everything. */
  clear(): void
}

interface OwedOptions {
  readonly roomName: string
  readonly user: User
  /** The other one, in a room of two. */
  readonly receiverId: number | undefined
  readonly http: Http
  send(message: OutboxMessage): boolean
  /** The entries as a screen shows them, in the order they were sent. */
  onChange(entries: readonly ChatEntry[]): void
  onStalled(): void
}

export function createOwed(options: OwedOptions): Owed {
  const { roomName, user, receiverId, http } = options
  const entries = new Map<string, OwedEntry>()
  const uploads = new Map<string, { readonly attachment: Attachment; readonly abort: AbortController }>()
  const outbox = createOutbox({ send: options.send, onChange: publish, onStalled: options.onStalled })

  function publish(): void {
    options.onChange([...entries.values()].map((entry) => withOutboxState(entry, outbox)))
  }

  function update(clientId: string, change: Partial<ChatEntry>): void {
    const entry = entries.get(clientId)
    if (!entry) return
    entries.set(clientId, { ...entry, ...change })
    publish()
  }

  function messageOf(entry: OwedEntry): OutboxMessage {
    const { message, message_type, metadata, client_id } = entry
    return { message, sender_id: user.id, receiver_id: receiverId, message_type, metadata, client_id }
  }

  async function upload(entry: OwedEntry, attachment: Attachment): Promise<void> {
    const { client_id } = entry
    const abort = new AbortController()
    uploads.set(client_id, { attachment, abort })
    update(client_id, { state: 'sending', progress: 0, failure: undefined })
    const onProgress = (progress: number): void => update(client_id, { progress })
    let metadata: MessageMetadata
    try {
      metadata = await uploadAttachment(http, roomName, attachment, onProgress, abort.signal)
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The upload failed. Try again.'
      update(client_id, { state: 'failed', progress: undefined, failure: { message } })
      return
    }
    const current = entries.get(client_id)
    if (!current || abort.signal.aborted) return
    entries.set(client_id, { ...current, progress: undefined, state: 'queued' })
    outbox.add({ ...messageOf(current), metadata })
  }

  function forget(clientId: string): void {
    entries.delete(clientId)
    const started = uploads.get(clientId)
    uploads.delete(clientId)
    started?.abort.abort()
    const local = started?.attachment.metadata.file_url
    if (local) URL.revokeObjectURL(local)
  }

  const byKey = (key: string): OwedEntry | undefined => [...entries.values()].find((entry) => entry.key === key)
  const isInOutbox = (clientId: string): boolean => outbox.entries.some(({ message }) => message.client_id === clientId)

  return {
    outbox,
    addText: (message) => {
      const entry = newEntry(roomName, user, { message, message_type: 'text', metadata: {} })
      entries.set(entry.client_id, entry)
      outbox.add(messageOf(entry))
    },
    addFile: (file, fileOptions) => {
      void describeAttachment(file, fileOptions).then((attachment) => {
        const { message_type, metadata } = attachment
        const entry = newEntry(roomName, user, { message: fileOptions.caption ?? '', message_type, metadata })
        entries.set(entry.client_id, entry)
        return upload(entry, attachment)
      })
    },
    retry: (key) => {
      const entry = byKey(key)
      if (!entry) return
      const started = uploads.get(entry.client_id)
      if (isInOutbox(entry.client_id)) outbox.retry(entry.client_id)
      else if (started && entry.state === 'failed') void upload(entry, started.attachment)
    },
    discard: (key) => {
      const entry = byKey(key)
      if (!entry) return
      forget(entry.client_id)
      outbox.discard(entry.client_id)
      publish()
    },
    settle: (waitingKeys) => {
      for (const { key, client_id } of [...entries.values()]) {
        if (waitingKeys.has(key)) continue
        forget(client_id)
        outbox.settle(client_id)
      }
    },
    isPending: () => [...entries.values()].some((entry) => withOutboxState(entry, outbox).state !== 'failed'),
    clear: () => {
      outbox.suspend()
      for (const clientId of [...entries.keys()]) forget(clientId)
    },
  }
}

/** A message the user pressed send on, before the server has it. */
export function newEntry(
  roomName: string,
  user: User,
  content: { message: string; message_type: MessageType; metadata: MessageMetadata },
): OwedEntry {
  const client_id = newClientId()
  return {
    key: entryKey(user.id, client_id),
    client_id,
    room_name: roomName,
    sender: user,
    ...content,
    timestamp: new Date().toISOString(),
    state: 'queued',
  }
}

/** The entry with the state the outbox has for it. */
function withOutboxState(entry: ChatEntry, outbox: Outbox): ChatEntry {
  const owed = outbox.entries.find(({ message }) => message.client_id === entry.client_id)
  if (!owed) return entry
  return { ...entry, metadata: owed.message.metadata ?? entry.metadata, state: owed.state, failure: owed.failure }
}

/** `crypto.randomUUID` is missing on pages served without TLS. */
function newClientId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
