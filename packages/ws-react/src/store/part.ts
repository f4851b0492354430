/** Why a client ended. */
export type EndReason = 'signed_out' | 'disposed'

/** What not every screen needs; it ends with its client. */
export interface Part {
  dispose(reason: EndReason): void
}
