import type { QueryClient } from '@tanstack/react-query'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CoreClient } from '../store/coreClient.ts'

/** Whether the provider's client may be used; `logoffAt` is epoch milliseconds. */
export type ClientStatus =
  | { readonly status: 'open' }
  /** Nobody has done anything for a while. */
  | { readonly status: 'warned'; readonly logoffAt: number }
  | { readonly status: 'locked' }
  | { readonly status: 'signed_out' }

/** The life of a provider's client, from its first render until nobody may use it any more. */
export interface ClientLife {
  /** Read like the client's store, so that a screen never shows the one without the other. */
  readonly store: StoreApi<ClientStatus>
  /** Called while mounted. Returns how to let go: it ends soon after, but not when StrictMode only plays at it. */
  keep(): () => void
  warn(logoffAt: number): void
  unwarn(): void
  /** Automatic logoff: nothing is left but what is unsent, which the same user finds again. */
  lock(): void
  /** Nothing is left, in this tab and the others. */
  signOut(): Promise<void>
}

interface ClientLifeOptions {
  readonly client: CoreClient
  readonly queryClient: QueryClient
  /** Whether the provider has become another user's. */
  isReplaced(): boolean
  /** Called before anything is forgotten, in the tab where it happens. */
  onEnd(status: 'locked' | 'signed_out'): void
  /** Called once after signing out, also by another tab. */
  onSignedOut(): void
}

const OPEN: ClientStatus = { status: 'open' }

export function createClientLife(options: ClientLifeOptions): ClientLife {
  const { client, queryClient } = options
  const store = createStore<ClientStatus>(() => OPEN)
  let timer: ReturnType<typeof setTimeout> | undefined
  const hasEnded = (): boolean => ['locked', 'signed_out'].includes(store.getState().status)

  function forgetPages(): void {
    const ours = { queryKey: ['mediconnect', client.id] }
    void queryClient.cancelQueries(ours)
    queryClient.removeQueries(ours)
  }

  /** The screens go first, so that none is drawn with a client that has ended. */
  function leave(status: 'locked' | 'signed_out'): boolean {
    const before = store.getState().status
    // Whoever was logged off may still be signed out: what is unsent goes then too.
    if (before === 'signed_out' || before === status) return false
    store.setState({ status }, true)
    return true
  }

  async function signOut(): Promise<void> {
    if (!leave('signed_out')) return
    options.onEnd('signed_out')
    const purged = client.signOut()
    // Not later: the browser may take its time.
    forgetPages()
    await purged
    options.onSignedOut()
  }

  function followOtherTabs(): void {
    if (client.ended.reason === SIGNED_OUT && leave('signed_out')) {
      forgetPages()
      options.onSignedOut()
    }
  }

  function end(): void {
    client.ended.removeEventListener('abort', followOtherTabs)
    // What the one user has not sent is nothing for the next one's browser to keep.
    if (options.isReplaced() && leave('signed_out')) {
      options.onEnd('signed_out')
      void client.signOut()
    }
    client.dispose()
    forgetPages()
  }

  return {
    store,
    keep: () => {
      clearTimeout(timer)
      client.ended.addEventListener('abort', followOtherTabs)
      // A mounted cache goes on with what paused in a hidden tab.
      queryClient.mount()
      void client.resumeAbandoned()
      return () => {
        queryClient.unmount()
        timer = setTimeout(end, 0)
      }
    },
    warn: (logoffAt) => {
      if (!hasEnded()) store.setState({ status: 'warned', logoffAt }, true)
    },
    unwarn: () => {
      if (!hasEnded()) store.setState(OPEN, true)
    },
    lock: () => {
      if (!leave('locked')) return
      options.onEnd('locked')
      client.dispose()
      forgetPages()
    },
    signOut,
  }
}

/** Why a client ended, as its `ended` signal says. */
const SIGNED_OUT = 'signed_out'
