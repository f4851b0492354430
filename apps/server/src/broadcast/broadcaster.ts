import type { ChannelEvent, ChannelLayer } from './channelLayer.ts'

/** Whoever wants a channel's events: one open socket. */
export interface Subscriber {
  readonly userId: number
  deliver(event: ChannelEvent): void
}

/** Hands a channel's events to this process's subscribers; the channel layer brings them from the others. */
export interface Broadcaster {
  publish(channel: string, event: ChannelEvent): void
  join(channel: string, subscriber: Subscriber): Promise<void>
  leave(channel: string, subscriber: Subscriber): void
  subscribers(channel: string): ReadonlySet<Subscriber>
}

interface Channel {
  readonly subscribers: Set<Subscriber>
  readonly subscription: Promise<() => Promise<void>>
}

const NOBODY: ReadonlySet<Subscriber> = new Set()

export function createBroadcaster(layer: ChannelLayer, onError: (error: unknown) => void): Broadcaster {
  const channels = new Map<string, Channel>()

  /** One subscriber's fault must not keep the event from the others, nor look like the publisher's. */
  function deliver(subscriber: Subscriber, event: ChannelEvent): void {
    try {
      subscriber.deliver(event)
    } catch (error) {
      onError(error)
    }
  }

  return {
    publish(channel, event) {
      layer.publish(channel, event).catch(onError)
    },
    async join(name, subscriber) {
      let channel = channels.get(name)
      if (!channel) {
        const subscribers = new Set<Subscriber>()
        const subscription = layer.subscribe(name, (event) => {
          for (const each of subscribers) deliver(each, event)
        })
        channel = { subscribers, subscription }
        channels.set(name, channel)
      }
      channel.subscribers.add(subscriber)
      await channel.subscription
    },
    leave(name, subscriber) {
      const channel = channels.get(name)
      if (!channel?.subscribers.delete(subscriber) || channel.subscribers.size > 0) return
      channels.delete(name)
      channel.subscription.then((unsubscribe) => unsubscribe()).catch(onError)
    },
    subscribers: (name) => channels.get(name)?.subscribers ?? NOBODY,
  }
}
