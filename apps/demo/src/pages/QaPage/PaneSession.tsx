import { RealtimeProvider } from '@mediconnect/ws-react'
import { useEffect, type ReactNode } from 'react'
import { Alert } from '../../controls/Alert.tsx'
import type { PanelName } from '../../qa/model/controls.ts'
import type { FaultSettings } from '../../qa/model/faultSettings.ts'
import type { PaneSetup } from '../../qa/model/setup.ts'
import type { Device } from '../../qa/network/devices.ts'
import type { DemoUser } from '../../session/demoUsers.ts'
import type { SessionState } from '../../session/session.ts'
import { useDemoSession } from '../../session/useDemoSession.ts'
import { LivePane } from './LivePane.tsx'
import { PanePanels } from './PanePanels.tsx'

export interface PaneSessionProps {
  readonly pane: PaneSetup
  readonly user: DemoUser
  readonly device: Device
  readonly isSecondDevice: boolean
  readonly panel: PanelName | undefined
  readonly onPanel: (panel: PanelName | undefined) => void
  readonly onFaults: (faults: FaultSettings) => void
  readonly renderHead: (bell?: ReactNode) => ReactNode
}

const IDLE_AFTER_MS = 3_000

/** Signs a pane's user in through the pane's own network; then there is a client of its own. */
export function PaneSession(props: PaneSessionProps) {
  const { pane, user, device, isSecondDevice, panel, onPanel, onFaults, renderHead } = props
  const { network, tokens } = device
  const { state, problem } = useDemoSession(user.username, tokens, network.fetch)
  const panels = { pane, network, panel, onPanel, onFaults }

  useEffect(() => network.apply(pane.faults), [network, pane.faults])

  if (state.status !== 'signed_in') {
    return (
      <>
        {renderHead()}
        <div className="qa-pane__wait">
          <Waiting state={state} problem={problem} />
        </div>
        <PanePanels {...panels} />
      </>
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
      <LivePane {...panels} user={user} renderHead={renderHead} />
    </RealtimeProvider>
  )
}

function Waiting({ state, problem }: { readonly state: SessionState; readonly problem: string | undefined }) {
  if (problem !== undefined) return <Alert>{problem}</Alert>
  const isAway = state.status === 'restoring' && state.unreachable
  return <p role="status">{isAway ? 'The server cannot be reached. Trying again …' : 'Signing in …'}</p>
}
