import type { Logger } from 'pino'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Broadcaster } from '../broadcast/broadcaster.ts'
import type { ChannelLayer } from '../broadcast/channelLayer.ts'
import type { Presence } from '../broadcast/presence.ts'
import type { Typing } from '../broadcast/typing.ts'
import type { Config } from '../config.ts'
import type { EncodeMessage } from '../messageEncoder.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Limits } from './limits.ts'

/** What all sessions of a server share. */
export interface Services {
  readonly config: Config
  readonly store: Store
  readonly authenticate: Authenticate
  readonly broadcaster: Broadcaster
  /** How it stands with the other nodes. */
  readonly layer: Pick<ChannelLayer, 'isConnected' | 'onConnection'>
  readonly presence: Presence
  readonly typing: Typing
  readonly limits: Limits
  readonly encodeMessage: EncodeMessage
  readonly metrics: Metrics
  readonly log: Logger
  readonly now: () => number
}
