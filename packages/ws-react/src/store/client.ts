import { createCoreClient, type CoreClient, type RealtimeClientOptions } from './coreClient.ts'
import { roomsPart, type Rooms } from './roomsPart.ts'

/** One signed-in user's realtime data and connections: one store, one socket a room, one for notifications. */
export interface RealtimeClient extends CoreClient, Omit<Rooms, 'dispose'> {}

/** Makes a client, for use without React; `<RealtimeProvider>` makes its own. */
export function createRealtimeClient(options: RealtimeClientOptions): RealtimeClient {
  return withRooms(createCoreClient(options))
}

export function withRooms(core: CoreClient): RealtimeClient {
  return { ...core.part(roomsPart), ...core }
}
