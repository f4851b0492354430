import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { hashOf } from '../../routing/route.ts'
import { DR_SMITH, PATIENT_DOE } from '../../session/demoUsers.ts'
import { Brand } from '../../shell/Brand.tsx'
import { ThemeToggle } from '../../theme/ThemeToggle.tsx'
import { Pane } from './Pane.tsx'
import './SideBySidePage.css'

/** Both ends of one conversation, each signed in and connected by itself. */
export function SideBySidePage() {
  return (
    <div className="both">
      <header className="both__top">
        <a className="icon-button" href={hashOf({ page: 'rooms' })} aria-label="Leave the side-by-side page">
          <DemoIcon name="back" />
        </a>
        <Brand />
        <p className="both__note">Doctor and patient, each with its own connection</p>
        <ThemeToggle />
      </header>
      <main className="both__panes">
        <h1 className="sr-only">Doctor and patient side by side</h1>
        <Pane user={DR_SMITH} other={PATIENT_DOE} />
        <Pane user={PATIENT_DOE} other={DR_SMITH} />
      </main>
    </div>
  )
}
