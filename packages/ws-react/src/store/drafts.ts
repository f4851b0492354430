import type { LateKeep } from './lateKeep.ts'

/** Texts not sent yet, by room. They outlive a reload and are the same in all tabs of the user. */
export interface Drafts {
  get(roomName: string): string | undefined
  set(roomName: string, text: string): void
  /** The user sent this: it is a draft no more. */
  sent(roomName: string, text: string): void
  /** Forgets what is shown; what is kept stays, with the last words if `keepLast`. */
  clear(keepLast: boolean): void
  /** Tells of drafts that come from elsewhere: the disk, another tab. Returns how to stop. */
  subscribe(listener: () => void): () => void
}

/** A draft is kept, and told to other tabs, when nothing was typed for this long. */
const WRITE_AFTER_MS = 300

export function createDrafts({ whenThere, tell, hear }: Pick<LateKeep, 'whenThere' | 'tell' | 'hear'>): Drafts {
  let isCleared = false
  const drafts = new Map<string, string>()
  const listeners = new Set<() => void>()
  const unwritten = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const announce = (): void => listeners.forEach((listener) => listener())

  function write(): void {
    clearTimeout(timer)
    for (const roomName of unwritten) {
      const text = drafts.get(roomName) ?? ''
      whenThere(({ storage }) => void storage.keepDraft(roomName, text))
      tell({ type: 'draft', roomName, text })
    }
    unwritten.clear()
  }

  function set(roomName: string, text: string): void {
    if (drafts.get(roomName) === text) return
    drafts.set(roomName, text)
    unwritten.add(roomName)
    clearTimeout(timer)
    // What was sent or emptied is gone at once.
    if (text === '') write()
    else timer = setTimeout(write, WRITE_AFTER_MS)
  }

  const unhear = hear((message) => {
    if (message.type !== 'draft' || unwritten.has(message.roomName)) return
    drafts.set(message.roomName, message.text)
    announce()
  })
  const writeWhenHidden = (): void => {
    if (document.visibilityState === 'hidden') write()
  }
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', writeWhenHidden)

  whenThere(({ storage }) => {
    void storage.drafts().then((kept) => {
      if (isCleared) return
      for (const [roomName, text] of kept) if (!drafts.has(roomName)) drafts.set(roomName, text)
      if (kept.size > 0) announce()
    })
  })

  return {
    get: (roomName) => drafts.get(roomName),
    set,
    sent: (roomName, text) => {
      if (drafts.get(roomName)?.trim() === text.trim()) set(roomName, '')
    },
    clear: (keepLast) => {
      if (keepLast) write()
      isCleared = true
      clearTimeout(timer)
      unhear()
      if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', writeWhenHidden)
      drafts.clear()
      announce()
      listeners.clear()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
