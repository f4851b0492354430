import type { EndReason, Part } from './part.ts'
import type { SessionContext } from './sessionContext.ts'

/** The parts of one client, each made when it is first asked for. */
export interface Parts {
  get<P extends Part>(create: (context: SessionContext) => P): P
  dispose(reason: EndReason): void
}

export function createParts(context: SessionContext): Parts {
  const disposers = new Set<Part['dispose']>()
  const made = new Map<unknown, unknown>()
  let ended: EndReason | undefined
  return {
    get: <P extends Part>(create: (context: SessionContext) => P): P => {
      // Under this key lies what this very function made.
      const found = made.get(create) as P | undefined
      if (found) return found
      const part = create(context)
      made.set(create, part)
      disposers.add(part.dispose)
      // Whoever asks now gets one that does nothing.
      if (ended) part.dispose(ended)
      return part
    },
    dispose: (reason) => {
      ended = reason
      for (const dispose of disposers) dispose(reason)
    },
  }
}
