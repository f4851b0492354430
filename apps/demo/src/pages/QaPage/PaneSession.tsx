import { RealtimeProvider } from '@mediconnect/ws-react'
import { useEffect } from 'react'
import { Alert } from '../../controls/Alert.tsx'
import type { Device } from '../../qa/network/devices.ts'
import type { SessionState } from '../../session/session.ts'
import { useDemoSession } from '../../session/useDemoSession.ts'
import { LivePane, type LivePaneProps } from './LivePane.tsx'

export interface PaneSessionProps extends Omit<LivePaneProps, 'network'> {
  readonly device: Device
  readonly isSecondDevice: boolean
}

const IDLE_AFTER_MS = 3_000

/** Signs a pane's user in through the pane's own network; then there is a client of its own. */
export function PaneSession({ device, isSecondDevice, ...live }: PaneSessionProps) {
  const { pane, user } = live
  const { network, tokens } = device
  const { state, problem } = useDemoSession(user.username, tokens, network.fetch)

  useEffect(() => network.apply(pane.faults), [network, pane.faults])

  if (state.status !== 'signed_in') {
    return (
      <div className="qa-pane__wait">
        <Waiting state={state} problem={problem} />
      </div>
    )
  }
  return (
    <RealtimeProvider
      currentUser={state.user}
      getToken={state.getToken}
      WebSocket={network.WebSocket}
      fetch={network.fetch}
      awayAfter={pane.faults.idle ? IDLE_AFTER_MS : undefined}
      // Two tabs of one browser share what is unsent; two devices do not.
      storage={isSecondDevice ? 'memory' : 'browser'}
    >
      <LivePane {...live} network={network} />
    </RealtimeProvider>
  )
}

function Waiting({ state, problem }: { readonly state: SessionState; readonly problem: string | undefined }) {
  if (problem !== undefined) return <Alert>{problem}</Alert>
  const isAway = state.status === 'restoring' && state.unreachable
  return <p role="status">{isAway ? 'The server cannot be reached. Trying again …' : 'Signing in …'}</p>
}
