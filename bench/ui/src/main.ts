import { chromium, type Browser } from 'playwright'
import { CHROMIUM_FLAGS } from '../../../scripts/chromiumFlags.ts'
import type { ContestantName } from '../page/contestant.ts'
import { buildPage } from './buildPage.ts'
import { FIGURES } from './figures.ts'
import { readFlags, USAGE } from './flags.ts'
import { report } from './report.ts'
import { rest } from './rest.ts'
import { burst } from './scenarios/burst.ts'
import { keypress } from './scenarios/keypress.ts'
import { mount } from './scenarios/mount.ts'
import { prepend } from './scenarios/prepend.ts'
import { rate } from './scenarios/rate.ts'
import { received } from './scenarios/received.ts'
import type { Measurement, Scenario } from './scenarios/scenario.ts'
import { sizes } from './sizes.ts'
import { openTab } from './tab.ts'

const flags = readFlags(process.argv.slice(2))
if (flags.isHelp) process.stdout.write(USAGE)
else process.exitCode = await run()

async function run(): Promise<number> {
  const all: readonly Scenario[] = [mount, received, burst, rate, keypress, prepend]
  const scenarios = all.filter(({ name }) => flags.scenarios.includes(name))
  const results = flags.contestants.map((contestant) => ({ contestant, measurements: new Array<Measurement>() }))
  const faults: string[] = []

  progress('Building the page')
  const page = await buildPage(flags.checkout, flags.isProfile)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: CHROMIUM_FLAGS })
  try {
    for (const scenario of scenarios) {
      // Interleaved: a disturbance of the machine meets all of them.
      for (let round = 1; round <= flags.rounds; round++) {
        for (const { contestant, measurements } of results) {
          if (!scenario.contestants.includes(contestant)) continue
          const about = `${scenario.name} ${contestant}, round ${round} of ${flags.rounds}`
          try {
            const measurement = await measure(browser, page.url, scenario, contestant)
            measurements.push(measurement)
            progress(`${about}: ${show(measurement)}`)
          } catch (error) {
            faults.push(`${about}: ${error instanceof Error ? error.message : String(error)}`)
            progress(faults.at(-1) ?? about)
          }
        }
      }
    }
  } finally {
    await browser.close()
    await page.close()
  }

  if (flags.isJson) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
  else if (scenarios.length > 0) process.stdout.write(`\n${report(FIGURES, results)}\n`)
  if (flags.scenarios.includes('size') && !flags.isJson && !flags.isProfile) {
    progress('Building the packages')
    process.stdout.write(`\n${await sizes(flags.checkout)}\n`)
  }
  if (faults.length > 0) progress(`\nFaults:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  return faults.length === 0 ? 0 : 1
}

async function measure(browser: Browser, url: string, scenario: Scenario, name: ContestantName): Promise<Measurement> {
  const tab = await openTab({ browser, url, name, count: scenario.messages, isProfile: flags.isProfile })
  try {
    await rest(browser)
    return await scenario.run(tab)
  } finally {
    await tab.close()
  }
}

function show(measurement: Measurement): string {
  return Object.entries(measurement)
    .map(([key, value]) => `${key} ${value.toFixed(2)}`)
    .join(', ')
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`)
}
