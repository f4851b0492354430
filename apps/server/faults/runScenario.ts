import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NotRun, type Scenario } from './scenario.ts'
import type { OpenStage } from './stage.ts'
import type { Result, Tally, Verdict } from './tally.ts'

/** Runs one scenario and cleans up after it; what went wrong is in the result, and in a file beside the logs. */
export async function runScenario({ name, run }: Scenario, stage: OpenStage): Promise<Result> {
  const began = performance.now()
  let tally: Tally | undefined
  let notRun: string | undefined
  await rm(stage.logs, { recursive: true, force: true })
  try {
    tally = await run(stage)
  } catch (error) {
    if (error instanceof NotRun) notRun = error.message
    else stage.complain(error instanceof Error ? error.message : String(error))
  }
  await stage.close()
  const problems = [...new Set(stage.problems)]
  if (problems.length > 0) {
    await mkdir(stage.logs, { recursive: true })
    await writeFile(join(stage.logs, 'problems.txt'), `${problems.join('\n')}\n`)
  }
  const verdict: Verdict = problems.length > 0 ? 'FAILED' : notRun === undefined ? 'ok' : 'not run'
  const notes = notRun === undefined ? stage.notes : [`Not run: ${notRun}`]
  const seconds = (performance.now() - began) / 1_000
  return { scenario: name, verdict, tally, seconds, problems, notes, logs: stage.logs }
}
