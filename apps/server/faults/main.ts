import { startPostgres, type Postgres } from '../test/engines/postgres.ts'
import { readOptions, type Options } from './options.ts'
import { startProgress } from './progress.ts'
import { runScenario } from './runScenario.ts'
import { SCENARIOS } from './scenarios.ts'
import { createStage, type OpenStage } from './stage.ts'
import { table } from './table.ts'
import type { Result } from './tally.ts'

const PROBLEMS_SHOWN = 10

function optionsOrExit(): Options {
  try {
    return readOptions(
      process.argv.slice(2),
      SCENARIOS.map(({ name }) => name),
    )
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
}

const options = optionsOrExit()
const open = new Set<OpenStage>()
const results = new Map<string, Result>()
const waiting = SCENARIOS.filter(({ name }) => options.scenarios.includes(name))
const progress = startProgress(process.stdout, () =>
  [...open].map((stage) => `${stage.name}: ${stage.status()}`).join(' | '),
)
let sharedPostgres: Promise<Postgres> | undefined

async function createDatabase(): Promise<string> {
  sharedPostgres ??= startPostgres()
  return (await sharedPostgres).createDatabase()
}

async function work(): Promise<void> {
  for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
    const stage = createStage(scenario.name, options, createDatabase)
    open.add(stage)
    const result = await runScenario(scenario, stage)
    open.delete(stage)
    results.set(scenario.name, result)
    progress.say(`${result.verdict.padStart(7)}  ${scenario.title} (${result.seconds.toFixed(1)} s)`)
    for (const note of result.notes) progress.say(`         ${note}`)
  }
}

async function stop(): Promise<void> {
  waiting.length = 0
  progress.stop()
  await Promise.all([...open].map((stage) => stage.close()))
  await sharedPostgres?.then((postgres) => postgres.close())
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().finally(() => process.exit(1)))
}

progress.say(
  `Breaking things: ${options.messages} messages a scenario, seed ${options.seed}, ${options.isBuilt ? 'as built' : 'from source'}.`,
)
await Promise.all(Array.from({ length: options.parallel }, work))
await stop()

const inOrder = SCENARIOS.flatMap(({ name }) => results.get(name) ?? [])
progress.say(`\n${table(inOrder)}`)
const failed = inOrder.filter(({ verdict }) => verdict === 'FAILED')
for (const { scenario, problems, logs } of failed) {
  progress.say(`\n${scenario} failed:`)
  for (const problem of problems.slice(0, PROBLEMS_SHOWN)) progress.say(`  ${problem}`)
  if (problems.length > PROBLEMS_SHOWN) progress.say(`  and ${problems.length - PROBLEMS_SHOWN} more`)
  progress.say(
    `  Look at ${logs}/, and run it again: pnpm faults --scenario ${scenario} --messages ${options.messages}`,
  )
  progress.say(`  --seed ${options.seed} makes the same choices.`)
}
process.exit(failed.length > 0 ? 1 : 0)
