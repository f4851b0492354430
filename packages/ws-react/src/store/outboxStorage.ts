import type { ChatEntry } from '@mediconnect/protocol'

/** A message the user pressed send on, before the server has it. */
export type OwedEntry = ChatEntry & { readonly client_id: string }

/** What is kept of it: with the file, while that is not uploaded. */
export interface KeptMessage {
  readonly entry: OwedEntry
  readonly file?: File
}

/** Where unsent messages outlive a reload. It never throws: what cannot be kept is still sent. */
export interface OutboxStorage {
  /** Keeps a message, in place of what was kept under its `client_id`. */
  put(message: KeptMessage): Promise<void>
  remove(clientId: string): Promise<void>
  /** Takes over what tabs that are gone have left for a room, oldest first. */
  adopt(roomName: string): Promise<readonly KeptMessage[]>
  /** Rooms for which tabs that are gone have left something. */
  abandonedRooms(): Promise<readonly string[]>
  /** Forgets everything of this user, as on sign-out. */
  purge(): Promise<void>
  /** This tab needs it no more: others may take over what is left. */
  close(): void
}

/** For where nothing may or can be kept, such as a page without TLS: messages live as long as the page. */
export const noStorage: OutboxStorage = {
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  adopt: () => Promise.resolve([]),
  abandonedRooms: () => Promise.resolve([]),
  purge: () => Promise.resolve(),
  close: () => undefined,
}
