import { Brand } from '../../shell/Brand.tsx'
import './RestoringPage.css'

export interface RestoringPageProps {
  /** The server did not answer; it is being tried again. */
  readonly unreachable: boolean
  readonly onSignOut: () => void
}

/** Shown after a reload until the server has said who is signed in. */
export function RestoringPage({ unreachable, onSignOut }: RestoringPageProps) {
  return (
    <main className="restoring" data-testid="restoring">
      <Brand />
      <div className="restoring__text" role="status">
        {unreachable ? (
          <>
            <h1 className="restoring__title">The server cannot be reached</h1>
            <p>You are still signed in. This page goes on by itself as soon as the server answers.</p>
          </>
        ) : (
          <p className="restoring__soon">Opening your conversations …</p>
        )}
      </div>
      {unreachable && (
        <button className="button" type="button" data-testid="sign-out" onClick={onSignOut}>
          Sign out instead
        </button>
      )}
    </main>
  )
}
