import { useRef, useState } from 'react'
import { controlProps, CONTROLS } from '../../qa/model/controls.ts'
import { firstRoom } from '../../qa/model/demoRooms.ts'
import { SLOTS, type BenchSetup, type PaneSetup } from '../../qa/model/setup.ts'
import { useBench } from '../../qa/useBench.ts'
import { useShortcuts } from '../../qa/useShortcuts.ts'
import { useClipboard } from '../../controls/useClipboard.ts'
import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { hashOf } from '../../routing/route.ts'
import { DEMO_USERS } from '../../session/demoUsers.ts'
import { TopBar } from '../../shell/TopBar.tsx'
import { ThemeToggle } from '../../theme/ThemeToggle.tsx'
import { BenchPane } from './BenchPane.tsx'
import { ControlButton } from './ControlButton.tsx'
import { ServerPanel } from './ServerPanel.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import './QaPage.css'
import './QaPane.css'

/** Whoever needs single keys for something else switches them off for the session. */
const SHORTCUTS_KEY = 'mediconnect-qa-shortcuts'
const OFF = 'off'

/** Up to four devices of any users side by side, each a client of its own, and everything that can go wrong with them. */
export function QaPage({ query }: { readonly query: string }) {
  const bench = useBench(query)
  const { setup } = bench
  const [chosen, setActive] = useState<PaneSetup['slot']>(1)
  const [showsServer, setShowsServer] = useState(false)
  const [showsShortcuts, setShowsShortcuts] = useState(false)
  const [enabled, setEnabled] = useState(() => window.sessionStorage.getItem(SHORTCUTS_KEY) !== OFF)
  const { outcome, copy } = useClipboard()
  const panes = useRef<HTMLElement>(null)
  const canAdd = setup.length < SLOTS.length
  const active = setup.find(({ slot }) => slot === chosen)?.slot ?? setup[0]?.slot ?? 1
  useShortcuts({ enabled, active, onActivate: setActive })

  function enableShortcuts(next: boolean): void {
    setEnabled(next)
    if (next) window.sessionStorage.removeItem(SHORTCUTS_KEY)
    else window.sessionStorage.setItem(SHORTCUTS_KEY, OFF)
  }

  function addPane(): void {
    const user = DEMO_USERS.find(({ username }) => !setup.some((pane) => pane.username === username)) ?? DEMO_USERS[0]
    if (user) bench.add(user.username, firstRoom(user))
  }

  return (
    <div className="qa">
      <TopBar back={hashOf({ page: 'rooms' })} backLabel="Leave the QA bench">
        <h1 className="qa__title">QA bench</h1>
        <div className="qa__tools" role="group" aria-label="Bench">
          <ControlButton control="add-pane" disabled={!canAdd} onPress={addPane} />
          <ControlButton
            control="copy-link"
            text={outcome === 'copied' ? 'Copied' : 'Copy link'}
            onPress={() => copy(window.location.href)}
          />
          <ControlButton control="server-panel" expanded={showsServer} onPress={() => setShowsServer(!showsServer)} />
          <a {...controlProps('scripts')} className="qa-button" href={hashOf({ page: 'qa-scripts' })}>
            {CONTROLS.scripts.label}
          </a>
          <ControlButton control="shortcuts" onPress={() => setShowsShortcuts(true)}>
            <DemoIcon name="keyboard" />
          </ControlButton>
          <ThemeToggle />
        </div>
      </TopBar>
      {showsServer && <ServerPanel />}
      <main ref={panes} className="qa__panes" tabIndex={-1}>
        {setup.map((pane) => (
          <BenchPane
            key={`${bench.generation} ${pane.slot}`}
            pane={pane}
            bench={bench}
            isSecondDevice={isSecondDevice(pane, setup)}
            canAdd={canAdd}
            isActive={pane.slot === active}
            onActivate={() => setActive(pane.slot)}
            onClose={() => {
              bench.close(pane.slot)
              // The button that had the keyboard goes with its pane.
              panes.current?.focus()
            }}
          />
        ))}
        {setup.length === 0 && <p className="qa__none">No pane. Add one to begin.</p>}
      </main>
      <p className="sr-only" role="status">
        {outcome === 'copied' ? 'The link is copied.' : outcome === 'failed' ? 'The link could not be copied.' : ''}
      </p>
      {showsShortcuts && (
        <ShortcutsDialog enabled={enabled} onEnabled={enableShortcuts} onClose={() => setShowsShortcuts(false)} />
      )}
    </div>
  )
}

function isSecondDevice({ slot, username }: PaneSetup, setup: BenchSetup): boolean {
  return setup.some((other) => other.slot < slot && other.username === username)
}
