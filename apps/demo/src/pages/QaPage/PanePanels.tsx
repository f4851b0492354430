import type { PanelName } from '../../qa/model/controls.ts'
import type { FaultSettings } from '../../qa/model/faultSettings.ts'
import type { PaneSetup } from '../../qa/model/setup.ts'
import type { PaneNetwork } from '../../qa/network/paneNetwork.ts'
import { ControlButton } from './ControlButton.tsx'
import { FaultPanel, type OwnPresence } from './FaultPanel.tsx'
import { FramesPanel } from './FramesPanel.tsx'

export interface PanePanelsProps {
  readonly pane: PaneSetup
  readonly network: PaneNetwork
  /** The one that is open. */
  readonly panel: PanelName | undefined
  readonly onPanel: (panel: PanelName | undefined) => void
  readonly onFaults: (faults: FaultSettings) => void
  /** While somebody is signed in. */
  readonly presence: OwnPresence | undefined
  /** Where the client puts what it knows. */
  readonly stateRef: (place: HTMLElement | null) => void
}

const NAMES: readonly PanelName[] = ['faults', 'frames', 'state']

/** Below a conversation: what can be broken, what passes, and what the client knows. One at a time. */
export function PanePanels({ pane, network, panel, presence, stateRef, onPanel, onFaults }: PanePanelsProps) {
  const { slot, faults } = pane
  return (
    <div className="qa-panels">
      <div className="qa-panels__names" role="group" aria-label="Panels">
        {NAMES.map((name) => (
          <ControlButton
            key={name}
            control={name}
            slot={slot}
            expanded={panel === name}
            onPress={() => onPanel(panel === name ? undefined : name)}
          />
        ))}
      </div>
      {panel === 'faults' && (
        <FaultPanel slot={slot} faults={faults} network={network} presence={presence} onFaults={onFaults} />
      )}
      {panel === 'frames' && <FramesPanel key={pane.username} slot={slot} log={network.log} />}
      {panel === 'state' && (
        <div ref={stateRef}>{!presence && <p className="qa-panels__none">Nobody is signed in yet.</p>}</div>
      )}
    </div>
  )
}
