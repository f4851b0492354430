/** Where a connection stands. `retryAt` is epoch milliseconds. */
export type ConnectionState =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting'; readonly attempt: number }
  /** The socket is open; what was missed is still being fetched. */
  | { readonly status: 'catching_up' }
  | { readonly status: 'connected' }
  | { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
  /** It will not try again by itself: `message` says why and what to do. */
  | { readonly status: 'stopped'; readonly code?: string; readonly message: string }
