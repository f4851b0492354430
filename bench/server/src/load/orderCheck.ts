/** What one socket saw of a room: each message once, in order, none missing. */
export interface OrderCheck {
  /** The room's newest message when the socket came. */
  startAfter(seq: number): void
  see(seq: number): void
  readonly duplicates: number
  readonly reordered: number
  /** Messages that never came although later ones did. */
  gaps(): number
}

export function createOrderCheck(): OrderCheck {
  const seen = new Set<number>()
  let start: number | undefined
  let newest = 0
  let duplicates = 0
  let reordered = 0

  return {
    startAfter(seq) {
      start = seq
      newest = Math.max(newest, seq)
    },
    see(seq) {
      // A server that does not say where it stands: the first message is where we begin.
      start ??= seq - 1
      if (seen.has(seq)) {
        duplicates++
        return
      }
      if (seq < newest) reordered++
      seen.add(seq)
      newest = Math.max(newest, seq)
    },
    get duplicates() {
      return duplicates
    },
    get reordered() {
      return reordered
    },
    gaps: () => newest - (start ?? newest) - seen.size,
  }
}
