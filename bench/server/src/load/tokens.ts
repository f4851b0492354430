import { readFile } from 'node:fs/promises'
import { MAX_CONNECTIONS_PER_USER } from '@mediconnect/protocol'

/** Members of the demo's clinic, and the admin, who may join any room. */
const DEMO_USERS = ['dr_smith', 'dr_jones', 'nurse_lee', 'admin']
const DEMO_PASSWORD = 'demo'

/** A token for each connection, in turn: from a file with one a line, or by signing in as the demo's users. */
export async function loadTokens(url: string, file: string | undefined, connections: number): Promise<string[]> {
  const tokens = file === undefined ? await signIn(url) : (await readFile(file, 'utf8')).split(/\s+/).filter(Boolean)
  const [first] = tokens
  if (first === undefined) throw new Error(`There is no token in ${file ?? 'the answer of the server'}.`)
  if (connections > tokens.length * MAX_CONNECTIONS_PER_USER) {
    process.stderr.write(
      `${tokens.length} users may have ${tokens.length * MAX_CONNECTIONS_PER_USER} connections by default: some of ${connections} may be refused.\n`,
    )
  }
  return Array.from({ length: connections }, (_, index) => tokens[index % tokens.length] ?? first)
}

function signIn(url: string): Promise<string[]> {
  return Promise.all(
    DEMO_USERS.map(async (username) => {
      const response = await fetch(new URL('/api/token/', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: DEMO_PASSWORD }),
      })
      const body: unknown = await response.json()
      if (typeof body === 'object' && body !== null && 'access' in body && typeof body.access === 'string') {
        return body.access
      }
      throw new Error(`${username} could not sign in (${response.status}). Give tokens with --token-file.`)
    }),
  )
}
