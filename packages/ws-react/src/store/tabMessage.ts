import type { OwedEntry } from './outboxStorage.ts'

/** What the tabs of one user tell each other. */
export type TabMessage =
  /** A message was kept, or changed for more than a moment. */
  | {
      readonly type: 'put'
      readonly roomName: string
      readonly entry: OwedEntry
      readonly order: number
      readonly needsUpload: boolean
    }
  /** How far the tab that sends it is. */
  | {
      readonly type: 'state'
      readonly roomName: string
      readonly clientId: string
      readonly state: 'queued' | 'sending'
      readonly progress?: number
    }
  /** It is kept no more: the server has it, or the user discarded it. */
  | { readonly type: 'removed'; readonly roomName: string; readonly clientId: string; readonly isSent: boolean }
  | { readonly type: 'draft'; readonly roomName: string; readonly text: string }
  /** The user read a room up to a message. */
  | { readonly type: 'read'; readonly roomName: string; readonly messageId: number }
  | { readonly type: 'notifications_read'; readonly ids: readonly string[]; readonly at: string }
  | { readonly type: 'signed_out' }

export function isTabMessage(data: unknown): data is TabMessage {
  return typeof data === 'object' && data !== null && 'type' in data
}
