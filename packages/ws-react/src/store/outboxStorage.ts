import type { ChatEntry } from '@mediconnect/protocol'

/** A message the user pressed send on, before the server has it. */
export type OwedEntry = ChatEntry & { readonly client_id: string }

/** What is kept of it: with the file, while that is not uploaded. */
export interface KeptMessage {
  readonly entry: OwedEntry
  /** Its place among all that the user sent, from any tab. */
  readonly order: number
  /** A page put it on the wire, and did not learn what became of it. See {@link OutboxStorage.claim}. */
  readonly isTaken: boolean
  readonly file?: File
}

/** How a kept message changes, besides its entry. */
export interface KeptChange {
  /** The server has its file. */
  readonly isUploaded?: boolean
  /** It goes behind what was written since, and may be put on the wire again. */
  readonly toEnd?: boolean
}

/**
 * Where unsent messages and drafts outlive a reload; all tabs of the user see the same.
 * It never throws: what cannot be kept is still sent.
 */
export interface OutboxStorage {
  /** Keeps a message, and calls `onKept` with its place when that is done. */
  add(entry: OwedEntry, file: File | undefined, onKept: (order: number) => void): Promise<void>
  /** Changes a kept message, and gives its place. Nothing when it is not kept: another tab may have removed it. */
  change(entry: OwedEntry, how?: KeptChange): Promise<number | undefined>
  remove(clientId: string): Promise<void>
  /** Places of the messages of a room, in order; `undefined` when that cannot be told. */
  list(roomName: string): Promise<readonly number[] | undefined>
  read(order: number): Promise<KeptMessage | undefined>
  /**
   * Notes that a message is put on the wire, or was not after all. Gives true once for each message, over all tabs: a
   * server that knows only the spec would take a second one for another message.
   */
  claim(order: number, isTaken: boolean): Promise<boolean>
  /** Rooms with unsent messages. */
  rooms(): Promise<readonly string[]>
  /** Drafts by room. */
  drafts(): Promise<ReadonlyMap<string, string>>
  keepDraft(roomName: string, text: string): Promise<void>
  /** Forgets everything of this user, as on sign-out; keeps nothing from then on. */
  purge(): Promise<void>
}
