import type { ChatServerFrame, PresenceStatus } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { UserRecord } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { Services } from './services.ts'

type PresenceFrame = Extract<ChatServerFrame, { type: 'presence_status' }>

const NOBODY: readonly UserRecord[] = []

/** The presence of a room's members as one peer knows it. */
export class KnownPresence {
  readonly #services: Pick<Services, 'presence' | 'store' | 'now'>
  readonly #told = new Map<number, PresenceStatus>()
  #memberIds: readonly number[] = []
  /** Whom the peer was greeted with, until it is told what passed by since. */
  #greeted: readonly UserRecord[] = NOBODY

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

  /** Users of whom something passed by while the peer was behind. */
  missed(): number[] {
    const { presence } = this.#services
    const missed: number[] = []
    for (const [id, told] of this.#told) {
      if (presence.statusOf(id) === told) continue
      // An admin, who is no member, may have gone; where else one comes back to is nobody's business here.
      if (told !== 'offline' || this.#memberIds.includes(id)) missed.push(id)
    }
    return missed
  }

  /** How these are now. Whoever sends one says so with `tell`. */
  async framesOf(ids: readonly number[]): Promise<PresenceFrame[]> {
    const { presence, store } = this.#services
    const others = new Set(ids)
    // Both of a room come in one burst, and were read for the greeting. Of who has gone it is stored when that was.
    const fresh = this.#greeted.filter(({ id }) => presence.statusOf(id) !== 'offline' && others.delete(id))
    const read = others.size === 0 ? [] : await store.users.findMany([...others])
    // Some may have been told while it was read.
    const lacking = [...fresh, ...read].filter(({ id }) => !this.is(id, presence.statusOf(id)))
    return this.#now(lacking).map((data) => ({ type: 'presence_status', data }))
  }

  /** The peer knows it all for now: whom it was greeted with need not be kept any longer. */
  forgetGreeted(): void {
    this.#greeted = NOBODY
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
