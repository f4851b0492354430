import type { ChatEntry, DeliveryFailure, MessageMetadata, MessageType } from '@mediconnect/protocol'
import { upload } from '@mediconnect/protocol/client'
import { backoffDelay } from '../transport/backoff.ts'
import type { SendFileOptions } from './attachment.ts'
import type { LateKeep } from './lateKeep.ts'
import { newEntry } from './newEntry.ts'
import type { OwedEntry } from './outboxStorage.ts'
import type { Owed, OwedOptions } from './owed.ts'

/** What a message says, before it has an id. */
interface Content {
  readonly message: string
  readonly message_type: MessageType
  readonly metadata: MessageMetadata
}

/** {@link Owed}, and what stands in for it until its chunk is there. */
export interface LateOwed extends Omit<Owed, 'add'> {
  add(content: Content, file?: File, options?: SendFileOptions): void
}

interface LateOwedOptions extends Omit<OwedOptions, 'keep' | 'readUpload' | 'backoff'> {
  readonly keep: LateKeep
  /** It is there at last. */
  onThere(): void
}

interface Early {
  readonly entry: OwedEntry
  readonly file: File | undefined
  readonly options: SendFileOptions | undefined
}

/**
 * What the user sends waits for the chunk that writes it down and sends it. Should that take longer than a moment, it is
 * shown as what it is: waiting, and not kept.
 */
export function createLateOwed(options: LateOwedOptions): LateOwed {
  const { roomName, user, keep } = options
  let owed: Owed | undefined
  let early: readonly Early[] = []
  let shown: readonly ChatEntry[] = []
  let isLate = false
  let isAwaited = false
  let isCleared = false
  /** Taken back while on the way from here to there. */
  const discarded = new Set<string>()
  let ready: { readonly doubt: DeliveryFailure | undefined } | undefined

  keep.whenThere(({ keep: opened, createOwed }) => {
    if (isCleared) return
    owed = createOwed({
      ...options,
      keep: opened,
      readUpload: upload,
      backoff: (failures) => backoffDelay(failures, Math.random),
      onChange: show,
    })
    if (ready) owed.outbox.resume(ready.doubt)
    if (isAwaited) options.onThere()
    for (const { entry, file, options } of early) owed.add(entry, file, options)
  })

  isAwaited = owed === undefined

  function show(entries: readonly ChatEntry[]): void {
    shown = entries
    const there = new Set(entries.map(({ key }) => key))
    early = early.filter(({ entry }) => !there.has(entry.key))
    publish()
    for (const key of there) if (discarded.delete(key)) owed?.discard(key)
  }

  function publish(): void {
    const waiting = isLate ? early.map(({ entry }) => ({ ...entry, unkept: true })) : []
    options.onChange([...shown, ...waiting])
  }

  function showLate(): void {
    if (owed || isCleared) return
    isLate = true
    publish()
  }

  return {
    outbox: {
      get underWay() {
        return owed?.outbox.underWay
      },
      resume: (doubt) => {
        ready = { doubt }
        owed?.outbox.resume(doubt)
      },
      suspend: (doubt) => {
        ready = undefined
        owed?.outbox.suspend(doubt)
      },
      refuse: (clientId, failure, retryAfter) => owed?.outbox.refuse(clientId, failure, retryAfter),
    },
    add: (content, file, fileOptions) => {
      if (isCleared) return
      const entry = newEntry(roomName, user, content)
      if (owed) return owed.add(entry, file, fileOptions)
      early = [...early, { entry, file, options: fileOptions }]
      void keep.ready().then(showLate)
    },
    retry: (key) => owed?.retry(key),
    discard: (key) => {
      if (early.some(({ entry }) => entry.key === key)) {
        early = early.filter(({ entry }) => entry.key !== key)
        if (owed) discarded.add(key)
        publish()
      } else owed?.discard(key)
    },
    fail: (failure) => owed?.fail(failure),
    settle: (waitingKeys) => owed?.settle(waitingKeys),
    uploadWaiting: () => owed?.uploadWaiting(),
    adopt: async () => {
      await keep.ready()
      await owed?.adopt()
    },
    isPending: () => early.length > 0 || (owed?.isPending() ?? false),
    clear: () => {
      isCleared = true
      early = []
      owed?.clear()
    },
  }
}
