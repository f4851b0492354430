import type { ChatEntry, DeliveryFailure, MessageMetadata, MessageType, User } from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import { RequestError, type Http } from '../transport/http.ts'
import { createOutbox, type Outbox, type OutboxMessage } from '../transport/outbox.ts'
import { describeAttachment, uploadAttachment, type Attachment, type SendFileOptions } from './attachment.ts'
import { entryKey } from './chat.ts'
import { newClientId } from './clientId.ts'
import type { KeptMessage, OutboxStorage, OwedEntry } from './outboxStorage.ts'

/** What the user sent in a room and the server does not have yet: messages and uploads. */
export interface Owed {
  readonly outbox: Outbox
  addText(message: string): void
  addFile(file: File, options: SendFileOptions): void
  retry(key: string): void
  discard(key: string): void
  /** The server takes nothing of it: what waits or is under way fails with the reason, until the user retries. */
  fail(failure: DeliveryFailure): void
  /** Forgets every entry whose key is not among those still waiting: the server has it. */
  settle(waitingKeys: ReadonlySet<string>): void
  /** The connection is back: uploads that wait for it go on. */
  uploadWaiting(): void
  /** Takes over what tabs that are gone have left for this room. */
  adopt(): Promise<void>
  /** Whether the connection is still needed for it. */
  isPending(): boolean
  /** Ends uploads and forgets everything; what was kept stays kept. */
  clear(): void
}

interface OwedOptions {
  readonly roomName: string
  readonly user: User
  /** The other one, in a room of two. */
  readonly receiverId: number | undefined
  readonly http: Http
  readonly storage: OutboxStorage
  send(message: OutboxMessage): boolean
  /** The entries as a screen shows them, in the order they were sent. */
  onChange(entries: readonly ChatEntry[]): void
  onStalled(): void
}

