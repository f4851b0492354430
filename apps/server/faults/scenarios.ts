import type { Scenario } from './scenario.ts'
import { fullDisk } from './scenarios/fullDisk.ts'
import { killPostgres, killSqlite } from './scenarios/kill.ts'
import { killNode } from './scenarios/killNode.ts'
import { lockedDatabase } from './scenarios/lockedDatabase.ts'
import { networkCuts } from './scenarios/networkCuts.ts'
import { postgresAway } from './scenarios/postgresAway.ts'
import { redisAway } from './scenarios/redisAway.ts'
import { rollingRestart } from './scenarios/rollingRestart.ts'
import { sameClientId } from './scenarios/sameClientId.ts'
import { syncFirst } from './scenarios/syncFirst.ts'

/** All that is broken. */
export const SCENARIOS: readonly Scenario[] = [
  killSqlite,
  killPostgres,
  killNode,
  redisAway,
  postgresAway,
  networkCuts,
  sameClientId,
  rollingRestart,
  fullDisk,
  lockedDatabase,
  syncFirst,
]
