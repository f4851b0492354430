import type { ChatEntry, DeliveryFailure, User } from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import type { Http } from '../transport/http.ts'
import { createOutbox, type Outbox, type OutboxMessage } from '../transport/outbox.ts'
import { describeAttachment, type SendFileOptions } from './attachment.ts'
import type { Keep } from './keep.ts'
import type { OwedEntry } from './outboxStorage.ts'
import { isPending, type OwedItem } from './owedItem.ts'
import { createOwedList } from './owedList.ts'
import { createUploads } from './uploads.ts'

/** What the user sent in a room, from any tab, and the server does not have yet: messages and uploads. */
export interface Owed {
  /** The part of it that follows the connection. */
  readonly outbox: Pick<Outbox, 'resume' | 'suspend' | 'refuse' | 'underWay'>
  /** Of a file's message the text counts; what goes with it is read from the file. */
  add(entry: OwedEntry, file?: File, options?: SendFileOptions): void
  retry(key: string): void
  discard(key: string): void
  /** Nothing can be sent here: all that waits fails with the reason, until the user tries again. */
  fail(failure: DeliveryFailure): void
  /** Forgets every entry whose key is not among those still waiting: the server has it. */
  settle(waitingKeys: ReadonlySet<string>): void
  /** The connection is back: uploads that wait for it go on. */
  uploadWaiting(): void
  /** Takes over what tabs that are gone have left for this room, and drops what others have sent. */
  adopt(): Promise<void>
  /** Whether the connection is still needed for it. */
  isPending(): boolean
  /** Ends uploads and forgets everything; what was kept stays kept. */
  clear(): void
}

export interface OwedOptions {
  readonly roomName: string
  readonly user: User
  readonly http: Http
  readonly keep: Keep
  send(message: OutboxMessage): boolean
  /** The entries as a screen shows them, in the order they were sent. */
  onChange(entries: readonly ChatEntry[]): void
  onStalled(): void
  /** Whether all that the server has told of is here, or waits for the reader. */
  isCaughtUp(): boolean
}

/** A tab that sends and is not heard of for this long is frozen: another one goes on. */
const STUCK_MS = 20_000
/** An upload that fails so often while the server can be reached will not succeed by itself. */
const UPLOAD_ATTEMPTS = 5

