import type { User } from '@mediconnect/protocol'
import { QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createAudit } from '../store/audit.ts'
import type { AuditEvent } from '../store/auditEvent.ts'
import { createCoreClient, type RealtimeClientOptions } from '../store/coreClient.ts'
import type { Devtools } from '../store/realtimeStore.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import type { GetToken } from '../transport/token.ts'
import type { TokenPlacement } from '../transport/transport.ts'
import { createClientLife, type ClientLife } from './clientLife.ts'
import type { IdleWarningProps } from './IdleWarning.tsx'
import { createLazyIdle, type LazyIdle } from './lazyIdle.ts'
import { RealtimeContext, type RealtimeContextValue } from './realtimeContext.ts'
import { useIdleLogoff } from './useIdleLogoff.ts'

/** What `<RealtimeProvider>` takes. */
export interface RealtimeProviderProps {
  /** The server's address, `http(s)://host[:port]`. @default the page's own */
  url?: string
  /** The signed-in user. Another `id` signs the one before out: all their data is forgotten, also what is unsent. */
  currentUser: User
  /** Gives an access token; asked before every dial, and when one is used up. Throw `TokenDeniedError` to stop. */
  getToken: GetToken
  /** `query` for a server that knows only websockets-module.md. @default 'subprotocol' */
  tokenPlacement?: TokenPlacement
  /** Fetched pages are kept here. @default one of its own */
  queryClient?: QueryClient
  /** After so many milliseconds without input in any tab `usePresence` says `away`; Infinity for never. @default 300000 */
  awayAfter?: number
  /** Called when the user was signed out by `useSignOut`, here or in another tab: drop your tokens. */
  onSignedOut?: () => void
  /**
   * Automatic logoff (45 CFR 164.312(a)(2)(iii)) after so many milliseconds without input in any tab, the machine's sleep
   * included: the screen is covered, all data forgotten, connections closed. What is unsent stays, encrypted, for the
   * same user. @default never
   */
  idleTimeout?: number
  /** How long before it the user is warned, in milliseconds. @default 60000 */
  idleWarning?: number
  /** Called on automatic logoff: drop your tokens, or a reload would let anyone in again. */
  onIdleLogoff?: () => void
  /** What covers the screen after it, instead of a plain page. Call `unlock` once the same user has signed in again. */
  renderLocked?: (locked: { unlock: () => void }) => ReactNode
  /** The warning, instead of a plain one. */
  renderIdleWarning?: (warning: IdleWarningProps) => ReactNode
  /** Told what the user saw and did, in ids only. Whether there is one is decided when the provider mounts. */
  onAudit?: (event: AuditEvent) => void
  /** A WebSocket class to test with. @default the browser's */
  WebSocket?: WebSocketClass
  /** A fetch to test with. @default the browser's */
  fetch?: typeof fetch
  /** Shows every change of state, in development: `devtools()` of `@mediconnect/ws-react/devtools`. */
  devtools?: Devtools
  /** `memory` for a test that must leave nothing to the next. @default 'browser' */
  storage?: RealtimeClientOptions['storage']
  children?: ReactNode
}

const AWAY_AFTER_MS = 5 * 60_000
const IDLE_WARNING_MS = 60_000

/** Gives the hooks their client: one store, one socket a room, one for notifications. */
export function RealtimeProvider(props: RealtimeProviderProps): ReactNode {
  const { currentUser, url, tokenPlacement } = props
  const [unlocked, setUnlocked] = useState(0)
  const [latestUserId] = useState(() => createLatest(currentUser.id))
  const unlock = useCallback(() => setUnlocked((count) => count + 1), [])
  useEffect(() => latestUserId.set(currentUser.id), [latestUserId, currentUser.id])

  // A client belongs to one user at one server: React makes a new one when either is another.
  const identity = `${currentUser.id} ${url ?? ''} ${tokenPlacement ?? ''} ${unlocked}`
  return <ClientProvider key={identity} props={props} latestUserId={latestUserId} unlock={unlock} />
}

interface ClientProviderProps {
  readonly props: RealtimeProviderProps
  readonly latestUserId: Latest<number>
  readonly unlock: () => void
}

function ClientProvider({ props, latestUserId, unlock }: ClientProviderProps): ReactNode {
  // The newest callbacks are called, without a new client for each render's arrow functions.
  const [latest] = useState(() => createLatest(props))
  const [{ life, idle, value }] = useState(() => createValue(latest, latestUserId))
  const state = useStore(life.store)
  const { audit } = value

  useEffect(() => latest.set(props), [latest, props])
  useEffect(() => audit?.start(), [audit])
  useEffect(() => life.keep(), [life])
  const parts = useIdleLogoff({
    idle,
    life,
    timeout: props.idleTimeout,
    warning: props.idleWarning ?? IDLE_WARNING_MS,
    onLogoff: useCallback(() => latest.get().onIdleLogoff?.(), [latest]),
  })

  if (state.status === 'signed_out') return null
  if (state.status === 'locked') return props.renderLocked?.({ unlock }) ?? (parts && <parts.LogoffCover />)
  const warning = state.status === 'warned' && { logoffAt: state.logoffAt, stay: idle.touch }
  return (
    <RealtimeContext.Provider value={value}>
      {props.children}
      {warning && (props.renderIdleWarning?.(warning) ?? (parts && <parts.IdleWarning {...warning} />))}
    </RealtimeContext.Provider>
  )
}

function createValue(
  latest: Latest<RealtimeProviderProps>,
  latestUserId: Latest<number>,
): { life: ClientLife; idle: LazyIdle; value: RealtimeContextValue } {
  const {
    currentUser,
    url,
    tokenPlacement,
    WebSocket,
    fetch,
    devtools,
    storage,
    onAudit,
    queryClient = new QueryClient(),
  } = latest.get()
  const getToken: GetToken = (...args) => latest.get().getToken(...args)
  const client = createCoreClient({
    user: currentUser,
    url,
    tokenPlacement,
    WebSocket,
    fetch,
    devtools,
    storage,
    getToken,
  })
  const audit = onAudit && createAudit(client, (event) => latest.get().onAudit?.(event))
  const life = createClientLife({
    client,
    queryClient,
    isReplaced: () => latestUserId.get() !== currentUser.id,
    onEnd: (status) => audit?.tell({ type: status === 'locked' ? 'logged_off' : 'signed_out' }),
    onSignedOut: () => latest.get().onSignedOut?.(),
  })
  const idle = createLazyIdle(currentUser.id)
  const value: RealtimeContextValue = {
    client,
    queryClient,
    idle,
    audit,
    awayAfter: () => latest.get().awayAfter ?? AWAY_AFTER_MS,
    signOut: life.signOut,
    presence: createOnce(),
  }
  return { life, idle, value }
}

/** Gives what the first caller made. */
function createOnce<Value>(): (make: () => Value) => Value {
  let made: { readonly value: Value } | undefined
  return (make) => (made ??= { value: make() }).value
}

/** What was rendered last, for calls that come later. */
interface Latest<Value> {
  get(): Value
  set(next: Value): void
}

function createLatest<Value>(initial: Value): Latest<Value> {
  let current = initial
  return {
    get: () => current,
    set: (next) => {
      current = next
    },
  }
}
