import type { Devtools } from '../store/realtimeStore.ts'

/** What {@link devtools} takes. */
export interface DevtoolsOptions {
  /** What the client is called in the extension. @default '@mediconnect/ws-react' */
  readonly name?: string
}

/** What is used of the Redux DevTools extension. */
interface Connection {
  init(state: unknown): void
  send(action: { readonly type: string }, state: unknown): void
}
interface Extension {
  connect(options: { readonly name: string }): Connection
}

/**
 * Shows every action by name, and the state after it, in the Redux DevTools extension, where there is one.
 * It shows what patients wrote: for development only.
 */
export function devtools({ name = '@mediconnect/ws-react' }: DevtoolsOptions = {}): Devtools {
  return (store) => {
    const extension: unknown = Reflect.get(globalThis, '__REDUX_DEVTOOLS_EXTENSION__')
    if (!isExtension(extension)) return () => undefined
    const connection = extension.connect({ name })
    connection.init(store.getState())
    return store.onAction((action, state) => connection.send(action, state))
  }
}

function isExtension(value: unknown): value is Extension {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return isObject && 'connect' in value && typeof value.connect === 'function'
}
