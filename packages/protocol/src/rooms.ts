/** A room name taken apart (websockets-module.md, "Room Naming Convention"). */
export type Room =
  | { readonly kind: 'direct'; readonly name: string; readonly userIds: readonly [number, number] }
  | { readonly kind: 'clinic' | 'department'; readonly name: string; readonly groupId: number }

const DIRECT = /^([1-9]\d{0,15})_([1-9]\d{0,15})$/
const GROUP = /^(clinic|department)_([1-9]\d{0,15})$/

/** The name of the room two users share, whichever order they come in. */
export function directRoom(a: number, b: number): string {
  if (a === b) throw new RangeError(`A room of two needs two users, got ${a} twice. Pass two different user ids.`)
  return a < b ? `${a}_${b}` : `${b}_${a}`
}

/** The room a name stands for, or `undefined` when it is malformed or its user ids are out of order. */
export function parseRoom(name: string): Room | undefined {
  const direct = DIRECT.exec(name)
  if (direct) {
    const low = Number(direct[1])
    const high = Number(direct[2])
    return low < high && Number.isSafeInteger(high) ? { kind: 'direct', name, userIds: [low, high] } : undefined
  }
  const group = GROUP.exec(name)
  if (group) return { kind: group[1] as 'clinic' | 'department', name, groupId: Number(group[2]) }
  return undefined
}

/** The other user of a room of two, or `undefined` in a group or when `userId` is not in the room. */
export function otherUserId(room: Room, userId: number): number | undefined {
  if (room.kind !== 'direct') return undefined
  const [low, high] = room.userIds
  return userId === low ? high : userId === high ? low : undefined
}
