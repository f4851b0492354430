import type { ChatEntry } from '@mediconnect/protocol'
import { useEffect, useState } from 'react'

/** Messages as a store holds them: one copy a render, however many arrived since the last. */
export interface Feed {
  append(message: ChatEntry): void
  prepend(messages: readonly ChatEntry[]): void
  snapshot(): readonly ChatEntry[]
  subscribe(listener: () => void): () => void
}

export function createFeed(initial: readonly ChatEntry[]): Feed {
  let all = [...initial]
  let copy: readonly ChatEntry[] | undefined
  const listeners = new Set<() => void>()
  const changed = () => {
    copy = undefined
    for (const listener of listeners) listener()
  }
  return {
    append: (message) => {
      all.push(message)
      changed()
    },
    prepend: (messages) => {
      all = [...messages, ...all]
      changed()
    },
    snapshot: () => (copy ??= all.slice()),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useFeed(feed: Feed): readonly ChatEntry[] {
  const [messages, setMessages] = useState(() => feed.snapshot())
  // Asked at the render, not at each arrival.
  useEffect(() => feed.subscribe(() => setMessages(() => feed.snapshot())), [feed])
  return messages
}
