import type { SessionContext } from './sessionContext.ts'

/** What not every screen needs; it ends with its client. */
export interface Part {
  dispose(): void
}

/** The parts of one client, each made when it is first asked for. */
export interface Parts {
  get<P extends Part>(create: (context: SessionContext) => P, context: SessionContext): P
  dispose(): void
}

export function createParts(): Parts {
  const disposers = new Set<() => void>()
  const made = new Map<unknown, unknown>()
  return {
    get: <P extends Part>(create: (context: SessionContext) => P, context: SessionContext): P => {
      // Under this key lies what this very function made.
      const found = made.get(create) as P | undefined
      if (found) return found
      const part = create(context)
      made.set(create, part)
      disposers.add(part.dispose)
      return part
    },
    dispose: () => {
      for (const dispose of disposers) dispose()
    },
  }
}