export function createOwed(options: OwedOptions): Owed {
  const { roomName, user, http, keep } = options
  const { storage } = keep
  const uploads = createUploads(http, roomName)
  const outbox = createOutbox({
    hasNext: () => list.next() !== undefined,
    next,
    send,
    inTurn,
    onState: (clientId, state) => list.show(clientId, state),
    onFailed: (clientId, failure) => list.change(clientId, { state: 'failed', failure }),
    onStalled: options.onStalled,
  })
  const list = createOwedList({
    roomName,
    keep,
    uploads,
    onChange: options.onChange,
    onGone: outbox.end,
    onAdded: outbox.wake,
    isUnderWay: (clientId) => outbox.underWay === clientId,
    isEchoSure: () => !outbox.doubt,
    isCaughtUp: options.isCaughtUp,
  })
  let turn: Promise<void> = Promise.resolve()
  let turnCount = 0
  let uploadAttempt = 0
  let isFailing = false

  /** One thing after another: what is taken over and what is described goes before what is written now. */
  function oneByOne(work: () => Promise<void>): Promise<void> {
    turnCount += 1
    const done = turn.then(work).finally(() => {
      turnCount -= 1
    })
    // What fails must not hold up what comes after it.
    turn = done.catch(() => undefined)
    return done
  }

  async function inTurn(signal: AbortSignal, work: (lost: AbortSignal) => Promise<void>): Promise<void> {
    const since = Date.now()
    const isStuck = (): boolean => Date.now() - Math.max(since, list.heardAt) > STUCK_MS
    await keep.inTurn(roomName, { signal, isStuck }, async (lost) => {
      lost.addEventListener('abort', () => list.all().forEach(({ entry }) => uploads.abort(entry.client_id)))
      await work(lost)
    })
  }

  async function next(canGoOn: () => boolean): Promise<OutboxMessage | undefined> {
    await oneByOne(list.reconcile)
    while (canGoOn()) {
      const item = list.next()
      if (!item) return undefined
      // Whatever comes after a file waits for it.
      if (item.needsUpload) await upload(item.entry.client_id)
      else if (await mayBeSent(item, canGoOn)) return messageOf(item.entry)
    }
    return undefined
  }

  /** A server that would take it for another message gets it once, whichever tab has sent it. */
  async function mayBeSent({ entry, order, isKept }: OwedItem, canGoOn: () => boolean): Promise<boolean> {
    const { doubt } = outbox
    if (!doubt || !isKept) return true
    if (!(await storage.claim(order, true))) list.change(entry.client_id, { state: 'failed', failure: doubt })
    else if (canGoOn() && list.get(entry.client_id)) return true
    else await storage.claim(order, false)
    return false
  }

  function send(message: OutboxMessage): boolean {
    if (options.send(message)) return true
    release(message.client_id)
    return false
  }

  /** The server is known not to have it: it may be sent again. */
  function release(clientId: string): void {
    const item = list.get(clientId)
    if (outbox.doubt && item?.isKept) void storage.claim(item.order, false)
  }

  function messageOf({ message, message_type, metadata, client_id }: OwedEntry): OutboxMessage {
    return { message, sender_id: user.id, message_type, metadata, client_id }
  }

  async function upload(clientId: string): Promise<void> {
    list.show(clientId, 'sending', 0)
    try {
      if (!uploads.has(clientId)) await list.fetchFile(clientId)
      const metadata = await uploads.run(clientId, (progress) => list.show(clientId, 'sending', progress))
      uploadAttempt = 0
      list.change(clientId, { state: 'queued', metadata }, { isUploaded: true })
    } catch (error) {
      const state = list.get(clientId)?.entry.state
      // Discarded, or sent by another tab, or nothing can be sent.
      if (state === undefined || state === 'failed') return
      if (isAborted(error)) return list.show(clientId, 'queued')
      uploadAttempt += 1
      if (isTemporary(error) && (uploadAttempt < UPLOAD_ATTEMPTS || !outbox.isReady)) {
        list.show(clientId, 'queued')
        if (outbox.isReady) await outbox.pause(clientId, backoffDelay(uploadAttempt, Math.random))
        return
      }
      uploadAttempt = 0
      const message = error instanceof Error ? error.message : 'The upload failed. Try again.'
      list.change(clientId, { state: 'failed', failure: { message } })
    }
  }

  const byKey = (key: string): OwedEntry | undefined => list.all().find(({ entry }) => entry.key === key)?.entry

  return {
    outbox: {
      get underWay() {
        return outbox.underWay
      },
      resume: outbox.resume,
      suspend: outbox.suspend,
      refuse: (clientId, failure, retryAfter) => {
        release(clientId)
        outbox.refuse(clientId, failure, retryAfter)
      },
    },
    add: (entry, file, fileOptions) =>
      void oneByOne(async () => {
        if (!file) return list.add(entry)
        const attachment = await describeAttachment(file, fileOptions)
        const { message_type, metadata } = attachment
        await list.add({ ...entry, message_type, metadata }, attachment)
      }),
    retry: (key) => {
      const entry = byKey(key)
      if (entry?.state !== 'failed') return
      uploadAttempt = 0
      // It goes behind what was written since: the user presses retry now.
      list.change(entry.client_id, { state: 'queued' }, { toEnd: true })
      outbox.wake()
    },
    discard: (key) => {
      const entry = byKey(key)
      if (entry) list.remove(entry.client_id, false)
    },
    fail: (failure) => {
      // Each change is told, and whoever hears of it may ask for the same again.
      if (isFailing) return
      isFailing = true
      try {
        for (const { entry } of list.all().filter(isPending)) {
          outbox.end(entry.client_id)
          uploads.abort(entry.client_id)
          list.change(entry.client_id, { state: 'failed', failure })
        }
      } finally {
        isFailing = false
      }
    },
    settle: list.settle,
    uploadWaiting: outbox.wake,
    adopt: () =>
      oneByOne(async () => {
        list.takeOver()
        await list.reconcile()
        outbox.wake()
      }),
    isPending: () => turnCount > 0 || list.all().some(isPending),
    clear: () => {
      list.clear()
      outbox.suspend()
    },
  }
}

/** Whether the same upload may succeed later: nothing was answered, or the server could not. */
function isTemporary(error: unknown): boolean {
  if (!(error instanceof Error && 'status' in error && typeof error.status === 'number')) return false
  return error.status === 0 || error.status >= 500 || error.status === 429
}

function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
