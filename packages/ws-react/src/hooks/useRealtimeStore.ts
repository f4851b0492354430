import { useStore } from 'zustand'
import type { CoreClient } from '../store/coreClient.ts'
import type { RealtimeState } from '../store/realtimeStore.ts'

/** Reads a part of the client's store; `select` must give a stable value. */
export function useRealtimeStore<Selected>(client: CoreClient, select: (state: RealtimeState) => Selected): Selected {
  return useStore(client.store, select)
}
