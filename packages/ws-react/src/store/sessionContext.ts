import type { Http } from '../transport/http.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import type { TokenSource } from '../transport/token.ts'
import type { TokenPlacement } from '../transport/transport.ts'
import type { LateKeep } from './lateKeep.ts'
import type { Part } from './part.ts'
import type { RealtimeStore } from './realtimeStore.ts'
import type { User } from '@mediconnect/protocol'

/** What the sessions of one client share. */
export interface SessionContext {
  readonly store: RealtimeStore
  readonly user: User
  readonly http: Http
  readonly keep: LateKeep
  readonly tokens: TokenSource
  readonly tokenPlacement: TokenPlacement
  readonly WebSocket: WebSocketClass
  /** Where the server's sockets are, `ws(s)://host`, without a slash at the end. */
  readonly socketUrl: string
  /** Where its `/api/` begins, without a slash at the end. */
  readonly baseUrl: string
  /** What not every screen needs, once for the client. */
  part<P extends Part>(create: (context: SessionContext) => P): P
  /** Calls back with the rooms in which tabs that are gone have left something unsent. */
  onAbandoned(resume: (roomNames: readonly string[]) => void): void
}
