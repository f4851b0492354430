import { createContext, useContext } from 'react'
import { safeSource } from './safeSource.ts'

/** Where an attachment can be shown from: not yet, an address, or an error. */
export interface AttachmentSource {
  readonly url?: string
  readonly error?: Error
}

/** A hook that turns the address in a message into one the browser can show. */
export type UseAttachmentSource = (fileUrl: string | null | undefined) => AttachmentSource

/** Attachments are protected: what fetches them with a token is given here. By default addresses are used as they are. */
export const AttachmentSourceContext = createContext<UseAttachmentSource>(useDirectSource)

/** The source of one attachment. */
export function useAttachmentSource(fileUrl: string | null | undefined): AttachmentSource {
  const useSource = useContext(AttachmentSourceContext)
  const source = useSource(fileUrl)
  return source.url === undefined || safeSource(source.url) ? source : UNSAFE
}

const UNSAFE: AttachmentSource = { error: new Error('The address of this attachment is not one that can be opened.') }

function useDirectSource(fileUrl: string | null | undefined): AttachmentSource {
  return { url: fileUrl ?? undefined }
}
