import { displayName } from '@mediconnect/chat-ui'
import { useRef, useState } from 'react'
import type { PanelName } from '../../qa/model/controls.ts'
import type { PaneSetup } from '../../qa/model/setup.ts'
import type { Bench } from '../../qa/useBench.ts'
import { DEMO_USERS } from '../../session/demoUsers.ts'
import type { OwnPresence } from './FaultPanel.tsx'
import { PaneHead } from './PaneHead.tsx'
import { PanePanels } from './PanePanels.tsx'
import { PaneSession } from './PaneSession.tsx'

export interface BenchPaneProps {
  readonly pane: PaneSetup
  readonly bench: Bench
  readonly isSecondDevice: boolean
  readonly canAdd: boolean
  /** The keys that act on one pane act on this one. */
  readonly isActive: boolean
  readonly onActivate: () => void
  readonly onClose: () => void
}

/**
 * One device of one user, with all that can go wrong with it. Its controls stay where they are, and keep the keyboard, while
 * clients come and go: what a client shows in them it puts there.
 */
export function BenchPane(props: BenchPaneProps) {
  const { pane, bench, isSecondDevice, canAdd, isActive, onActivate, onClose } = props
  const { slot, username, roomName, faults } = pane
  const [panel, setPanel] = useState<PanelName>()
  const [reloads, setReloads] = useState(0)
  const [presence, setPresence] = useState<OwnPresence>()
  const [bellPlace, setBellPlace] = useState<HTMLElement | null>(null)
  const [statePlace, setStatePlace] = useState<HTMLElement | null>(null)
  const section = useRef<HTMLElement>(null)
  const user = DEMO_USERS.find((one) => one.username === username)
  if (!user) return null
  const device = bench.devices.of(pane)

  return (
    <section
      ref={section}
      className="qa-pane"
      data-testid={`pane-${slot}`}
      data-active={isActive || undefined}
      aria-label={`Pane ${slot}: ${displayName(user)}`}
      tabIndex={-1}
      onFocus={onActivate}
      onPointerDown={onActivate}
    >
      <PaneHead
        pane={pane}
        user={user}
        isSecondDevice={isSecondDevice}
        canAdd={canAdd}
        bellRef={setBellPlace}
        onUser={(next, room) => bench.setUser(slot, next, room)}
        onRoom={(next) => bench.setRoom(slot, next)}
        onReload={() => setReloads((count) => count + 1)}
        onSecondDevice={() => bench.add(username, roomName)}
        onClose={onClose}
      />
      <PaneSession
        // Another user or idle time is another client, as a reload is.
        key={`${username} ${reloads} ${faults.idle}`}
        pane={pane}
        user={user}
        device={device}
        isSecondDevice={isSecondDevice}
        bellPlace={bellPlace}
        statePlace={statePlace}
        onPresence={setPresence}
      />
      <PanePanels
        pane={pane}
        network={device.network}
        panel={panel}
        presence={presence}
        stateRef={setStatePlace}
        onPanel={setPanel}
        onFaults={(next) => bench.setFaults(slot, next)}
      />
    </section>
  )
}
