/** What is wrong with what somebody sees; nothing, if nothing is. */
export interface Findings {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Those that stand after one that was written later. */
  readonly reordered: readonly string[]
  readonly unknown: readonly string[]
}

export const NOTHING_WRONG: Findings = { lost: [], doubled: [], reordered: [], unknown: [] }

/** Compares what is seen with what was written. */
export function findings(written: readonly string[], seen: readonly string[]): Findings {
  const places = new Map(written.map((text, place) => [text, place]))
  const once = new Set(seen)
  const first = [...once].flatMap((text) => places.get(text) ?? [])
  return {
    lost: written.filter((text) => !once.has(text)),
    doubled: seen.filter((text, place) => seen.indexOf(text) !== place),
    reordered: first.flatMap((place, index) =>
      index > 0 && place < Math.max(...first.slice(0, index)) ? (written[place] ?? []) : [],
    ),
    unknown: seen.filter((text) => !places.has(text)),
  }
}
