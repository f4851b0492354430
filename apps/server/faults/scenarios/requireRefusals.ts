import type { Crowd } from '../crowd.ts'
import type { Stage } from '../stage.ts'

const AFTERWARDS = 50

/** While the database is away messages are refused for a while; afterwards it heals by itself. */
export async function requireRefusals(stage: Stage, crowd: Crowd, fault: () => Promise<void>): Promise<void> {
  const refusals = () => crowd.clients.reduce((sum, { counts }) => sum + counts.ws003, 0)
  const before = refusals()
  await fault()
  if (refusals() === before) stage.complain('The database could not store, and no message was refused with WS_003.')
  await crowd.untilEchoed(crowd.echoed() + AFTERWARDS)
}
