import type { ChatEntry } from '@mediconnect/protocol'
import type { Attachment } from './attachment.ts'
import { describeAttachment } from './attachment.ts'
import type { Keep } from './keep.ts'
import type { KeptChange, KeptMessage, OwedEntry } from './outboxStorage.ts'
import { isPending, type OwedItem } from './owedItem.ts'
import type { TabMessage } from './tabMessage.ts'
import type { Uploads } from './uploads.ts'

/** What is owed in a room, the same in all tabs: a mirror of the database, and what that could not keep. */
export interface OwedList {
  get(clientId: string): OwedItem | undefined
  /** In the order it was sent. */
  all(): readonly OwedItem[]
  /** The oldest that is to be sent from here. */
  next(): OwedItem | undefined
  /** Kept first, then shown: what is shown as waiting outlives a reload. */
  add(entry: OwedEntry, attachment?: Attachment): Promise<void>
  /** For the moment: what is under way is not written down. */
  show(clientId: string, state: 'queued' | 'sending', progress?: number): void
  /** For more than a moment: all tabs learn it, and a reload finds it so. */
  change(clientId: string, next: Partial<ChatEntry>, how?: KeptChange): void
  remove(clientId: string, isSent: boolean): void
  /** Forgets every entry that was shown and whose key is not among those still waiting. */
  settle(waitingKeys: ReadonlySet<string>): void
  /** Makes this what the database says: a tab may have been frozen, and another one gone before it could tell. */
  reconcile(): Promise<void>
  /** Takes over what other tabs wrote and, since tabs take no turns here, was left to them. */
  takeOver(): void
  /** Makes the file of a message that another tab wrote ready. */
  fetchFile(clientId: string): Promise<void>
  /** When another tab last told how far it is, epoch milliseconds. */
  readonly heardAt: number
  clear(): void
}

interface OwedListOptions {
  readonly roomName: string
  readonly keep: Keep
  readonly uploads: Uploads
  onChange(entries: readonly ChatEntry[]): void
  /** Nothing more is owed for it. */
  onGone(clientId: string): void
  /** There is something new. */
  onAdded(): void
  /** Whether this tab sends it just now. */
  isUnderWay(clientId: string): boolean
  /** Whether the echo of what another tab sent comes here too, and can be told from others. */
  isEchoSure(): boolean
  /** Whether all that the server has told of is here, or waits for the reader. */
  isCaughtUp(): boolean
}

/** Between two messages that cannot be kept; less than between two that the database counted. */
const SMALL_STEP = 1e-6
/** An echo that another tab had this long ago comes here no more. */
const ECHO_LOST_MS = 10_000

