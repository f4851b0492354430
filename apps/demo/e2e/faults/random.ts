/** Chance that can be had again with the same seed. */
export interface Random {
  /** True once in `times`, on average. */
  once(times: number): boolean
  /** A whole number from `min` to `max`. */
  whole(min: number, max: number): number
  pick<Item>(items: readonly Item[]): Item
  /** Gives all of `items` in any order, then all again: none comes too seldom in a short run. */
  turns<Item>(items: readonly Item[]): () => Item
}

export function createRandom(seed: number): Random {
  const next = mulberry32(seed)
  const whole = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(0, items.length - 1)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }
  return {
    once: (times) => next() < 1 / times,
    whole,
    pick,
    turns: (items) => {
      let left = [...items]
      return () => {
        if (left.length === 0) left = [...items]
        const item = pick(left)
        left = left.toSpliced(left.indexOf(item), 1)
        return item
      }
    },
  }
}

/** Numbers between 0 and 1, the same for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
