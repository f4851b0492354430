// What a sample may take as given: the reader's own.
import type { User } from '@mediconnect/protocol'

declare global {
  const me: User
  const doctor: User
  const patient: User
  const router: { push(url: string): void }
  function getToken(): Promise<string>
}
