import type { ChatEntry, DeliveryFailure } from '@mediconnect/protocol'
import { shownEarly, type EarlySend, type EarlySends } from './earlySends.ts'
import type { LateKeep } from './lateKeep.ts'
import { createOwed, type Owed, type OwedOptions } from './owed.ts'

/** {@link Owed}, and what stands in for it until the browser's side is there. */
export interface LateOwed extends Omit<Owed, 'add'> {
  add(send: EarlySend): void
}

interface LateOwedOptions extends Omit<OwedOptions, 'keep'> {
  readonly keep: LateKeep
  /** What was sent before this was there. */
  readonly early: EarlySends
  /** The browser's side is there at last. */
  onThere(): void
}

/**
 * What the user sends waits for the chunk that writes it down. Should that take longer than a moment, it is shown as what
 * it is: waiting, and not kept.
 */
export function createLateOwed(options: LateOwedOptions): LateOwed {
  const { keep } = options
  let owed: Owed | undefined
  let early: readonly EarlySend[] = []
  let shown: readonly ChatEntry[] = []
  let isLate = options.early.isShown
  let isAwaited = false
  let isCleared = false
  /** Taken back while on the way from here to there. */
  const discarded = new Set<string>()
  let ready: { readonly doubt: DeliveryFailure | undefined } | undefined

  options.early.sends.forEach(add)
  keep.whenThere((opened) => {
    if (isCleared) return
    owed = createOwed({ ...options, keep: opened, onChange: show })
    if (ready) owed.outbox.resume(ready.doubt)
    if (isAwaited) options.onThere()
    for (const { entry, file, options } of early) owed.add(entry, file, options)
  })

  isAwaited = owed === undefined

  function add(send: EarlySend): void {
    if (isCleared) return
    if (owed) return owed.add(send.entry, send.file, send.options)
    early = [...early, send]
    void keep.ready().then(showLate)
  }

  function show(entries: readonly ChatEntry[]): void {
    shown = entries
    const there = new Set(entries.map(({ key }) => key))
    early = early.filter(({ entry }) => !there.has(entry.key))
    publish()
    for (const key of there) if (discarded.delete(key)) owed?.discard(key)
  }

  function publish(): void {
    options.onChange([...shown, ...(isLate ? shownEarly(early) : [])])
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
    add,
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
