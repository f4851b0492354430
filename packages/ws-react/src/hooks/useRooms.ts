import type { RoomSummary } from '@mediconnect/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useRealtime } from './realtimeContext.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

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
  const { data, isError, error, refetch } = useQuery(
    {
      queryKey: ['mediconnect', client.user.id, 'rooms'],
      queryFn: ({ signal }) => client.fetchRooms(signal),
      refetchInterval: REFRESH_MS,
    },
    queryClient,
  )
  const chats = useRealtimeStore(client, (state) => state.chats)
  const presence = useRealtimeStore(client, (state) => state.presence)

  return useMemo(() => {
    const rooms = (data ?? []).map((room): RoomSummary => {
      const members = room.members.map((member) => ({ ...member, ...presence[member.id] }))
      const chat = chats[room.room_name]
      const newest = chat?.messages[chat.storedCount - 1]
      if (!chat || newest?.id === undefined || (newest.seq ?? 0) < room.last_seq) return { ...room, members }
      const { id, sender, message, message_type, metadata, timestamp, seq } = newest
      const last_message = {
        id,
        sender,
        message,
        message_type,
        metadata,
        timestamp,
        seq,
        is_read: newest.state === 'read',
      }
      return { ...room, members, last_message, unread_count: chat.unreadCount, last_seq: seq ?? room.last_seq }
    })
    return {
      rooms: rooms.sort((a, b) => (b.last_message?.timestamp ?? '').localeCompare(a.last_message?.timestamp ?? '')),
      status: data ? 'ready' : isError ? 'error' : 'loading',
      error: error ?? undefined,
      reload: () => void refetch(),
    }
  }, [data, isError, error, refetch, chats, presence])
}
