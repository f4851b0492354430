import { ChatWindow, displayName, english, LocaleProvider, NotificationManager } from '@mediconnect/chat-ui'
import { useConnectionStatus, useNotifications, usePresence, useRealtimeClient } from '@mediconnect/ws-react'
import { useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { PaneSetup } from '../../qa/model/setup.ts'
import type { PaneNetwork } from '../../qa/network/paneNetwork.ts'
import { describeRoom } from '../../rooms/describeRoom.ts'
import type { DemoUser } from '../../session/demoUsers.ts'
import type { OwnPresence } from './FaultPanel.tsx'
import { StatePanel } from './StatePanel.tsx'

export interface LivePaneProps {
  readonly pane: PaneSetup
  readonly user: DemoUser
  readonly network: PaneNetwork
  /** Where the bell goes. */
  readonly bellPlace: HTMLElement | null
  /** Where what the client knows goes, while it is asked for. */
  readonly statePlace: HTMLElement | null
  /** Tells one's own presence, and when there is none any more. */
  readonly onPresence: (presence: OwnPresence | undefined) => void
}

/** Only one's own status is shown here. */
const NOBODY: readonly number[] = []

/** A pane whose user is signed in: a conversation and a bell. */
export function LivePane({ pane, user, network, bellPlace, statePlace, onPresence }: LivePaneProps) {
  const { slot, roomName, faults } = pane
  const { status, setStatus } = usePresence(NOBODY)
  const connection = useConnectionStatus(roomName)
  const hasArrived = connection.status === 'connected' || connection.status === 'stopped'
  useDialWhenOnline(roomName, faults.offline)

  useEffect(() => {
    if (hasArrived) network.begin()
  }, [network, hasArrived])

  useEffect(() => {
    onPresence({ status, setStatus })
    return () => onPresence(undefined)
  }, [onPresence, status, setStatus])

  // Several of each part on one page: to someone who does not see it, their names tell them apart.
  const strings = useMemo(
    () => ({ ...english, toastRegion: `${english.toastRegion}: pane ${slot}, ${displayName(user)}` }),
    [slot, user],
  )
  return (
    <LocaleProvider strings={strings}>
      {bellPlace && createPortal(<NotificationManager />, bellPlace)}
      <ChatWindow
        className="qa-pane__chat"
        aria-label={`Conversation in pane ${slot}`}
        roomName={roomName}
        currentUser={user}
        {...(describeRoom(roomName, undefined, user.id) ?? { title: roomName })}
      />
      {statePlace && createPortal(<StatePanel slot={slot} roomName={roomName} />, statePlace)}
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
