import type { PresenceStatus } from '@mediconnect/protocol'
import { useState } from 'react'
import { CONTROLS, controlProps } from '../../qa/model/controls.ts'
import { NO_FAULTS, type FaultSettings } from '../../qa/model/faultSettings.ts'
import type { Slot } from '../../qa/model/setup.ts'
import type { PaneNetwork } from '../../qa/network/paneNetwork.ts'
import { RAW_FRAMES } from '../../qa/tools/rawFrames.ts'
import { ControlButton } from './ControlButton.tsx'
import { NumberedFaultControl } from './NumberedFaultControl.tsx'

/** One's own presence, while somebody is signed in. */
export interface OwnPresence {
  readonly status: PresenceStatus
  readonly setStatus: (status: PresenceStatus) => void
}

export interface FaultPanelProps {
  readonly slot: Slot
  readonly faults: FaultSettings
  readonly network: PaneNetwork
  readonly presence: OwnPresence | undefined
  readonly onFaults: (faults: FaultSettings) => void
}

/** What can go wrong with one pane. */
export function FaultPanel({ slot, faults, network, presence, onFaults }: FaultPanelProps) {
  const [rawId, setRawId] = useState(RAW_FRAMES[0]?.id)
  const isAway = presence?.status === 'away'
  const change = (part: Partial<FaultSettings>): void => onFaults({ ...faults, ...part })

  return (
    <div className="qa-faults">
      <div className="qa-faults__group" role="group" aria-label="Network">
        {(['cut', 'offline', 'duplicate', 'reorder'] as const).map((name) => (
          <ControlButton
            key={name}
            control={name}
            slot={slot}
            pressed={faults[name]}
            onPress={() => change({ [name]: !faults[name] })}
          />
        ))}
        {(['slowMs', 'dropIn', 'dropOut'] as const).map((name) => (
          <NumberedFaultControl
            key={name}
            name={name}
            slot={slot}
            value={faults[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <div className="qa-faults__group" role="group" aria-label="Now">
        <ControlButton control="kill-socket" slot={slot} onPress={network.killSockets} />
        <ControlButton control="expire-token" slot={slot} onPress={network.expireToken} />
        <ControlButton
          control="away"
          slot={slot}
          pressed={isAway}
          disabled={!presence}
          onPress={() => presence?.setStatus(isAway ? 'online' : 'away')}
        />
        <ControlButton
          control="idle"
          slot={slot}
          pressed={faults.idle}
          onPress={() => change({ idle: !faults.idle })}
        />
        <ControlButton control="clear-faults" slot={slot} onPress={() => onFaults(NO_FAULTS)} />
      </div>
      <div className="qa-faults__group">
        <select
          {...controlProps('raw-frame', slot)}
          className="qa-field"
          aria-label={CONTROLS['raw-frame'].label}
          value={rawId}
          onChange={(event) => setRawId(event.target.value)}
        >
          {RAW_FRAMES.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <ControlButton
          control="send-raw-frame"
          slot={slot}
          disabled={!presence}
          onPress={() => {
            const raw = RAW_FRAMES.find(({ id }) => id === rawId)
            if (raw) network.sendRaw(raw.via, raw.text)
          }}
        />
      </div>
    </div>
  )
}
