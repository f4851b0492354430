import { useState } from 'react'
import { useAttachmentSource, type AttachmentSource } from './AttachmentSourceContext.ts'

/**
 * The source of one attachment, which stays while the next one loads: when an own file is stored its address changes, and
 * nobody is to see that. `hold` keeps it longer, such as while it plays.
 */
export function useSteadySource(fileUrl: string | null | undefined, hold = false): AttachmentSource {
  const source = useAttachmentSource(fileUrl)
  const [shown, setShown] = useState(source.url)
  const { url, error } = source
  if (url && url !== shown && !(hold && shown)) setShown(url)
  if (error) return source
  return hold && shown ? { url: shown } : { url: url ?? shown }
}
