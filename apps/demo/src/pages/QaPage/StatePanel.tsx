import {
  selectConnection,
  selectGaps,
  selectLastError,
  selectPendingCount,
  selectUnread,
  useRealtimeState,
  type ConnectionState,
  type RealtimeState,
} from '@mediconnect/ws-react'
import type { Slot } from '../../qa/model/setup.ts'

export interface StatePanelProps {
  readonly slot: Slot
  readonly roomName: string
}

/** What a pane's client knows of its room and its connections, live. */
export function StatePanel({ slot, roomName }: StatePanelProps) {
  const connection = useRealtimeState(selectConnection(roomName))
  const notifications = useRealtimeState(selectConnection())
  const lastSeq = useRealtimeState((state) => lastSeqOf(state, roomName))
  const serverSeq = useRealtimeState((state) => state.chats[roomName]?.serverLastSeq ?? 0)
  const pending = useRealtimeState(selectPendingCount(roomName))
  const gaps = useRealtimeState(selectGaps(roomName))
  const unread = useRealtimeState(selectUnread(roomName))
  const error = useRealtimeState(selectLastError(roomName))
  const notificationError = useRealtimeState(selectLastError())
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0)

  return (
    <dl className="qa-state" data-testid={`pane-${slot}-client-state`}>
      <Fact name="connection" label="Room" value={describe(connection)} />
      <Fact name="notifications" label="Notifications" value={describe(notifications)} />
      <Fact name="last-seq" label="Last seq" value={`${lastSeq} of ${serverSeq}`} />
      <Fact name="outbox" label="Outbox" value={String(pending)} />
      <Fact name="gaps" label="Gaps" value={gaps.length === 0 ? '0' : `${gaps.length} (${missing} missing)`} />
      <Fact name="unread" label="Unread" value={String(unread)} />
      <Fact name="error" label="Last error" value={error?.code ?? notificationError?.code ?? 'none'} />
    </dl>
  )
}

function Fact({ name, label, value }: { readonly name: string; readonly label: string; readonly value: string }) {
  return (
    <div className="qa-state__fact">
      <dt>{label}</dt>
      <dd data-fact={name}>{value}</dd>
    </div>
  )
}

function describe(connection: ConnectionState): string {
  switch (connection.status) {
    case 'stopped':
      return `stopped ${connection.code ?? ''}`.trim()
    case 'connecting':
    case 'waiting':
      return `${connection.status}, attempt ${connection.attempt}`
    case 'idle':
    case 'catching_up':
    case 'connected':
      return connection.status.replace('_', ' ')
  }
}

/** The place of the newest message this client has. */
function lastSeqOf({ chats }: RealtimeState, roomName: string): number {
  const chat = chats[roomName]
  return chat?.messages[chat.storedCount - 1]?.seq ?? 0
}
