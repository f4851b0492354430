import { createOthers } from './contestants/others.ts'
import { createOurs } from './contestants/ours.ts'
import { createWorld } from './contestants/world.ts'
import { canPin, pinGenerator } from './cpu.ts'
import { readFlags, USAGE } from './flags.ts'
import { measure } from './measure.ts'
import { report } from './report.ts'
import { connect } from './scenarios/connect.ts'
import { createIdle } from './scenarios/idle.ts'
import { rate500 } from './scenarios/rate500.ts'
import { room200 } from './scenarios/room200.ts'
import { rooms2 } from './scenarios/rooms2.ts'
import type { Measurement, Scenario } from './scenarios/scenario.ts'
import { storm } from './scenarios/storm.ts'
import type { Result } from './summary.ts'

const PAIRED_USERS = 5_000
const GROUP_SIZE = 200

const flags = readFlags(process.argv.slice(2))
if (flags.isHelp) process.stdout.write(USAGE)
else process.exitCode = await run()

async function run(): Promise<number> {
  const all: readonly Scenario[] = [rooms2, room200, rate500, connect, createIdle(flags.idleSockets), storm]
  const scenarios = all.filter(({ name }) => flags.scenarios.includes(name))
  const pairedUsers = Math.max(PAIRED_USERS, flags.idleSockets + (flags.idleSockets % 2))
  progress('Making users, rooms and tokens')
  const world = await createWorld(flags.target, pairedUsers, GROUP_SIZE)
  // Only now: making tokens may use every core.
  pinGenerator()
  if (!canPin) progress('No taskset or one core only: servers and generator share what there is.')

  const results: (Result & { measurements: Measurement[] })[] = []
  const faults: string[] = []
  for (const scenario of scenarios) {
    const contestants = [createOurs(flags.target, world), ...createOthers(scenario.hasReplay === true)]
      .filter(({ name }) => scenario.contestants.includes(name) && flags.contestants.includes(name))
      .map((contestant) => ({ contestant, measurements: new Array<Measurement>() }))
    for (const { contestant, measurements } of contestants) {
      results.push({ scenario: scenario.name, contestant: contestant.name, measurements })
    }
    // Interleaved: a disturbance of the machine meets all of them.
    for (let round = 1; round <= flags.rounds; round++) {
      for (const { contestant, measurements } of contestants) {
        const about = `${scenario.name} ${contestant.name}, round ${round} of ${flags.rounds}`
        try {
          const measurement = await measure({ scenario, contestant, world, isProfile: flags.isProfile })
          measurements.push(measurement)
          faults.push(...measurement.faults.map((fault) => `${about}: ${fault}`))
          progress(`${about}: ${measurement.value.toFixed(scenario.decimals)} ${scenario.unit}`)
        } catch (error) {
          faults.push(`${about}: ${error instanceof Error ? error.message : String(error)}`)
          progress(faults.at(-1) ?? about)
        }
      }
    }
  }

  process.stdout.write(`\n${report(scenarios, results)}\n`)
  process.stdout.write(
    faults.length === 0
      ? '\nEvery delivery came, in order, and every message is in its database.\n'
      : `\n### Faults\n\n${faults.map((fault) => `- ${fault}`).join('\n')}\n`,
  )
  return faults.length === 0 ? 0 : 1
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`)
}
