import { lazy, Suspense, useState } from 'react'
import { RestoringPage } from './pages/RestoringPage/RestoringPage.tsx'
import { SideBySidePage } from './pages/SideBySidePage/SideBySidePage.tsx'
import { SignedInPages } from './pages/SignedInPages.tsx'
import { SignInPage } from './pages/SignInPage/SignInPage.tsx'
import { navigate } from './routing/navigate.ts'
import { useRoute } from './routing/useRoute.ts'
import { tabTokenStorage } from './session/tokenStorage.ts'
import { useSession } from './session/useSession.ts'

// For whoever tests: those who only chat do not load it.
const QaPage = lazy(async () => ({ default: (await import('./pages/QaPage/QaPage.tsx')).QaPage }))
const QaScriptsPage = lazy(async () => ({
  default: (await import('./pages/QaScriptsPage/QaScriptsPage.tsx')).QaScriptsPage,
}))

/** The whole demo: the page the address stands for, or signing in first. */
export function App() {
  const route = useRoute()
  const [storage] = useState(() => tabTokenStorage(window.sessionStorage))
  const { state, session } = useSession(storage)

  // These pages sign in users of their own, whoever is signed in here.
  if (route.page === 'side-by-side') return <SideBySidePage />
  if (route.page === 'qa' || route.page === 'qa-scripts') {
    return <Suspense>{route.page === 'qa' ? <QaPage query={route.query} /> : <QaScriptsPage />}</Suspense>
  }

  function signOut(reason?: string): void {
    session.signOut(reason)
    // The next one to sign in does not begin in this one's room.
    navigate({ page: 'rooms' })
  }

  switch (state.status) {
    case 'signed_out':
      return <SignInPage reason={state.reason} onSignIn={session.signIn} />
    case 'restoring':
      return <RestoringPage unreachable={state.unreachable} onSignOut={() => signOut()} />
    case 'signed_in':
      return <SignedInPages user={state.user} getToken={state.getToken} onSignedOut={signOut} route={route} />
  }
}
