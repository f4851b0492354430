import type { User } from '@mediconnect/protocol'
import { QueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { createRealtimeClient, type RealtimeClient, type RealtimeClientOptions } from '../store/client.ts'
import type { WebSocketClass } from '../transport/socket.ts'
import type { GetToken } from '../transport/token.ts'
import type { TokenPlacement } from '../transport/transport.ts'
import { RealtimeContext, type RealtimeContextValue } from './realtimeContext.ts'

export interface RealtimeProviderProps {
  /** The server's address, `http(s)://host[:port]`. @default the page's own */
  url?: string
  /** The signed-in user. Another `id` closes all connections and forgets all data of the one before. */
  currentUser: User
  /** Gives an access token, now and whenever one is used up. Throw `TokenDeniedError` to stop. */
  getToken: GetToken
  /** `query` for a server that knows only websockets-module.md. @default 'subprotocol' */
  tokenPlacement?: TokenPlacement
  /** Fetched pages are kept here. @default one of its own */
  queryClient?: QueryClient
  /** A WebSocket class to test with. @default the browser's */
  WebSocket?: WebSocketClass
  /** A fetch to test with. @default the browser's */
  fetch?: typeof fetch
  /** `memory` for a test that must leave nothing to the next. @default 'browser' */
  storage?: RealtimeClientOptions['storage']
  children?: ReactNode
}

/** Gives the hooks their client: one store, one socket a room, one for notifications. */
export function RealtimeProvider(props: RealtimeProviderProps): ReactNode {
  const { currentUser, url, tokenPlacement } = props
  // A client belongs to one user at one server: React makes a new one when either is another.
  const identity = `${currentUser.id} ${url ?? ''} ${tokenPlacement ?? ''}`
  return <ClientProvider key={identity} {...props} />
}

function ClientProvider(props: RealtimeProviderProps): ReactNode {
  const { currentUser, url, tokenPlacement, WebSocket, fetch, storage, children } = props
  // The newest getToken is asked, without a new client for each render's arrow function.
  const [tokenGetter] = useState(() => createReplaceable(props.getToken))
  const [value] = useState<RealtimeContextValue>(() => ({
    client: createRealtimeClient({
      user: currentUser,
      url,
      tokenPlacement,
      WebSocket,
      fetch,
      storage,
      getToken: tokenGetter.call,
    }),
    queryClient: props.queryClient ?? new QueryClient(),
  }))
  const [keeper] = useState(() => createKeeper(value))

  useEffect(() => {
    tokenGetter.replace(props.getToken)
  }, [tokenGetter, props.getToken])
  useEffect(() => keeper.keep(), [keeper])

  return <RealtimeContext.Provider value={value}>{children}</RealtimeContext.Provider>
}

/** A getter that stays the same while what it asks changes. */
function createReplaceable(initial: GetToken): { call: GetToken; replace(next: GetToken): void } {
  let current = initial
  return {
    call: () => current(),
    replace: (next) => {
      current = next
    },
  }
}

/** Disposes of the client after the provider is gone, but not when StrictMode only plays at it. */
function createKeeper({ client, queryClient }: RealtimeContextValue): { keep(): () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    keep: () => {
      clearTimeout(timer)
      // A mounted cache goes on with what paused in a hidden tab.
      queryClient.mount()
      void client.resumeAbandoned()
      return () => {
        queryClient.unmount()
        timer = setTimeout(() => dispose(client, queryClient), 0)
      }
    },
  }
}

function dispose(client: RealtimeClient, queryClient: QueryClient): void {
  client.dispose()
  queryClient.removeQueries({ queryKey: ['mediconnect', client.id] })
}
