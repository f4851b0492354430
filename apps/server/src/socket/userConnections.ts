/** How many sockets each user has on this node. */
export interface UserConnections {
  of(userId: number): number
  add(userId: number): void
  remove(userId: number): void
}

export function createUserConnections(): UserConnections {
  const counts = new Map<number, number>()
  const of = (userId: number) => counts.get(userId) ?? 0
  return {
    of,
    add: (userId) => counts.set(userId, of(userId) + 1),
    remove(userId) {
      if (of(userId) > 1) counts.set(userId, of(userId) - 1)
      else counts.delete(userId)
    },
  }
}
