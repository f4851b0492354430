// What an app has of its own: who is signed in, and a token from its backend.
const ROOM_MATES = { dr_smith: 456, patient_doe: 123 }

/** The props of the README's components, for a user of the demo data. */
export async function signIn(server, username) {
  const response = await fetch(`${server}/api/token/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: 'demo' }),
  })
  const { access, refresh } = await response.json()
  const user = async (id) => {
    const profile = await fetch(`${server}/api/users/${id}/`, { headers: { Authorization: `Bearer ${access}` } })
    return profile.json()
  }
  const [me, other] = await Promise.all([user('me'), user(ROOM_MATES[username])])
  return { me, doctor: other, refresh }
}

/** Gives a new access token whenever one is asked for. */
export function tokenGetter(server, refresh) {
  return async () => {
    const response = await fetch(`${server}/api/token/refresh/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh }),
    })
    const { access } = await response.json()
    return access
  }
}
