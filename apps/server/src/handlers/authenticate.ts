import type { AuthenticateFrame } from '@mediconnect/protocol'
import type { SessionHandle } from '../session/session.ts'

/** Renews the token of a socket whose old one is still good. */
export async function authenticate(frame: AuthenticateFrame, { session }: { session: SessionHandle }): Promise<void> {
  await session.authenticate(frame.data.token)
}