export function createOwedList(options: OwedListOptions): OwedList {
  const { roomName, keep, uploads } = options
  const { storage } = keep
  const items = new Map<string, OwedItem>()
  const echoTimers = new Map<string, ReturnType<typeof setTimeout>>()
  const unhear = keep.hear(hear)
  /** What the screen was last given. */
  let shown: readonly OwedEntry[] = []
  let heardAt = 0
  let isCleared = false

  function all(): OwedItem[] {
    return [...items.values()].sort((a, b) => a.order - b.order)
  }

  function publish(): void {
    if (isCleared) return
    shown = all().map(({ entry }) => entry)
    options.onChange(shown)
  }

  function set(item: OwedItem): void {
    items.set(item.entry.client_id, item)
    publish()
  }

  function lastPlace(): number {
    return Math.max(0, ...[...items.values()].map(({ order }) => order)) + SMALL_STEP
  }

  function tellPut(entry: OwedEntry, order: number, needsUpload: boolean): void {
    keep.tell({ type: 'put', roomName, entry, order, needsUpload })
  }

  async function add(entry: OwedEntry, attachment?: Attachment): Promise<void> {
    const clientId = entry.client_id
    const needsUpload = attachment !== undefined
    let order: number | undefined
    await storage.add(entry, attachment?.file, (place) => {
      order = place
      tellPut(entry, place, needsUpload)
      const item = items.get(clientId)
      // It came so late that the message was shown without.
      if (item) set({ ...item, order: place, isKept: true, entry: { ...item.entry, unkept: undefined } })
    })
    if (isCleared) return
    if (attachment) uploads.add(clientId, attachment)
    const isKept = order !== undefined
    set({
      entry: isKept ? entry : { ...entry, unkept: true },
      order: order ?? lastPlace(),
      isKept,
      needsUpload,
      isLeftToOther: false,
    })
    options.onAdded()
  }

  function showState(clientId: string, state: 'queued' | 'sending', progress?: number): void {
    const item = items.get(clientId)
    if (item) set({ ...item, entry: { ...item.entry, state, progress, failure: undefined } })
  }

  function change(clientId: string, next: Partial<ChatEntry>, how: KeptChange = {}): void {
    const item = items.get(clientId)
    if (!item) return
    const entry: OwedEntry = { ...item.entry, progress: undefined, failure: undefined, ...next }
    const needsUpload = item.needsUpload && !how.isUploaded
    const order = how.toEnd && !item.isKept ? lastPlace() : item.order
    set({ ...item, entry, order, needsUpload, isLeftToOther: false })
    if (!item.isKept) return
    void storage.change(entry, how).then((place) => {
      if (place === undefined) return
      tellPut(entry, place, needsUpload)
      const current = items.get(clientId)
      if (current && current.order !== place) set({ ...current, order: place })
    })
  }

  function forget(clientId: string): void {
    clearTimeout(echoTimers.get(clientId))
    echoTimers.delete(clientId)
    items.delete(clientId)
    uploads.forget(clientId)
    options.onGone(clientId)
  }

  function remove(clientId: string, isSent: boolean): void {
    forget(clientId)
    void storage.remove(clientId).then(() => keep.tell({ type: 'removed', roomName, clientId, isSent }))
  }

  /** A message as it was kept, with its file ready to be shown and uploaded. */
  async function restore({ entry: kept, order, isTaken, file }: KeptMessage): Promise<OwedItem> {
    const entry: OwedEntry = isTaken && kept.state === 'queued' ? { ...kept, state: 'sending' } : kept
    const { client_id, message_type, metadata } = entry
    const item = { entry, order, isKept: true, needsUpload: file !== undefined, isLeftToOther: false }
    if (!file || message_type === 'text') return item
    const attachment = await describeAttachment(file, { message_type, duration: metadata.duration ?? undefined })
    uploads.forget(client_id)
    if (!isCleared) uploads.add(client_id, attachment)
    return { ...item, entry: { ...entry, metadata: attachment.metadata } }
  }

  async function reconcile(): Promise<void> {
    const before = [...items.values()].filter(({ isKept }) => isKept)
    const orders = await storage.list(roomName)
    if (!orders || isCleared) return
    const places = new Set(orders)
    const known = new Set([...items.values()].map(({ order }) => order))
    // What changed meanwhile is newer than what the database said.
    const gone = before.filter((item) => items.get(item.entry.client_id) === item && !places.has(item.order))
    for (const { entry } of gone) forget(entry.client_id)
    const restored: OwedItem[] = []
    for (const order of orders.filter((place) => !known.has(place))) {
      const message = await storage.read(order)
      if (message) restored.push(await restore(message))
    }
    if (isCleared) return uploads.clear()
    // All at once: what is not shown would be taken for settled.
    for (const item of restored) items.set(item.entry.client_id, item)
    if (gone.length + restored.length > 0) publish()
  }

  /** An echo that fell in a gap waits there for the reader; a connection that is away brings it later. */
  function awaitEcho(clientId: string): void {
    echoTimers.set(
      clientId,
      setTimeout(() => {
        if (!options.isCaughtUp()) return awaitEcho(clientId)
        forget(clientId)
        publish()
      }, ECHO_LOST_MS),
    )
  }

  function hear(message: TabMessage): void {
    if (!('roomName' in message) || message.roomName !== roomName || isCleared) return
    switch (message.type) {
      case 'put': {
        const { entry, order, needsUpload } = message
        const isNew = !items.has(entry.client_id)
        if (options.isUnderWay(entry.client_id)) return
        set({ entry, order, needsUpload, isKept: true, isLeftToOther: isNew && !keep.hasTurns })
        options.onAdded()
        return
      }
      case 'state':
        heardAt = Date.now()
        if (!options.isUnderWay(message.clientId)) showState(message.clientId, message.state, message.progress)
        return
      case 'removed': {
        heardAt = Date.now()
        const item = items.get(message.clientId)
        if (!item) return
        forget(message.clientId)
        // The other tab has its echo, and ours is on its way: until then it is shown as what it is.
        const isAwaited = message.isSent && options.isEchoSure()
        if (isAwaited) {
          set({ ...item, isKept: false, entry: { ...item.entry, state: 'sent', progress: undefined } })
          awaitEcho(message.clientId)
        } else publish()
        return
      }
      case 'draft':
      case 'read':
        return
      default:
        message satisfies never
    }
  }

  return {
    get: (clientId) => items.get(clientId),
    all,
    next: () => all().find((item) => isPending(item) && !item.isLeftToOther),
    add,
    show: (clientId, state, progress) => {
      keep.tell({ type: 'state', roomName, clientId, state, progress })
      showState(clientId, state, progress)
    },
    change,
    remove: (clientId, isSent) => {
      remove(clientId, isSent)
      publish()
    },
    settle: (waitingKeys) => {
      if (isCleared) return
      for (const { key, client_id } of shown) {
        const item = items.get(client_id)
        if (!item || waitingKeys.has(key)) continue
        if (item.entry.state === 'sent') forget(client_id)
        else remove(client_id, true)
      }
    },
    reconcile,
    takeOver: () => {
      for (const item of all())
        if (item.isLeftToOther) items.set(item.entry.client_id, { ...item, isLeftToOther: false })
    },
    fetchFile: async (clientId) => {
      const item = items.get(clientId)
      const message = item && (await storage.read(item.order))
      if (!message) return
      const restored = await restore(message)
      if (!items.has(clientId)) return uploads.forget(clientId)
      set({ ...restored, entry: { ...restored.entry, state: 'sending' } })
    },
    get heardAt() {
      return heardAt
    },
    clear: () => {
      isCleared = true
      for (const timer of echoTimers.values()) clearTimeout(timer)
      unhear()
      uploads.clear()
      items.clear()
    },
  }
}
