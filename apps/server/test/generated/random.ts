/** Random, but the same for the same seed. */
export interface Random {
  /** From 0 to less than `below`. */
  whole(below: number): number
  chance(share: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  bytes(length: number): Buffer
  text(length: number): string
  /** Any JSON value, of any depth and type. */
  json(depth?: number): unknown
}

/** Characters that have broken something somewhere. */
const NASTY = ['\0', '\u0000', '\ud800', '\u202e', '"', '\\', '\r\n', '%00', '../', '<script>', "' or 1=1 --", '🧪', '']
const KEYS = ['__proto__', 'constructor', 'toString', 'type', 'data', 'message', 'client_id', 'message_id', 'token', '']
const NUMBERS = [0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 123, 456]

export function createRandom(seed: number): Random {
  let state = seed >>> 0

  /** Mulberry32: small, and good enough to be different every time. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const random: Random = {
    whole: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    pick: (items) => items[random.whole(items.length)] ?? items[0],
    bytes: (length) => Buffer.from(Array.from({ length }, () => random.whole(256))),
    text(length) {
      const piece = () => (random.chance(0.3) ? one(NASTY) : String.fromCharCode(32 + random.whole(95)))
      return Array.from({ length }, piece).join('')
    },
    json(depth = 3) {
      const kind = random.whole(depth > 0 ? 8 : 6)
      if (kind < 2) return random.text(random.whole(20))
      if (kind === 2) return one(NUMBERS)
      if (kind === 3) return random.chance(0.5)
      if (kind === 4) return null
      if (kind === 5) return random.whole(1_000)
      const values = Array.from({ length: random.whole(5) }, () => random.json(depth - 1))
      if (kind === 6) return values
      return Object.fromEntries(values.map((value): [string, unknown] => [one(KEYS) ?? '', value]))
    },
  }

  function one<Item>(items: readonly Item[]): Item | undefined {
    return items[random.whole(items.length)]
  }

  return random
}
