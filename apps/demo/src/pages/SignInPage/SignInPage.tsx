import { useState } from 'react'
import { Alert } from '../../controls/Alert.tsx'
import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { hashOf } from '../../routing/route.ts'
import { DEMO_PASSWORD } from '../../session/demoUsers.ts'
import { problemText } from '../../session/problemText.ts'
import { Brand } from '../../shell/Brand.tsx'
import { ThemeToggle } from '../../theme/ThemeToggle.tsx'
import { DemoUserCards } from './DemoUserCards.tsx'
import { SignInForm } from './SignInForm.tsx'
import './SignInPage.css'

export interface SignInPageProps {
  /** Why the user is here again. */
  readonly reason?: string
  readonly onSignIn: (username: string, password: string) => Promise<void>
}

/** Signing in by hand, or as one of the demo's users with one click. */
export function SignInPage({ reason, onSignIn }: SignInPageProps) {
  const [busyWith, setBusyWith] = useState<string>()
  const [problem, setProblem] = useState<string>()

  async function signIn(username: string, password: string): Promise<void> {
    setBusyWith(username)
    setProblem(undefined)
    try {
      await onSignIn(username, password)
    } catch (error) {
      setProblem(problemText(error))
      setBusyWith(undefined)
    }
  }

  return (
    <div className="sign-in">
      <header className="sign-in__top">
        <Brand />
        <ThemeToggle />
      </header>
      <main className="sign-in__main">
        <section className="sign-in__by-hand" aria-labelledby="sign-in-title">
          <h1 id="sign-in-title" className="sign-in__title">
            One conversation for patients and care teams
          </h1>
          <p className="sign-in__lead">Sign in to read your messages and notifications.</p>
          {problem !== undefined ? <Alert>{problem}</Alert> : reason && <Alert tone="info">{reason}</Alert>}
          <SignInForm busy={busyWith !== undefined} onSignIn={signIn} />
        </section>
        <section className="sign-in__demo" aria-labelledby="demo-title">
          <h2 id="demo-title" className="sign-in__subtitle">
            Try the demo as
          </h2>
          <p className="sign-in__note">
            Everyone’s password is <code>{DEMO_PASSWORD}</code>. Each browser tab is a session of its own.
          </p>
          <DemoUserCards busyWith={busyWith} onChoose={(user) => void signIn(user.username, DEMO_PASSWORD)} />
          <a className="sign-in__both" href={hashOf({ page: 'side-by-side' })} data-testid="side-by-side-link">
            <span className="sign-in__both-icon">
              <DemoIcon name="columns" />
            </span>
            <span>
              <strong>Doctor and patient side by side</strong>
              <span className="sign-in__both-text">Both ends of one conversation, each with its own connection</span>
            </span>
            <DemoIcon name="arrow" />
          </a>
          <a className="sign-in__both" data-tone="plain" href={hashOf({ page: 'qa', query: '' })} data-testid="qa-link">
            <span className="sign-in__both-icon">
              <DemoIcon name="bench" />
            </span>
            <span>
              <strong>QA bench</strong>
              <span className="sign-in__both-text">Four devices, and all that can go wrong with them</span>
            </span>
            <DemoIcon name="arrow" />
          </a>
        </section>
      </main>
    </div>
  )
}
