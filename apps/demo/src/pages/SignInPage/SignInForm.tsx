import { useState } from 'react'
import { Field } from '../../controls/Field.tsx'

export interface SignInFormProps {
  readonly busy: boolean
  readonly onSignIn: (username: string, password: string) => Promise<void>
}

/** User name and password. */
export function SignInForm({ busy, onSignIn }: SignInFormProps) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')

  return (
    <form
      className="sign-in__form"
      data-testid="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault()
        void onSignIn(username.trim(), password)
      }}
    >
      <Field label="User name">
        {(input) => (
          <input
            {...input}
            className="input"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password">
        {(input) => (
          <input
            {...input}
            className="input"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <button className="button" data-variant="primary" type="submit" disabled={busy}>
        {busy ? 'Signing in …' : 'Sign in'}
      </button>
    </form>
  )
}
