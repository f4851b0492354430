import type { WebSocketClass } from '../transport/socket.ts'
import { createFaultRules, type FaultRule } from './faultRules.ts'
import { createFaultyWebSocket, type FaultyNetwork } from './faultySocket.ts'
import { seededRandom } from './seededRandom.ts'

/** What connects to a server: an in-memory one, or the browser itself. */
export interface Network {
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
}

/** What {@link createFaults} takes. */
export interface FaultOptions {
  /** Makes the same faults again. @default 1 */
  seed?: number
}

/** A network that fails to order. Give its `WebSocket` and `fetch` to `<RealtimeProvider>`. */
export interface Faults extends Network {
  /** Frames get lost. Without a rule all of them: the line is half-open. Returns how to stop, like its siblings. */
  drop(rule?: FaultRule): () => void
  /** Frames come twice. */
  duplicate(rule?: FaultRule): () => void
  /** Frames are overtaken by the next one. */
  reorder(rule?: FaultRule): () => void
  /** Frames are late by so many milliseconds, and all behind them too: the line is slow. */
  delay(ms: number, rule?: FaultRule): () => void
  /** Breaks all connections and refuses new ones and HTTP, until `restore`. */
  cut(): void
  restore(): void
  /** Nothing passes, in either direction, until `release`: then all of it does. */
  hold(): void
  release(): void
  /** The line breaks again and again. */
  flap(times: { upMs: number; downMs: number }): () => void
  /**
   * All tokens used so far are good no more, as when their time is over: an open socket is told so and is silent until
   * it has a new one, a dial is closed with 4001, an HTTP call gets 401.
   */
  expire(): void
  /** Ends all faults. */
  clear(): void
}

/** Puts faults between a client and any server: `createFaults(server)`, `createFaults({ WebSocket, fetch })`. */
export function createFaults(through: Network, { seed = 1 }: FaultOptions = {}): Faults {
  // On its own: a browser's fetch must not be called as somebody's method.
  const { fetch: fetchThrough } = through
  const rules = createFaultRules(seededRandom(seed))
  const used = new Set<string>()
  const expired = new Set<string>()
  const flaps = new Set<ReturnType<typeof setTimeout>>()
  let isCut = false
  let isHeld = false
  let held: (() => void)[] = []

  const network: FaultyNetwork = {
    rules,
    sockets: new Set(),
    get isCut() {
      return isCut
    },
    get isHeld() {
      return isHeld
    },
    isExpired: (token) => {
      used.add(token)
      return expired.has(token)
    },
  }

  async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    if (isHeld && !isCut) await new Promise<void>((resolve) => held.push(resolve))
    if (isCut) throw new TypeError('The network is cut.')
    const token = bearerOf(input, init)
    if (token !== undefined && network.isExpired(token)) return new Response(null, { status: 401 })
    const response = await fetchThrough(input, init)
    // The answer is on its way when the line breaks.
    if (isCut) throw new TypeError('The network is cut.')
    return response
  }

  function cut(): void {
    isCut = true
    for (const socket of [...network.sockets]) socket.cut()
    letGo()
  }

  function letGo(): void {
    const waiting = held
    held = []
    for (const go of waiting) go()
  }

  function restore(): void {
    isCut = false
  }

  function release(): void {
    isHeld = false
    letGo()
    for (const socket of [...network.sockets]) socket.release()
  }

  function flap({ upMs, downMs }: { upMs: number; downMs: number }): () => void {
    let timer: ReturnType<typeof setTimeout>
    const wait = (ms: number, next: () => void): void => {
      timer = setTimeout(() => {
        flaps.delete(timer)
        next()
      }, ms)
      flaps.add(timer)
    }
    const down = (): void => {
      cut()
      wait(downMs, up)
    }
    const up = (): void => {
      restore()
      wait(upMs, down)
    }
    up()
    return () => {
      clearTimeout(timer)
      flaps.delete(timer)
      restore()
    }
  }

  return {
    WebSocket: createFaultyWebSocket(through.WebSocket, network),
    fetch: ask,
    drop: (rule = {}) => rules.add('drop', rule),
    duplicate: (rule = {}) => rules.add('duplicate', rule),
    reorder: (rule = {}) => rules.add('reorder', rule),
    delay: (ms, rule = {}) => rules.add('delay', rule, ms),
    cut,
    restore,
    hold: () => {
      isHeld = true
      for (const socket of network.sockets) socket.hold()
    },
    release,
    flap,
    expire: () => {
      for (const token of used) expired.add(token)
      for (const socket of [...network.sockets]) socket.expire()
    },
    clear: () => {
      rules.clear()
      for (const timer of flaps) clearTimeout(timer)
      flaps.clear()
      expired.clear()
      restore()
      release()
    },
  }
}

function bearerOf(input: RequestInfo | URL, init?: RequestInit): string | undefined {
  const headers = init?.headers ?? (input instanceof Request ? input.headers : undefined)
  return new Headers(headers).get('Authorization')?.replace(/^Bearer /, '')
}
