// Finds the Postgres and the Redis that the tests and the cluster start, and installs them where they are missing.
import { findProgram, howToInstall, POSTGRES, REDIS } from '../apps/server/test/engines/program.ts'
import { installDebianPackage, mayInstall } from './apt.mjs'

/** Ends the process with a clear sentence when one of them cannot be had. */
export function findEngines() {
  const missing = [POSTGRES, REDIS].filter((program) => !findProgram(program))
  for (const program of mayInstall() ? missing : []) {
    console.log(`[setup] No ${program.command} found; installing ${program.debianPackage} …`)
    installDebianPackage(program.debianPackage)
  }
  const still = missing.filter((program) => !findProgram(program))
  if (still.length === 0) return
  for (const program of still) console.error(`[setup] ${howToInstall(program)}`)
  process.exit(1)
}
