import { useSignOut, useUnsentCount } from '@mediconnect/ws-react'

export function SignOutButton() {
  const signOut = useSignOut()
  const unsent = useUnsentCount()
  const isSure = () => unsent === 0 || confirm(`${unsent} messages are not sent yet. Sign out all the same?`)
  return <button onClick={() => isSure() && void signOut()}>Sign out</button>
}
