import type { ChatServerFrame, PresenceStatus } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { UserRecord } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { Services } from './services.ts'

type PresenceFrame = Extract<ChatServerFrame, { type: 'presence_status' }>

/** The presence of a room's members as one peer knows it. */
export class KnownPresence {
  readonly #services: Pick<Services, 'presence' | 'store' | 'now'>
  readonly #told = new Map<number, PresenceStatus>()
  #memberIds: readonly number[] = []
  /** Whom the peer was greeted with, until it is told what passed by since. */
  #greeted: readonly UserRecord[] = []

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
    this.#greeted = members
    const all = this.#now(members)
    for (const { user, status } of all) this.tell(user.id, status)
    return all
  }

  /** What passed by while the peer was behind; it is told as soon as it is sent. */
  async changed(): Promise<PresenceFrame[]> {
    const { presence, store } = this.#services
    const greeted = this.#greeted
    this.#greeted = []
    const lacks = (id: number) => !this.is(id, presence.statusOf(id))
    // An admin, who is no member, may have gone; where else one comes back to is nobody's business here.
    const isConcerned = (id: number) => !this.is(id, 'offline') || this.#memberIds.includes(id)
    const ids: number[] = []
    for (const id of this.#told.keys()) if (lacks(id) && isConcerned(id)) ids.push(id)
    if (ids.length === 0) return []
    // Both of a room come in one burst, and were read just now. Of who has gone it is stored when that was.
    const known = greeted.filter(({ id }) => ids.includes(id) && presence.statusOf(id) !== 'offline')
    const missing = ids.filter((id) => !known.some((user) => user.id === id))
    const read = missing.length === 0 ? [] : await store.users.findMany(missing)
    // Some may have been told while it was read.
    return this.#now([...known, ...read].filter(({ id }) => lacks(id))).map((data) => ({
      type: 'presence_status',
      data,
    }))
  }

  #now(users: readonly UserRecord[]): PresenceFrame['data'][] {
    const { presence, now } = this.#services
    const timestamp = isoTime(now())
    return users.map((user) => {
      const status = presence.statusOf(user.id)
      return { user: wireUser(user), status, last_seen: status === 'offline' ? user.last_seen : timestamp }
    })
  }
}
