import type { RoomSummary } from '@mediconnect/protocol'
import { roomList } from '@mediconnect/protocol/client/bodies'
import type { SessionContext } from './sessionContext.ts'

/** The call for the user's rooms (`GET /api/rooms/`). */
export interface RoomsCall {
  fetch(signal?: AbortSignal): Promise<readonly RoomSummary[]>
  dispose(): void
}

export function createRoomsCall({ http }: SessionContext): RoomsCall {
  return {
    fetch: async (signal) => (await http.json(roomList, '/api/rooms/', { signal })).results,
    dispose: () => undefined,
  }
}
