import type { ChatEntry, RoomSummary } from '@mediconnect/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { PresenceState } from '../store/presence.ts'
import type { RealtimeState } from '../store/realtimeStore.ts'
import { roomsPart } from '../store/roomsPart.ts'
import { createRoomsCall } from '../store/roomsCall.ts'
import { retryUnlessRefused } from './queryRetry.ts'
import { useRealtime } from './realtimeContext.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'
import { useShallow } from './useShallow.ts'

/** The list is fetched again this often: the contract has no live feed of rooms that are not open. */
const REFRESH_MS = 10_000

/** What {@link useRooms} gives. */
export interface Rooms {
  readonly rooms: readonly RoomSummary[]
  readonly status: 'loading' | 'ready' | 'error'
  readonly error?: Error
  reload(): void
}

/** The user's rooms with members, last message and unread count (`GET /api/rooms/`); open rooms are live. */
export function useRooms(): Rooms {
  const { client, queryClient } = useRealtime('useRooms')
  // What tabs that are gone have left in any of them is sent.
  client.part(roomsPart)
  const { data, dataUpdatedAt, isError, error, refetch } = useQuery(
    {
      queryKey: ['mediconnect', client.id, 'rooms'],
      queryFn: ({ signal }) => client.part(createRoomsCall).fetch(signal),
      refetchInterval: REFRESH_MS,
      networkMode: 'always',
      retry: retryUnlessRefused,
    },
    queryClient,
  )
  // Only what a row shows: a typing frame must not make a new list.
  const newest = useRealtimeStore(
    client,
    useShallow((state) => newestByRoom(state, dataUpdatedAt)),
  )
  const unread = useRealtimeStore(
    client,
    useShallow((state) => unreadByRoom(state, dataUpdatedAt)),
  )
  const closedAt = useRealtimeStore(client, lastClosedAt)
  const presence = useRealtimeStore(client, (state) => state.presence)

  // What was live until now is fetched, before it is as old as the last fetch.
  useEffect(() => {
    if (closedAt > 0) void refetch()
  }, [closedAt, refetch])

  return useMemo(() => {
    const rooms = (data ?? []).map((room) => withLive(room, newest[room.room_name], unread[room.room_name], presence))
    return {
      rooms: rooms.sort((a, b) => activityOf(b).localeCompare(activityOf(a))),
      status: data ? 'ready' : isError ? 'error' : 'loading',
      error: error ?? undefined,
      reload: () => void refetch(),
    }
  }, [data, isError, error, refetch, newest, unread, presence])
}

/** Rooms of which more is known than the list fetched at `fetchedAt` says. */
function liveRooms(state: RealtimeState, fetchedAt: number) {
  return Object.values(state.chats).filter((chat) => chat.liveUntil > fetchedAt)
}

function newestByRoom(state: RealtimeState, fetchedAt: number): Record<string, ChatEntry | undefined> {
  const rooms = liveRooms(state, fetchedAt)
  return Object.fromEntries(rooms.map((chat) => [chat.roomName, chat.messages[chat.storedCount - 1]]))
}

function unreadByRoom(state: RealtimeState, fetchedAt: number): Record<string, number> {
  return Object.fromEntries(liveRooms(state, fetchedAt).map((chat) => [chat.roomName, chat.unreadCount]))
}

function lastClosedAt(state: RealtimeState): number {
  return Math.max(0, ...Object.values(state.chats).map(({ liveUntil }) => (liveUntil === Infinity ? 0 : liveUntil)))
}

function withLive(
  room: RoomSummary,
  newest: ChatEntry | undefined,
  unread: number | undefined,
  presence: PresenceState,
): RoomSummary {
  const members = room.members.map((member) => ({ ...member, ...presence[member.id] }))
  if (unread === undefined || newest?.id === undefined || (newest.seq ?? 0) < room.last_seq) return { ...room, members }
  const { id, sender, message, message_type, metadata, timestamp, seq, state } = newest
  const last_message = { id, sender, message, message_type, metadata, timestamp, seq, is_read: state === 'read' }
  return { ...room, members, last_message, unread_count: unread, last_seq: seq ?? room.last_seq }
}

function activityOf(room: RoomSummary): string {
  return room.last_message?.timestamp ?? ''
}
