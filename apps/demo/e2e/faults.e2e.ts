import { createRandom } from './faults/random.ts'
import { runFaults } from './faults/faultRun.ts'
import { createShortTokens } from './faults/shortTokens.ts'
import { expect, test } from './world.ts'

// `npm run faults:hooks` sets these for more seeds and more messages.
const SEEDS = (process.env.FAULT_SEEDS ?? '1').split(',').map(Number)
const MESSAGES = process.env.FAULT_MESSAGES
const TELLS_PROGRESS = process.env.FAULT_PROGRESS === '1'

const JWT_SECRET = 'only for this test, and long enough for HS256'
const TOKEN_LIFE_S = 3
/** What a run may take at most. */
const START_MS = 120_000
const MESSAGE_MS = 2_000

// Playwright writes faster than one person may.
test.use({ serverEnv: { RATE_LIMIT_MESSAGES: '1000', JWT_SECRET }, trace: 'off' })

for (const seed of SEEDS) {
  for (const [title, tabs, inShort] of [
    ['one tab', 1, 200],
    ['three tabs of one user', 3, 80],
  ] as const) {
    const messages = Number(MESSAGES ?? inShort)
    test(`${title}: whatever breaks while ${messages} messages are written, everybody has each once and in order (seed ${seed})`, async ({
      world,
    }, info) => {
      test.setTimeout(START_MS + messages * MESSAGE_MS)
      const tally = await runFaults({
        world,
        tokens: createShortTokens(JWT_SECRET, TOKEN_LIFE_S),
        random: createRandom(seed),
        messages,
        tabs,
        onWritten: (count) => {
          if (TELLS_PROGRESS) process.stdout.write(`${count}\n`)
        },
      })
      info.annotations.push({ type: 'tally', description: JSON.stringify(tally) })
      if (tally.expire) expect(tally.expired, 'a token ended on an open socket').toBeGreaterThan(0)
    })
  }
}
