import { useStore } from 'zustand'
import type { RealtimeClient } from '../store/client.ts'
import type { RealtimeState } from '../store/realtimeStore.ts'

/** Reads a part of the client's store; `select` must give a stable value. */
export function useRealtimeStore<Selected>(
  client: RealtimeClient,
  select: (state: RealtimeState) => Selected,
): Selected {
  return useStore(client.store, select)
}
