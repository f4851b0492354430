import { displayName } from '@mediconnect/chat-ui'
import { useRef, useState } from 'react'
import type { PanelName } from '../../qa/model/controls.ts'
import type { PaneSetup } from '../../qa/model/setup.ts'
import type { Bench } from '../../qa/useBench.ts'
import { DEMO_USERS } from '../../session/demoUsers.ts'
import { PaneHead } from './PaneHead.tsx'
import { PaneSession } from './PaneSession.tsx'

export interface BenchPaneProps {
  readonly pane: PaneSetup
  readonly bench: Bench
  readonly isSecondDevice: boolean
  readonly canAdd: boolean
  /** The keys that act on one pane act on this one. */
  readonly isActive: boolean
  readonly onActivate: () => void
}

/** One device of one user, with all that can go wrong with it. */
export function BenchPane({ pane, bench, isSecondDevice, canAdd, isActive, onActivate }: BenchPaneProps) {
  const { slot, username, roomName, faults } = pane
  const [panel, setPanel] = useState<PanelName>()
  const [reloads, setReloads] = useState(0)
  const section = useRef<HTMLElement>(null)
  const user = DEMO_USERS.find((one) => one.username === username)
  if (!user) return null

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
      <PaneSession
        // Another idle time is another client, as a reload is.
        key={`${reloads} ${faults.idle}`}
        pane={pane}
        user={user}
        device={bench.devices.of(pane)}
        isSecondDevice={isSecondDevice}
        panel={panel}
        onPanel={setPanel}
        onFaults={(next) => bench.setFaults(slot, next)}
        renderHead={(bell) => (
          <PaneHead
            pane={pane}
            user={user}
            isSecondDevice={isSecondDevice}
            canAdd={canAdd}
            onUser={(next, room) => bench.setUser(slot, next, room)}
            onRoom={(next) => bench.setRoom(slot, next)}
            onReload={() => {
              setReloads((count) => count + 1)
              section.current?.focus()
            }}
            onSecondDevice={() => bench.add(username, roomName)}
            onClose={() => bench.close(slot)}
          >
            {bell}
          </PaneHead>
        )}
      />
    </section>
  )
}
