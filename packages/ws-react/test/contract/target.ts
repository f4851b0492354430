import type { WebSocketClass } from '../../src/index.ts'

/** What may be asked of a server under test, named as its configuration. */
export interface TargetOptions {
  readonly rateLimitMessages?: number
  readonly rateLimitWindowMs?: number
  readonly maxMessageBytes?: number
  readonly maxConnectionsPerUser?: number
}

/** A running server with the contract's demo data, as a client reaches it. */
export interface Target {
  /** `http://…`, without a slash at the end. */
  readonly url: string
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
  token(userId: number, claims?: Readonly<Record<string, unknown>>): string | Promise<string>
  stop(): Promise<void>
}

/** Starts one of the servers the suite runs against. */
export type StartTarget = (options?: TargetOptions) => Promise<Target>
