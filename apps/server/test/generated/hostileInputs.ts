import { bytesInput, requestInput, upgradeInput } from './bytes.ts'
import { callInput } from './calls.ts'
import type { HostileInput } from './hostileInput.ts'
import type { Random } from './random.ts'
import { frameInput, messageInput } from './sockets.ts'

const KINDS = [bytesInput, requestInput, upgradeInput, frameInput, messageInput, callInput] as const

/** So many inputs, of every kind in turn. */
export function hostileInputs(random: Random, count: number): HostileInput[] {
  return Array.from({ length: count }, (_, index) => (KINDS[index % KINDS.length] ?? bytesInput)(random))
}
