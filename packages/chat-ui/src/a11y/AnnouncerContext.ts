import { createContext } from 'react'

export interface AnnounceOptions {
  /** Interrupts what is being read: for what is lost or refused. @default false */
  readonly assertive?: boolean
  /** Of one topic only the newest is said, if several wait. @default the text itself */
  readonly topic?: string
}

/** Says something to screen readers. A function is asked when it is said: by then more may have come, or nothing be left. */
export type Announce = (text: string | (() => string), options?: AnnounceOptions) => void

export const AnnouncerContext = createContext<Announce | undefined>(undefined)
