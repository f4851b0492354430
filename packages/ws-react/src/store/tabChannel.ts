/** The part of a BroadcastChannel that is used. */
export interface TabChannel {
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  postMessage(message: unknown): void
  close(): void
}

export type OpenTabChannel = (name: string) => TabChannel | undefined

/** A line to the other tabs of this origin, where the browser has one. */
export const openTabChannel: OpenTabChannel = (name) =>
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
