import type { SessionContext } from './sessionContext.ts'
import { uploadPath } from './uploadPath.ts'

/** How long an attachment nobody shows is kept, so that scrolling away and back loads nothing. */
const KEEP_MS = 60_000

/** What a page shows. Opened by itself in a tab, anything else could be a page of this origin, with scripts. */
const SHOWN = /^(?:image\/(?!svg)|audio\/|video\/)/

interface Cached {
  url: Promise<string>
  users: number
  timer?: ReturnType<typeof setTimeout>
}

interface AttachmentSource extends Pick<SessionContext, 'baseUrl'> {
  readonly http: Pick<SessionContext['http'], 'blob'>
}

/** Attachments fetched with the token, as object URLs. */
export interface AttachmentCache {
  /** Gives the object URL, and how to let go of it. */
  acquire(fileUrl: string): { readonly url: Promise<string>; release(): void }
  dispose(): void
}

export function createAttachmentCache({ http, baseUrl }: AttachmentSource): AttachmentCache {
  const cache = new Map<string, Cached>()

  function drop(fileUrl: string, cached: Cached): void {
    clearTimeout(cached.timer)
    if (cache.get(fileUrl) === cached) cache.delete(fileUrl)
    cached.url.then(URL.revokeObjectURL, () => undefined)
  }

  return {
    acquire: (fileUrl) => {
      const found = cache.get(fileUrl)
      const cached: Cached = found ?? {
        url: http.blob(uploadPath(fileUrl, baseUrl)).then((blob) => URL.createObjectURL(harmless(blob))),
        users: 0,
      }
      if (!found) {
        cache.set(fileUrl, cached)
        // What failed is fetched anew by whoever asks next.
        cached.url.catch(() => cache.get(fileUrl) === cached && cache.delete(fileUrl))
      }
      clearTimeout(cached.timer)
      cached.users += 1
      return {
        url: cached.url,
        release: () => {
          cached.users -= 1
          if (cached.users === 0) cached.timer = setTimeout(() => drop(fileUrl, cached), KEEP_MS)
        },
      }
    },
    dispose: () => {
      for (const [fileUrl, cached] of [...cache]) drop(fileUrl, cached)
    },
  }
}

function harmless(blob: Blob): Blob {
  return SHOWN.test(blob.type) ? blob : blob.slice(0, blob.size, 'application/octet-stream')
}
