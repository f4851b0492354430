import { takeTurn, type TurnOptions } from './turns.ts'

/** The other tabs of the same user in this browser. */
export interface Tabs<Message> {
  tell(message: Message): void
  /** Runs `work` while no other tab runs any of the same name; at once where the browser has no Web Locks. */
  inTurn(name: string, options: TurnOptions, work: (lost: AbortSignal) => Promise<void>): Promise<void>
  /** Whether turns are kept between tabs. */
  readonly hasTurns: boolean
  close(): void
}

export interface TabsOptions<Message> {
  /** What the tabs that belong together have in common. */
  readonly name: string
  isMessage(data: unknown): data is Message
  onMessage(message: Message): void
  /** Another tab is gone, however it went. */
  onGone(): void
}

/** Missing where a page is served without TLS. */
type MaybeLocks = LockManager | undefined

export function createTabs<Message>({ name, isMessage, onMessage, onGone }: TabsOptions<Message>): Tabs<Message> {
  const locks: MaybeLocks = navigator.locks
  const channel = new BroadcastChannel(name)
  const closed = new AbortController()
  const id = Math.random().toString(36).slice(2)
  const met = new Set<string>()

  /** Each tab holds a lock of its own for as long as it lives: who waits for it learns when the tab is gone. */
  const lifeOf = (tab: string): string => `${name}:tab:${tab}`

  function meet(tab: string): void {
    if (met.has(tab)) return
    met.add(tab)
    channel.postMessage({ hello: id })
    locks?.request(lifeOf(tab), { mode: 'shared', signal: closed.signal }, onGone).catch(() => undefined)
  }

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isHello(data)) meet(data.hello)
    else if (isMessage(data)) onMessage(data)
  }
  if (locks) {
    const life = new Promise<void>((resolve) => closed.signal.addEventListener('abort', () => resolve()))
    void locks.request(lifeOf(id), () => {
      if (closed.signal.aborted) return undefined
      channel.postMessage({ hello: id })
      return life
    })
  }

  return {
    tell: (message) => {
      if (!closed.signal.aborted) channel.postMessage(message)
    },
    hasTurns: locks !== undefined,
    inTurn: (turn, options, work) =>
      locks ? takeTurn(locks, `${name}:${turn}`, options, work) : work(new AbortController().signal),
    close: () => {
      closed.abort()
      channel.close()
    },
  }
}

function isHello(data: unknown): data is { hello: string } {
  return typeof data === 'object' && data !== null && 'hello' in data && typeof data.hello === 'string'
}
