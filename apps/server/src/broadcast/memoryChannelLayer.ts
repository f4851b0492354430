import type { ChannelEvent, ChannelLayer } from './channelLayer.ts'

type Listener = (event: ChannelEvent) => void

/** The channel layer of a system that is one process. */
export function createMemoryChannelLayer(): ChannelLayer {
  const channels = new Map<string, Set<Listener>>()
  return {
    publish(channel, event) {
      for (const listener of channels.get(channel) ?? []) listener(event)
    },
    subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set()
      channels.set(channel, listeners)
      // A wrapper of its own for each call, so that the same function may be subscribed twice.
      const entry: Listener = (event) => listener(event)
      listeners.add(entry)
      return Promise.resolve(() => {
        listeners.delete(entry)
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel)
      })
    },
    isConnected: () => true,
    onConnection: () => () => undefined,
    close() {
      channels.clear()
      return Promise.resolve()
    },
  }
}
