import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant } from './contestants/contestant.ts'
import { startServerProcess } from './contestants/serverProcess.ts'
import type { World } from './contestants/world.ts'
import { createGenerator } from './generator/generator.ts'
import { printProfile } from './profile.ts'
import type { Measurement, Scenario } from './scenarios/scenario.ts'

/** Faults quoted of one measurement. */
const QUOTED = 5

interface Options {
  readonly scenario: Scenario
  readonly contestant: Contestant
  readonly world: World
  readonly isProfile: boolean
}

/** Starts a contestant afresh, measures it, kills it without warning, and counts what it has stored. */
export async function measure({ scenario, contestant, world, isProfile }: Options): Promise<Measurement> {
  const folder = mkdtempSync(join(world.folder, `${contestant.name}-`))
  try {
    const { args, env } = contestant.command(folder)
    const profile = isProfile ? ['--cpu-prof', '--cpu-prof-dir', join(folder, 'profile')] : []
    const server = await startServerProcess({ args: [...profile, ...args], env })
    const generator = createGenerator(server.port, contestant.dialect)
    const faults: string[] = []
    let measurement: Measurement
    try {
      measurement = await scenario.run({ contestant, server, generator, world })
    } finally {
      faults.push(...generator.faults)
      generator.cutAll()
      // A profile is only written by a process that ends by itself.
      await server.kill(isProfile ? 'SIGTERM' : 'SIGKILL')
    }
    if (isProfile) printProfile(join(folder, 'profile'))
    faults.push(...measurement.faults)
    const stored = measurement.messages > 0 ? contestant.stored?.(folder) : undefined
    if (stored && stored.messages !== measurement.messages) {
      faults.push(`${stored.messages} messages in the database, told were ${measurement.messages}`)
    }
    if (stored && stored.roomsWithGaps > 0) faults.push(`${stored.roomsWithGaps} rooms with gaps in seq`)
    if (faults.length > 0 && server.errors() !== '') faults.push(server.errors())
    return { ...measurement, faults: shortened(faults) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shortened(faults: readonly string[]): string[] {
  const more = faults.length - QUOTED
  return more > 0 ? [...faults.slice(0, QUOTED), `… and ${more} more`] : [...faults]
}
