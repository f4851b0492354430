import type { OwnMessage, SeenMessage } from './seenMessage.ts'
import type { StoredMessage } from './storedMessages.ts'

/** One client at the end: what it saw, in the order in which it came, and what it said. */
export interface Witness {
  readonly name: string
  readonly userId: number
  readonly room: string
  readonly seen: readonly SeenMessage[]
  readonly own: readonly OwnMessage[]
  /** Messages that came again without being asked for. */
  readonly doubled: number
  /** Saw everything to the end; otherwise it left before. */
  readonly isComplete: boolean
}

export interface Findings {
  readonly lost: number
  readonly doubled: number
  readonly reordered: number
  /** Each in a sentence. */
  readonly problems: readonly string[]
}

/** Holds what the clients saw and were told against what is stored: it has to be the same, once, in one order. */
export function findFaults(stored: readonly StoredMessage[], witnesses: readonly Witness[]): Findings {
  const counts = { lost: 0, doubled: 0, reordered: 0 }
  const problems: string[] = []
  const rooms = groupBy(stored, (message) => message.room_name)
  const byClientId = groupBy(stored, (message) => `${message.sender_id} ${message.client_id}`)

  function find(kind: keyof typeof counts, problem: string, count = 1): void {
    counts[kind] += count
    problems.push(`${kind}: ${problem}`)
  }

  for (const [room, messages] of rooms) {
    messages.forEach(({ seq }, index) => {
      const before = messages[index - 1]?.seq ?? 0
      if (seq === before) find('doubled', `${room} has seq ${seq} twice.`)
      else if (seq !== before + 1) find('lost', `${room} has nothing between seq ${before} and ${seq}.`)
    })
  }
  for (const [key, messages] of byClientId) {
    if (messages.length > 1 && messages[0]?.client_id !== null) {
      find('doubled', `client_id of sender ${key} is stored ${messages.length} times.`, messages.length - 1)
    }
  }
  for (const witness of witnesses) {
    const inRoom = new Map(rooms.get(witness.room)?.map((message) => [message.seq, message]))
    if (witness.doubled > 0) find('doubled', `${witness.name} got ${witness.doubled} messages again.`, witness.doubled)
    for (const message of witness.seen) {
      const kept = inRoom.get(message.seq)
      if (!kept) find('lost', `${witness.name} saw seq ${message.seq} (id ${message.id}), which is not stored.`)
      else if (!isSame(message, kept)) {
        find('reordered', `${witness.name} saw ${told(message)} as seq ${message.seq}; stored there is ${told(kept)}.`)
      }
    }
    witness.seen.forEach(({ seq }, index) => {
      if (seq < (witness.seen[index - 1]?.seq ?? 0)) find('reordered', `${witness.name} saw seq ${seq} too late.`)
    })
    const missing = inRoom.size - new Set(witness.seen.map(({ seq }) => seq)).size
    if (witness.isComplete && missing > 0) find('lost', `${witness.name} never got ${missing} messages.`, missing)
    for (const own of witness.own) checkOwn(witness, own)
    checkOrderOfSending(witness)
  }

  function checkOwn(witness: Witness, own: OwnMessage): void {
    const kept = byClientId.get(`${witness.userId} ${own.client_id}`)?.[0]
    if (own.echo && !kept) return find('lost', `${witness.name} got an echo of ${own.client_id}, which is not stored.`)
    if (own.echo && kept && (own.echo.id !== kept.id || own.echo.seq !== kept.seq))
      return find('reordered', `The echo of ${own.client_id} was id ${own.echo.id}; stored is id ${kept.id}.`)
    if (witness.isComplete && !own.echo) return find('lost', `${own.client_id} of ${witness.name} has no echo.`)
    if (kept && kept.message !== own.message) problems.push(`The text of ${own.client_id} is stored changed.`)
  }

  /** What one client said once, on a connection that worked, keeps its order. */
  function checkOrderOfSending({ name, own }: Witness): void {
    let before = 0
    for (const { sends, isShared, echo, client_id } of own) {
      if (sends !== 1 || isShared || !echo) continue
      if (echo.seq < before) find('reordered', `${name} said ${client_id} later than what is stored after it.`)
      before = echo.seq
    }
  }

  return { ...counts, problems }
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const told = ({ id, client_id }: SeenMessage) => `id ${id} (client_id ${client_id})`

function isSame(seen: SeenMessage, kept: StoredMessage): boolean {
  return (
    seen.id === kept.id &&
    seen.sender_id === kept.sender_id &&
    seen.client_id === kept.client_id &&
    seen.message === kept.message
  )
}
