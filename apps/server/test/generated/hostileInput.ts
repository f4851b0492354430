import type { TestServer } from '../startServer.ts'

/** Something no well-behaved peer would send. */
export interface HostileInput {
  /** What it is, for whoever has to look for the fault. */
  readonly name: string
  /** Sends it and gives what came back. */
  readonly run: (server: TestServer) => Promise<string>
}
