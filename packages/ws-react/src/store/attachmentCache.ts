import type { Http } from '../transport/http.ts'

/** How long an attachment nobody shows is kept, so that scrolling away and back loads nothing. */
const KEEP_MS = 60_000

interface Cached {
  url: Promise<string>
  users: number
  timer?: ReturnType<typeof setTimeout>
}

/** Attachments fetched with the token, as object URLs. */
export interface AttachmentCache {
  /** Whether `fileUrl` is one of the server's uploads, which need the token. */
  isProtected(fileUrl: string): boolean
  acquire(fileUrl: string): Promise<string>
  release(fileUrl: string): void
  clear(): void
}

export function createAttachmentCache(http: Http, baseUrl: string): AttachmentCache {
  const cache = new Map<string, Cached>()

  function drop(fileUrl: string): void {
    const cached = cache.get(fileUrl)
    if (!cached) return
    clearTimeout(cached.timer)
    cache.delete(fileUrl)
    cached.url.then(URL.revokeObjectURL, () => undefined)
  }
  const path = (fileUrl: string): string => (fileUrl.startsWith(baseUrl) ? fileUrl.slice(baseUrl.length) : fileUrl)

  return {
    isProtected: (fileUrl) => path(fileUrl).startsWith('/api/uploads/'),
    acquire: (fileUrl) => {
      let cached = cache.get(fileUrl)
      if (!cached) {
        cached = { url: http.blob(path(fileUrl)).then((blob) => URL.createObjectURL(blob)), users: 0 }
        cached.url.catch(() => cache.delete(fileUrl))
        cache.set(fileUrl, cached)
      }
      clearTimeout(cached.timer)
      cached.users += 1
      return cached.url
    },
    release: (fileUrl) => {
      const cached = cache.get(fileUrl)
      if (!cached) return
      cached.users -= 1
      if (cached.users === 0) cached.timer = setTimeout(() => drop(fileUrl), KEEP_MS)
    },
    clear: () => {
      for (const fileUrl of [...cache.keys()]) drop(fileUrl)
    },
  }
}
