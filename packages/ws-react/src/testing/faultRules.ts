/** `in`: from the server to the client. */
export type Direction = 'in' | 'out'

/** Which frames a fault befalls. */
export interface FaultRule {
  /** @default both */
  direction?: Direction
  /** A frame type, such as `chat_message`. @default all */
  type?: string
  /** How likely it is, 0 to 1. @default 1 */
  rate?: number
  /** Only each n-th of them: 3 for the third, the sixth, and so on. @default 1 */
  every?: number
  /** It ends by itself after so many frames. @default never */
  times?: number
}

export type FaultKind = 'drop' | 'duplicate' | 'reorder' | 'delay'

export interface FaultRules {
  /** Returns how to stop. */
  add(kind: FaultKind, rule: FaultRule, ms?: number): () => void
  clear(): void
  /** What befalls one frame: each kind, with its milliseconds. */
  decide(direction: Direction, data: unknown): ReadonlyMap<FaultKind, number>
}

export function createFaultRules(random: () => number): FaultRules {
  const rules = new Set<{ kind: FaultKind; rule: FaultRule; ms: number; seen: number; left: number }>()
  return {
    add: (kind, rule, ms = 0) => {
      const added = { kind, rule, ms, seen: 0, left: rule.times ?? Infinity }
      rules.add(added)
      return () => void rules.delete(added)
    },
    clear: () => rules.clear(),
    decide: (direction, data) => {
      const befallen = new Map<FaultKind, number>()
      for (const each of rules) {
        const { kind, rule, ms } = each
        if (rule.direction && rule.direction !== direction) continue
        if (rule.type !== undefined && rule.type !== typeOf(data)) continue
        each.seen += 1
        if (each.seen % (rule.every ?? 1) !== 0 || random() >= (rule.rate ?? 1)) continue
        befallen.set(kind, Math.max(ms, befallen.get(kind) ?? 0))
        each.left -= 1
        if (each.left <= 0) rules.delete(each)
      }
      return befallen
    },
  }
}

/** The type of a frame; `undefined` for what is none. */
export function typeOf(data: unknown): string | undefined {
  const type = readFrame(data)?.type
  return typeof type === 'string' ? type : undefined
}

/** What was sent as an object, without looking closer. */
export function readFrame(data: unknown): { type?: unknown; data?: unknown } | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const frame: unknown = JSON.parse(data)
    return typeof frame === 'object' && frame !== null ? frame : undefined
  } catch {
    return undefined
  }
}
