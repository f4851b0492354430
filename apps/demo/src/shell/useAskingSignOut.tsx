import { useSignOut, useUnsentCount } from '@mediconnect/ws-react'
import { useState, type ReactNode } from 'react'
import { SignOutDialog } from './SignOutDialog.tsx'

/** Signing out, with a question first when something is not sent yet: put `dialog` on the page. */
export function useAskingSignOut(): { signOut: () => void; dialog: ReactNode } {
  const signOut = useSignOut()
  const unsentCount = useUnsentCount()
  const [asking, setAsking] = useState(false)
  return {
    signOut: () => (unsentCount > 0 ? setAsking(true) : void signOut()),
    dialog: asking && (
      <SignOutDialog unsentCount={unsentCount} onCancel={() => setAsking(false)} onSignOut={() => void signOut()} />
    ),
  }
}
