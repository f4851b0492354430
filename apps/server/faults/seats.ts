/** Who takes part, and where: the demo's users in three of their rooms, some with two devices. */
export interface Seat {
  readonly name: string
  readonly userId: number
  readonly room: string
}

const PLACES: readonly (readonly [room: string, ...userIds: number[]])[] = [
  ['123_456', 123, 456, 456, 123],
  ['123_200', 200, 123],
  ['clinic_1', 200, 123, 124, 124],
]

export const SEATS: readonly Seat[] = PLACES.flatMap(([room, ...userIds]) =>
  userIds.map((userId, index) => ({ name: `${userId} in ${room} (${index + 1})`, userId, room })),
)

export const ROOMS: readonly string[] = PLACES.map(([room]) => room)
/** A member of all three rooms, who stays when the others leave. */
export const WATCHER = 123
/** In no room, and allowed to ask about everybody. */
export const ADMIN = 1
/** Has an account and is never there. */
export const ABSENT = 457
