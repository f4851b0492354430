import { hashOf } from '../../routing/route.ts'
import { DR_SMITH, PATIENT_DOE } from '../../session/demoUsers.ts'
import { TopBar } from '../../shell/TopBar.tsx'
import { ThemeToggle } from '../../theme/ThemeToggle.tsx'
import { Pane } from './Pane.tsx'
import './SideBySidePage.css'

/** Both ends of one conversation, each signed in and connected by itself. */
export function SideBySidePage() {
  return (
    <div className="both">
      <TopBar back={hashOf({ page: 'rooms' })} backLabel="Leave the side-by-side page">
        <p className="both__note">Doctor and patient, each with its own connection</p>
        <ThemeToggle />
      </TopBar>
      <main className="both__panes">
        <h1 className="sr-only">Doctor and patient side by side</h1>
        <Pane user={DR_SMITH} other={PATIENT_DOE} />
        <Pane user={PATIENT_DOE} other={DR_SMITH} />
      </main>
    </div>
  )
}
