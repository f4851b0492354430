/** A user in a room: what one socket of the generator stands for. */
export interface Seat {
  readonly userId: number
  /** The other user of a room of two. */
  readonly partnerId: number | undefined
  readonly room: string
  readonly token: string
}
