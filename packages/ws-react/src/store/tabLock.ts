/** A tab's identity for as long as it lives: others see when it is gone, however it went. */
export interface TabLock {
  readonly id: string
  /** Ids of tabs that are alive; `undefined` where the browser cannot tell. */
  aliveTabs(): Promise<ReadonlySet<string> | undefined>
  /** Runs `work` while no other tab does. */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  release(): void
}

const PREFIX = 'mediconnect-tab:'

export function createTabLock(locks: LockManager | undefined): TabLock {
  const id = crypto.randomUUID()
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  // The browser lets go of the lock when the tab goes, also in a crash.
  void locks?.request(`${PREFIX}${id}`, () => released)

  return {
    id,
    aliveTabs: async () => {
      if (!locks) return undefined
      const { held = [], pending = [] } = await locks.query()
      const names = [...held, ...pending].map(({ name = '' }) => name)
      return new Set([id, ...names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length))])
    },
    exclusively: async (name, work) => (locks ? await locks.request(name, work) : work()),
    release: () => release(),
  }
}