export function createOwed(options: OwedOptions): Owed {
  const { roomName, user, receiverId, http, storage } = options
  const entries = new Map<string, OwedEntry>()
  const uploads = new Map<string, { readonly attachment: Attachment; readonly abort: AbortController }>()
  const outbox = createOutbox({ send: options.send, onChange: publish, onStalled: options.onStalled })
  let turn: Promise<void> = Promise.resolve()
  let turnCount = 0
  let isCleared = false
  const waitingUploads = new Set<string>()
  let uploadTimer: ReturnType<typeof setTimeout> | undefined
  let uploadAttempt = 0

  /** What the storage has of each message: a failed one is there after a reload too, and the user decides. */
  const kept = new Map<string, 'owed' | 'failed'>()

  function publish(): void {
    const shown = [...entries.values()].map((entry) => withOutboxState(entry, outbox))
    options.onChange(shown)
    for (const entry of shown) keepState(entry)
  }

  function keepState(entry: OwedEntry): void {
    const state = entry.state === 'failed' ? 'failed' : 'owed'
    if (kept.get(entry.client_id) === state) return
    kept.set(entry.client_id, state)
    const upload = isInOutbox(entry.client_id) ? undefined : uploads.get(entry.client_id)
    void storage.put({ entry: { ...entry, progress: undefined }, file: upload?.attachment.file })
  }

  /** One thing after another: what is taken over goes before what is written now. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turnCount += 1
    const done = turn.then(work).finally(() => {
      turnCount -= 1
    })
    // What fails must not hold up what comes after it.
    turn = done.catch(() => undefined)
    return done
  }

  /** Kept first, then shown and sent: what is shown as waiting outlives a reload. */
  function keepThen(message: KeptMessage, next: () => void): void {
    kept.set(message.entry.client_id, 'owed')
    void inTurn(async () => {
      await storage.put(message)
      if (!isCleared) next()
    })
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
      if (!entries.has(client_id)) return
      if (isTemporary(error)) return uploadLater(client_id)
      const message = error instanceof Error ? error.message : 'The upload failed. Try again.'
      update(client_id, { state: 'failed', progress: undefined, failure: { message } })
      return
    }
    const current = entries.get(client_id)
    if (!current || abort.signal.aborted) return
    const uploaded: OwedEntry = { ...current, metadata, progress: undefined, state: 'queued' }
    uploadAttempt = 0
    // From here on the server has the file.
    void storage.put({ entry: uploaded })
    entries.set(client_id, { ...uploaded, metadata: current.metadata })
    outbox.add({ ...messageOf(current), metadata })
  }

  /** The network or the server is away: as with a text, the file waits and goes by itself. */
  function uploadLater(clientId: string): void {
    update(clientId, { state: 'queued', progress: undefined })
    waitingUploads.add(clientId)
    clearTimeout(uploadTimer)
    uploadTimer = setTimeout(uploadWaiting, backoffDelay(uploadAttempt++, Math.random))
  }

  function uploadWaiting(): void {
    clearTimeout(uploadTimer)
    for (const clientId of [...waitingUploads]) {
      waitingUploads.delete(clientId)
      const entry = entries.get(clientId)
      const started = uploads.get(clientId)
      if (entry && started) void upload(entry, started.attachment)
    }
  }

  function forget(clientId: string): void {
    entries.delete(clientId)
    const started = uploads.get(clientId)
    uploads.delete(clientId)
    started?.abort.abort()
    const local = started?.attachment.metadata.file_url
    if (local) URL.revokeObjectURL(local)
    kept.delete(clientId)
    void storage.remove(clientId)
  }

  function queue(entry: OwedEntry): void {
    entries.set(entry.client_id, { ...entry, state: 'queued' })
    outbox.add(messageOf(entry), entry.failure)
  }

  async function takeOver({ entry, file }: KeptMessage): Promise<void> {
    if (entries.has(entry.client_id) || isCleared) return
    kept.set(entry.client_id, entry.failure ? 'failed' : 'owed')
    if (!file) return queue(entry)
    const { message_type, metadata } = entry
    if (message_type === 'text') return
    const described = await describeAttachment(file, { message_type, duration: metadata.duration ?? undefined })
    const again: OwedEntry = { ...entry, metadata: described.metadata, failure: undefined }
    entries.set(entry.client_id, again)
    void upload(again, described)
  }

  const byKey = (key: string): OwedEntry | undefined => [...entries.values()].find((entry) => entry.key === key)
  const isInOutbox = (clientId: string): boolean => outbox.entries.some(({ message }) => message.client_id === clientId)

  return {
    outbox,
    addText: (message) => {
      const entry = newEntry(roomName, user, { message, message_type: 'text', metadata: {} })
      keepThen({ entry }, () => queue(entry))
    },
    addFile: (file, fileOptions) => {
      void describeAttachment(file, fileOptions).then((attachment) => {
        const { message_type, metadata } = attachment
        const entry = newEntry(roomName, user, { message: fileOptions.caption ?? '', message_type, metadata })
        keepThen({ entry, file }, () => {
          entries.set(entry.client_id, entry)
          void upload(entry, attachment)
        })
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
    fail: outbox.fail,
    settle: (waitingKeys) => {
      for (const { key, client_id } of [...entries.values()]) {
        if (waitingKeys.has(key)) continue
        forget(client_id)
        outbox.settle(client_id)
      }
    },
    uploadWaiting,
    adopt: () =>
      inTurn(async () => {
        for (const message of await storage.adopt(roomName)) await takeOver(message)
      }),
    isPending: () =>
      turnCount > 0 || [...entries.values()].some((entry) => withOutboxState(entry, outbox).state !== 'failed'),
    clear: () => {
      isCleared = true
      clearTimeout(uploadTimer)
      outbox.suspend()
      for (const { attachment, abort } of uploads.values()) {
        abort.abort()
        if (attachment.metadata.file_url) URL.revokeObjectURL(attachment.metadata.file_url)
      }
      uploads.clear()
      entries.clear()
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

/** Whether the same upload may succeed later: nothing was answered, or the server could not. */
function isTemporary(error: unknown): boolean {
  return error instanceof RequestError && (error.status === 0 || error.status >= 500 || error.status === 429)
}

/** The entry with the state the outbox has for it. */
function withOutboxState(entry: OwedEntry, outbox: Outbox): OwedEntry {
  const owed = outbox.entries.find(({ message }) => message.client_id === entry.client_id)
  if (!owed) return entry
  return { ...entry, metadata: owed.message.metadata ?? entry.metadata, state: owed.state, failure: owed.failure }
}
