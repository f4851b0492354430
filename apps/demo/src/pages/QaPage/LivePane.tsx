import { ChatWindow, displayName, english, LocaleProvider, NotificationManager } from '@mediconnect/chat-ui'
import { useConnectionStatus, useNotifications, usePresence, useRealtimeClient } from '@mediconnect/ws-react'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { describeRoom } from '../../rooms/describeRoom.ts'
import type { DemoUser } from '../../session/demoUsers.ts'
import { PanePanels, type PanePanelsProps } from './PanePanels.tsx'
import { StatePanel } from './StatePanel.tsx'

export interface LivePaneProps extends Omit<PanePanelsProps, 'presence' | 'statePanel'> {
  readonly user: DemoUser
  readonly renderHead: (bell?: ReactNode) => ReactNode
}

/** Only one's own status is shown here. */
const NOBODY: readonly number[] = []

/** A pane whose user is signed in: a conversation and a bell. */
export function LivePane({ user, renderHead, ...panels }: LivePaneProps) {
  const { pane, network } = panels
  const { slot, roomName, faults } = pane
  const { status, setStatus } = usePresence(NOBODY)
  const connection = useConnectionStatus(roomName)
  const hasArrived = connection.status === 'connected' || connection.status === 'stopped'
  useDialWhenOnline(roomName, faults.offline)

  useEffect(() => {
    if (hasArrived) network.begin()
  }, [network, hasArrived])

  // Several of each part on one page: to someone who does not see it, their names tell them apart.
  const strings = useMemo(
    () => ({ ...english, toastRegion: `${english.toastRegion}: pane ${slot}, ${displayName(user)}` }),
    [slot, user],
  )
  return (
    <LocaleProvider strings={strings}>
      {renderHead(<NotificationManager />)}
      <ChatWindow
        className="qa-pane__chat"
        aria-label={`Conversation in pane ${slot}`}
        roomName={roomName}
        currentUser={user}
        {...(describeRoom(roomName, undefined, user.id) ?? { title: roomName })}
      />
      <PanePanels
        {...panels}
        presence={{ status, setStatus }}
        statePanel={<StatePanel slot={slot} roomName={roomName} />}
      />
    </LocaleProvider>
  )
}

/** A browser says when the network is back, and its pages dial at once: so does a pane. */
function useDialWhenOnline(roomName: string, offline: boolean): void {
  const client = useRealtimeClient()
  const { reconnect } = useNotifications()
  const wasOffline = useRef(offline)
  useEffect(() => {
    if (wasOffline.current && !offline) {
      client.room(roomName).reconnect()
      reconnect()
    }
    wasOffline.current = offline
  }, [client, reconnect, roomName, offline])
}
