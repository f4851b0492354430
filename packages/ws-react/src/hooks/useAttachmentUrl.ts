import { useEffect, useState } from 'react'
import { attachmentsPart } from '../store/attachments.ts'
import { useRealtime } from './realtimeContext.ts'

/** An attachment's address that `<img>` and `<audio>` can load, or why there is none. Neither while it loads. */
export interface AttachmentUrl {
  readonly url?: string
  readonly error?: Error
}

/** Fetches an attachment of the server with the token (`GET /api/uploads/…`); other addresses are given back as they are. */
export function useAttachmentUrl(fileUrl: string | null | undefined): AttachmentUrl {
  const { client, audit } = useRealtime('useAttachmentUrl')
  const attachments = client.part(attachmentsPart)
  const [loaded, setLoaded] = useState<AttachmentUrl & { fileUrl?: string }>({})
  const isProtected = fileUrl ? attachments.isProtected(fileUrl) : false

  useEffect(() => {
    if (!fileUrl || !isProtected) return
    let isCurrent = true
    let release: (() => void) | undefined
    attachments.use(({ acquire }) => {
      if (!isCurrent) return
      const acquired = acquire(fileUrl)
      release = acquired.release
      acquired.url.then(
        (url) => {
          if (!isCurrent) return
          audit?.opened(fileUrl)
          setLoaded({ fileUrl, url })
        },
        (error: unknown) =>
          isCurrent && setLoaded({ fileUrl, error: error instanceof Error ? error : new Error(String(error)) }),
      )
    })
    return () => {
      isCurrent = false
      release?.()
    }
  }, [attachments, audit, fileUrl, isProtected])

  if (!fileUrl) return NONE
  if (!isProtected) return { url: fileUrl }
  return loaded.fileUrl === fileUrl ? loaded : NONE
}

const NONE: AttachmentUrl = {}
