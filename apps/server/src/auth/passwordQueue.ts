import { Refusal } from '@mediconnect/protocol'
import { isPassword } from './password.ts'

/** Hashing runs on the runtime's few threads, which files and names need, too, and on the cores that serve the chat. */
const AT_ONCE = 2
/** Who comes when so many wait is told to come again. */
const MAX_WAITING = 200
/** One address leaves room for the others. */
const MAX_WAITING_PER_ADDRESS = 100
/** About what one takes; for telling when to come again. */
const HASH_MS = 50

export interface PasswordQueue {
  /** Whether `password` is the one that was hashed. Throws WS_007 when too many are being checked. */
  check(password: string, hash: string | undefined, address: string): Promise<boolean>
}

/** Checks passwords a few at a time, each address in turn: many who sign in at once stop neither the chat nor others. */
export function createPasswordQueue(): PasswordQueue {
  /** Those who wait, by address; the address whose turn it is comes first. */
  const waiting = new Map<string, (() => void)[]>()
  let waitingCount = 0
  let running = 0

  function waitFor(address: string): Promise<void> {
    const own = waiting.get(address) ?? []
    if (waitingCount >= MAX_WAITING || own.length >= MAX_WAITING_PER_ADDRESS) {
      const retry_after = Math.ceil((waitingCount / AT_ONCE) * HASH_MS)
      throw new Refusal('WS_007', 'Too many are signing in. Wait a little.', { retry_after })
    }
    waitingCount++
    return new Promise((resolve) => waiting.set(address, [...own, resolve]))
  }

  /** Hands the turn on, so that nobody slips in between. */
  function pass(): void {
    const [next] = waiting
    if (!next) {
      running--
      return
    }
    const [address, [first, ...others]] = next
    waiting.delete(address)
    if (others.length > 0) waiting.set(address, others)
    waitingCount--
    first?.()
  }

  return {
    async check(password, hash, address) {
      if (running >= AT_ONCE) await waitFor(address)
      else running++
      try {
        return await isPassword(password, hash)
      } finally {
        pass()
      }
    },
  }
}
