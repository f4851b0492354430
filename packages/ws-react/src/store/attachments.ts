import type { AttachmentCache } from './attachmentCache.ts'
import { createLate, type Late } from './late.ts'
import type { SessionContext } from './sessionContext.ts'
import { uploadPath } from './uploadPath.ts'

/** The server's attachments; what fetches them comes with what rooms load after their history. */
export interface Attachments extends Pick<Late<AttachmentCache>, 'use'> {
  /** Whether `fileUrl` is one of the server's uploads, which need the token. */
  isProtected(fileUrl: string): boolean
  dispose(): void
}

export function attachmentsPart(context: SessionContext): Attachments {
  const cache = createLate(
    () => import('./roomChunk.ts'),
    ({ createAttachmentCache }) => createAttachmentCache(context),
  )
  return {
    use: cache.use,
    isProtected: (fileUrl) => uploadPath(fileUrl, context.baseUrl).startsWith('/api/uploads/'),
    dispose: () => cache.there?.dispose(),
  }
}
