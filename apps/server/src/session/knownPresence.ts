import type { ChatServerFrame, PresenceStatus } from '@mediconnect/protocol'
import type { UserRecord } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { Services } from './services.ts'

type PresenceFrame = Extract<ChatServerFrame, { type: 'presence_status' }>

/** The presence of a room's members as one peer knows it. */
export class KnownPresence {
  readonly #services: Pick<Services, 'presence' | 'store' | 'now'>
  readonly #told = new Map<number, PresenceStatus>()
  #memberIds: readonly number[] = []

  constructor(services: Pick<Services, 'presence' | 'store' | 'now'>) {
    this.#services = services
  }

  is(userId: number, status: PresenceStatus): boolean {
    return this.#told.get(userId) === status
  }

  tell(userId: number, status: PresenceStatus): void {
    this.#told.set(userId, status)
  }

  /** How all of them are now: what the peer is greeted with. */
  begin(members: readonly UserRecord[]): PresenceFrame['data'][] {
    this.#memberIds = members.map((member) => member.id)
    const all = this.#now(members)
    for (const { user, status } of all) this.tell(user.id, status)
    return all
  }

  /** What passed by while the peer was behind; it is told as soon as it is sent. */
  async changed(): Promise<PresenceFrame[]> {
    const { presence, store } = this.#services
    const lacks = (id: number) => !this.is(id, presence.statusOf(id))
    // An admin, who is no member, may have gone; where else one comes back to is nobody's business here.
    const isConcerned = (id: number) => !this.is(id, 'offline') || this.#memberIds.includes(id)
    const ids = [...this.#told.keys()].filter((id) => lacks(id) && isConcerned(id))
    if (ids.length === 0) return []
    const users = await store.users.findMany(ids)
    // Some may have been told while it was read.
    return this.#now(users.filter(({ id }) => lacks(id))).map((data) => ({ type: 'presence_status', data }))
  }

  #now(users: readonly UserRecord[]): PresenceFrame['data'][] {
    const { presence, now } = this.#services
    const timestamp = new Date(now()).toISOString()
    return users.map((user) => {
      const status = presence.statusOf(user.id)
      return { user: wireUser(user), status, last_seen: status === 'offline' ? user.last_seen : timestamp }
    })
  }
}
